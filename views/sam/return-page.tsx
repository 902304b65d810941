import { PersonField } from "../ui/person-field.tsx";
import { peopleToChoose } from "../ui/person-search.ts";
import type { SamReturn } from "../../db/queries/sam/matters.ts";
import { SAM_RETURN_STATES } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { DescriptionList } from "../ui/description-list.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { DateField, TextArea } from "../ui/field.tsx";
import { Flash } from "../ui/flash.tsx";
import { Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../ui/form-state.ts";
import { dateText, dateTimeText } from "../ui/format.ts";
import { History, type HistoryEvent } from "../ui/history.tsx";
import { Link } from "../ui/link.tsx";
import { Section } from "../ui/section.tsx";

function Facts({ found }: { found: SamReturn }) {
	return (
		<DescriptionList
			items={[
				{ term: "Enhet", value: found.unit_name },
				{ term: "Returneras av", value: found.manager_name },
				{ term: "Från", value: dateText(found.from_on) },
				{ term: "Framställd", value: dateTimeText(found.raised_at) },
				{ term: "Kvitteras senast, enligt regionens rutin", value: dateText(found.acknowledge_by) },
				{ term: "Uppgifter", value: found.what, wide: true },
				{ term: "Skäl", value: found.why, wide: true },
				{
					term: "Kvitterad",
					wide: true,
					value: found.acknowledged_at
						? `${found.acknowledged_by_name}, ${dateTimeText(found.acknowledged_at)}: ${found.answer}`
						: "",
				},
				{
					term: "Ersättare",
					value: found.replacement_name ? `${found.replacement_name}, från ${dateText(found.replaced_from)}` : "",
				},
			]}
		/>
	);
}

function ReceiptForm({ found, form }: { found: SamReturn; form: FormState }) {
	return (
		<Section title="Kvittera" lead="Du bekräftar att du har tagit emot returneringen och skriver vad som händer nu.">
			<Form action={paths.samReturnReceipt(found.id)} version={versionOf(form, found.version)} errors={form.errors}>
				<TextArea
					name="answer"
					label="Vad händer nu?"
					help="Inga namn på personer som är sjuka eller skadade."
					rows={3}
					value={valueIn(form, "answer")}
					error={form.errors.answer}
				/>
				<FormActions>
					<Button>Kvittera</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function ReplacementForm(props: {
	found: SamReturn;
	form: FormState;
	people: readonly { id: string; name: string }[];
}) {
	const { found, form } = props;
	return (
		<Section title="Utse ersättare" lead="Uppgifterna ska alltid ligga hos någon. Du kan ta tillbaka dem själv.">
			<Form action={paths.samReturnReplacement(found.id)} version={versionOf(form, found.version)} errors={form.errors}>
				<PersonField
					name="replacement_id"
					form={form}
					label="Ersättare"
					placeholder="Välj"
					people={peopleToChoose(props.people)}
					value={valueIn(form, "replacement_id")}
					error={form.errors.replacement_id}
				/>
				<DateField
					name="replaced_from"
					label="Från"
					value={valueIn(form, "replaced_from") || found.from_on}
					error={form.errors.replaced_from}
				/>
				<FormActions>
					<Button>Utse ersättare</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

/** Returned tasks: a matter between the manager and the line above, from what and why to who holds them instead. */
export function ReturnPage(props: {
	shell: Partial<LayoutProps>;
	found: SamReturn;
	form: FormState;
	superior: boolean;
	people: readonly { id: string; name: string }[];
	/** The return should have been acknowledged by now. */
	late: boolean;
	history: readonly HistoryEvent[];
}) {
	const { found, form } = props;
	return (
		<Layout
			{...props.shell}
			title="Returnerade uppgifter"
			lead="Bara den som returnerar och cheferna ovanför i linjen ser vad som står här. Revisorn ser i loggen att en returnering finns vid enheten, inte vad den gäller."
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<p>
				<StateBadge
					tone={found.state === "replaced" ? "ok" : "info"}
					pattern="return"
					label={SAM_RETURN_STATES[found.state]}
				/>
			</p>
			{props.late ? (
				<Flash tone="warn" text={`Skulle ha kvitterats senast ${dateText(found.acknowledge_by)}.`} announce={false} />
			) : null}
			<Facts found={found} />
			{props.superior && found.state === "raised" ? <ReceiptForm found={found} form={form} /> : null}
			{props.superior && found.state === "acknowledged" ? (
				<ReplacementForm found={found} form={form} people={props.people} />
			) : null}
			{props.superior && found.state === "replaced" ? (
				<p>
					<Link href={paths.samAllocation(found.unit_id)}>Skriv en ny fördelning</Link>
				</p>
			) : null}
			<Disclosure summary="Händelser">
				<History events={props.history} />
			</Disclosure>
		</Layout>
	);
}
