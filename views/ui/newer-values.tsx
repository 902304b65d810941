import { readerOf } from "../../src/ground/tables/field.ts";
import { DescriptionList } from "./description-list.tsx";
import { Flash } from "./flash.tsx";
import { type FormState, valuesIn } from "./form-state.ts";

/** After a stale edit: the values that somebody else has saved, where they differ from what stands in the form. */
export function NewerValues(props: {
	form: FormState;
	/** the saved values, by field, as the form would hold them */
	current: Record<string, string | string[]>;
	/** the table the form is made from, and the rows its references may name */
	fields: Parameters<typeof readerOf>[0];
	named?: Parameters<typeof readerOf>[1];
}) {
	if (!props.form.stale) return null;
	const saved: FormState = { values: props.current, errors: {} };
	const read = readerOf(props.fields, props.named);
	const items = Object.entries(props.fields).flatMap(([name, { label: term }]) => {
		const now = valuesIn(saved, name);
		if (now.join("\n") === valuesIn(props.form, name).join("\n")) return [];
		return [{ term, value: now.map((value) => read(name, value)).join(", ") }];
	});
	if (items.length === 0) return null;
	return (
		<Flash tone="warn" heading="Sparade värden som skiljer sig från dina" announce={false}>
			<DescriptionList items={items} />
		</Flash>
	);
}
