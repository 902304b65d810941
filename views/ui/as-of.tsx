import { Button } from "./button.tsx";
import { Form } from "./form.tsx";

export interface AsOfProps {
	/** YYYY-MM-DD; null is today */
	date: string | null;
	action: string;
	end_action: string;
	return_to: string;
}

/** The strip under the menu: which day is read, the way back to today, and the choice of another day. */
export function AsOf({ date, action, end_action, return_to }: AsOfProps) {
	const hidden = { till: return_to };
	return (
		<div class={date ? "strip-note is-warn as-of" : "strip-note as-of"}>
			{date ? <p>{`Du läser läget ${date}. Registret visas som det var den dagen och kan bara läsas.`}</p> : null}
			{date ? (
				<Form action={end_action} class="as-of-form" hidden={hidden}>
					<Button variant="secondary">Tillbaka till i dag</Button>
				</Form>
			) : null}
			<Form action={action} class="as-of-form" hidden={hidden} label="Läs ett tidigare läge">
				<label for="lage-datum">{date ? "Annan dag" : "Läs läget en tidigare dag"}</label>
				<input class="control" type="date" id="lage-datum" name="datum" value={date ?? undefined} />
				<Button variant="secondary">Visa</Button>
			</Form>
		</div>
	);
}
