import { DescriptionList } from "./description-list.tsx";
import { Flash } from "./flash.tsx";
import { type FormState, valuesIn } from "./form-state.ts";

/** After a stale edit: the values that somebody else has saved, where they differ from what stands in the form. */
export function NewerValues(props: {
	form: FormState;
	/** the saved values, by field, as the form would hold them */
	current: Record<string, string | string[]>;
	/** field → its label and how its value reads */
	labels: Record<string, string>;
	read?: ((name: string, value: string) => string) | undefined;
}) {
	if (!props.form.stale) return null;
	const saved: FormState = { values: props.current, errors: {} };
	const items = Object.entries(props.labels).flatMap(([name, term]) => {
		const now = valuesIn(saved, name);
		if (now.join("\n") === valuesIn(props.form, name).join("\n")) return [];
		return [{ term, value: now.map((value) => props.read?.(name, value) ?? value).join(", ") }];
	});
	if (items.length === 0) return null;
	return (
		<Flash tone="warn" heading="Sparade värden som skiljer sig från dina" announce={false}>
			<DescriptionList items={items} />
		</Flash>
	);
}
