import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";

/** The statement that lagen (2018:1937) om tillgänglighet till digital offentlig service asks for. */
export function AccessibilityPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState | null;
	/** As the region has registered it; "" when it has not. */
	supervisor: string;
}) {
	return (
		<Layout
			{...props.shell}
			title="Tillgänglighet"
			lead="Tillgänglighetsredogörelse. Tillräcklig ska kunna användas av alla, oavsett funktionsförmåga."
		>
			<Section title="Så tillgänglig är tjänsten">
				<p>
					Tjänsten är byggd för att uppfylla WCAG 2.1 nivå AA och EN 301 549. Allt går att göra med enbart tangentbord
					och utan JavaScript, på telefon såväl som på dator. Tillstånd visas med ord och mönster, aldrig bara med färg.
				</p>
			</Section>
			<Section title="Kända brister">
				<p>
					Underlag som användarna själva laddar upp, till exempel inskannade dokument och foton, kan sakna text som
					hjälpmedel kan läsa.
				</p>
			</Section>
			<Section title="Om något inte går att använda">
				{props.form ? (
					<ReportForm form={props.form} />
				) : (
					<p>
						<Link href={paths.signIn()}>Logga in</Link>
						{" för att rapportera felet här."}
					</p>
				)}
				<p>
					{`Kommer du inte in kontaktar du din regions förvaltning av tjänsten. Du har rätt att få innehållet på ett annat sätt. Är du inte nöjd med svaret kan du anmäla det till ${props.supervisor ? `${props.supervisor},` : "den myndighet"} som har tillsyn över lagen (2018:1937) om tillgänglighet till digital offentlig service.`}
				</p>
			</Section>
			<Section title="Hur vi har prövat">
				<p>
					Tjänsten prövas automatiskt mot reglerna i WCAG när den utvecklas, och de viktigaste flödena prövas utan
					JavaScript och på en skärm som är 360 bildpunkter bred. Ingen oberoende granskning är gjord.
				</p>
			</Section>
		</Layout>
	);
}

function ReportForm({ form }: { form: FormState }) {
	return (
		<Form action={paths.accessibility()} errors={form.errors} label="Rapportera ett fel" unsaved>
			<TextField
				name="place"
				label="Var i tjänsten?"
				help="Sidans rubrik eller adress."
				value={valueIn(form, "place")}
				error={form.errors.place}
			/>
			<TextArea
				name="problem"
				label="Vad gick inte att använda?"
				help="Berätta gärna vilket hjälpmedel eller vilken webbläsare du använder."
				rows={4}
				value={valueIn(form, "problem")}
				error={form.errors.problem}
			/>
			<TextField
				name="contact"
				label="Hur vill du få svar?"
				optional
				value={valueIn(form, "contact")}
				error={form.errors.contact}
			/>
			<ConfidentialNote kind="patient" />
			<FormActions>
				<Button>Rapportera felet</Button>
			</FormActions>
		</Form>
	);
}
