import { Button } from "./button.tsx";
import { Flash } from "./flash.tsx";
import { ErrorSummary, Form, FormActions } from "./form.tsx";
import type { FormState } from "./form-state.ts";
import { countText } from "./format.ts";

interface Props {
	form: FormState;
	/** What is wrong with the file as a whole; then there is nothing to say yes to. */
	problems: readonly string[];
	/** Said above the problems: "Filen kan inte läsas in". */
	refused: string;
	/** How many rows the file would change. */
	count: number;
	action: string;
	/** Where another file is handed in. */
	cancel_href: string;
}

/** Stands above what a completed file would change: the yes to it, or why there is none. */
export function ConfirmReading({ form, problems, refused, count, action, cancel_href }: Props) {
	return (
		<>
			<ErrorSummary errors={form.errors} />
			{problems.length > 0 ? (
				<Flash tone="bad" heading={refused} announce={false}>
					<ul>
						{problems.map((problem) => (
							<li>{problem}</li>
						))}
					</ul>
				</Flash>
			) : null}
			{problems.length === 0 && count > 0 ? (
				<Form action={action}>
					<FormActions cancel_href={cancel_href}>
						<Button>{`Läs in ${countText(count)}`}</Button>
					</FormActions>
				</Form>
			) : null}
		</>
	);
}
