import { SAM_REP_STANDS } from "../../db/schema/sam/words.ts";
import type { ReviewView } from "../../src/sam/load-review.ts";
import { DateField, RadioGroup, TextArea, TextField } from "../ui/field.tsx";
import { type FormState, valueIn } from "../ui/form-state.ts";
import { dateText } from "../ui/format.ts";
import { SaveSaid, SeenField, saveOnChange } from "./saved-field.tsx";

const STANDS = Object.entries(SAM_REP_STANDS).map(([value, label]) => ({ value, label }));

/** The skyddsombud's own words, signed in. */
export function Statements({ view }: { view: ReviewView }) {
	return (
		<>
			{view.statements.map((one) => (
				<p>
					<strong>{`${one.person_name}, skyddsombud: `}</strong>
					{`${SAM_REP_STANDS[one.stand]}, ${dateText(one.stated_at)}. `}
					{one.text}
				</p>
			))}
		</>
	);
}

/** Who took part, and what the skyddsombud said, when the manager writes it down. */
export function Participation(props: { view: ReviewView; form: FormState; action: string }) {
	const { view, form } = props;
	const { review } = view;
	const value = (name: string, saved: string | null) => (name in form.values ? valueIn(form, name) : (saved ?? ""));
	return (
		<article class="card sam-question" id="fraga-deltagande" {...saveOnChange(props.action, "deltagande")}>
			<div>
				<h2>Vilka har deltagit?</h2>
				<SeenField question="deltagande" seen={review.noted_version} form={form} />
				<TextField
					name="deltagare"
					label="Deltagare"
					help="Namn eller grupp, till exempel: hela arbetsplatsträffen 14 februari."
					optional="silent"
					value={value("deltagare", review.participants)}
					error={form.errors.deltagare}
				/>
				<Statements view={view} />
				<RadioGroup
					name="ombud_besked"
					label={
						view.statements.length > 0 ? "Skyddsombudet har lämnat sitt besked. Besked från fler:" : "Skyddsombudet"
					}
					help="Skyddsombudet kan också logga in och lämna sitt besked själv."
					options={STANDS}
					layout="inline"
					optional="silent"
					value={value("ombud_besked", review.rep_stand)}
					error={form.errors.ombud_besked}
				/>
				<div class="sam-rep-more">
					<TextField
						name="ombud_namn"
						label="Skyddsombudets namn"
						optional="silent"
						width="medium"
						value={value("ombud_namn", review.rep_name)}
						error={form.errors.ombud_namn}
					/>
					<DateField
						name="ombud_datum"
						label="Dag då beskedet lämnades"
						optional="silent"
						value={value("ombud_datum", review.rep_on)}
						error={form.errors.ombud_datum}
					/>
					<TextArea
						name="ombud_text"
						label="Avvikande mening, eller varför skyddsombudet inte har deltagit"
						help="Inga namn på personer som är sjuka eller skadade."
						rows={3}
						optional
						value={value("ombud_text", review.rep_text)}
						error={form.errors.ombud_text}
					/>
				</div>
				<SaveSaid question="deltagande" />
			</div>
		</article>
	);
}
