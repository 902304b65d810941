import { FREQUENCIES, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { madeText, many, SPLIT_RULE } from "../../../src/register/plan-import/columns.ts";
import type { PlanCounts } from "../../../src/register/plan-import/count-plan.ts";
import type { DraftMeasure, DraftRisk, Named, NotTaken, Steps } from "../../../src/register/plan-import/plan-model.ts";
import type { ImportPlace } from "../../../src/register/plan-import/prepare-import.ts";
import type { ReadingState } from "../../../src/register/plan-import/reading-state.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { placeName } from "./upload-page.tsx";

/** So many of the cells that are not taken are shown; the file has its own number of them. */
const MOST_SHOWN = 200;

export interface PreviewPageProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	token: string;
	state: ReadingState;
	place: ImportPlace;
	counts: PlanCounts;
	/** the sheets that are read and the row of their headings; null when none is */
	found: { sheet: string; heading_row: number } | null;
	rows: { area: string; risk: DraftRisk; index: number }[];
	pager: Parameters<typeof Pager>[0];
}

/** What would be made of a file, row by row, and what would not. */
export function PreviewPage(props: PreviewPageProps) {
	const { state, token, place, counts } = props;
	const { reading } = state;
	return (
		<Layout
			{...props.shell}
			title="Förhandsgranska planen"
			lead={`${state.source.file_name} blir ${placeName(place)}.`}
			crumbs={[{ href: paths.planReading(), label: "Läs in en plan" }]}
		>
			{reading.is_scale_asked ? <ScaleAsked steps={reading.steps} token={token} /> : null}
			<p>
				{`${madeText(counts)} och ${countText(counts.controls)} kontrollmoment. ${many(counts.scored, "risk är bedömd", "risker är bedömda")}, ${countText(counts.region_risks)} är regionövergripande och ${countText(counts.audit_risks)} kommer från en revisionsrapport.`}
			</p>
			<Form action={paths.planReadingPreview(token)} errors={props.form.errors}>
				<FormActions cancel_href={place.plan_id ? paths.plan(place.plan_id) : paths.plans()}>
					{counts.risks > 0 ? <Button>{`Läs in ${many(counts.risks, "risk", "risker")}`}</Button> : null}
				</FormActions>
			</Form>
			<Place {...props} />
			<NotTakenList not_taken={reading.not_taken} />
			<Section title="Det som läses in" lead={SPLIT_RULE}>
				<Risks {...props} />
				<Pager {...props.pager} noun="risker" />
			</Section>
		</Layout>
	);
}

function ScaleAsked({ steps, token }: { steps: number; token: string }) {
	return (
		<Flash tone="warn" heading={`Filens skala har ${steps} steg och planens 4`} announce={false}>
			Bedömningarna kommer inte med förrän du har angett hur stegen motsvarar varandra.{" "}
			<Link href={paths.planReadingColumns(token)}>Ange hur stegen motsvarar varandra</Link>
		</Flash>
	);
}

function Place({ state, token, found }: PreviewPageProps) {
	const others = state.reading.sheets.filter((sheet) => !sheet.chosen).map(({ name }) => name);
	return (
		<Section title="Varifrån det läses">
			<p>
				{found ? `Läst: ${found.sheet}, med rubrikerna på rad ${found.heading_row}.` : "Inget blad är läst."}
				{others.length > 0 ? ` Inte läst: ${others.join(", ")}.` : ""}
				{state.edited > 0 ? ` Ändrat här: ${countText(state.edited)}.` : ""}
			</p>
			<p>
				<Link href={paths.planReadingColumns(token)}>Ändra blad, rubrikrad och kolumner</Link>
			</p>
		</Section>
	);
}

function NotTakenList({ not_taken }: { not_taken: readonly NotTaken[] }) {
	if (not_taken.length === 0) return null;
	const more = not_taken.length - MOST_SHOWN;
	return (
		<Section
			title={`Det som inte tas med (${countText(not_taken.length)})`}
			lead={more > 0 ? `De första ${countText(MOST_SHOWN)} visas.` : undefined}
		>
			<DataTable
				caption="Det som inte tas med"
				hide_caption
				columns={[
					{ key: "cell", label: "Cell", narrow: true },
					{ key: "text", label: "Text" },
					{ key: "reason", label: "Skäl" },
				]}
				rows={not_taken.slice(0, MOST_SHOWN).map((one) => ({
					cells: { ...one, text: one.text.length > 200 ? `${one.text.slice(0, 199)}…` : one.text },
				}))}
			/>
		</Section>
	);
}

function Risks({ rows, token }: PreviewPageProps) {
	return (
		<DataTable
			caption="Risker i filen"
			hide_caption
			empty="Inga risker är lästa."
			columns={[
				{ key: "area", label: "Verksamhet" },
				{ key: "risk", label: "Risk", primary: true },
				{ key: "facts", label: "Uppgifter" },
				{ key: "measures", label: "Åtgärder" },
			]}
			rows={rows.map(({ area, risk, index }) => ({
				cells: {
					area,
					risk: (
						<>
							<Link href={paths.planReadingRisk(token, index)}>{risk.title}</Link>
							{risk.description ? <p class="soft">{shortened(risk.description)}</p> : null}
							<p class="soft">{`Cell ${risk.at}`}</p>
						</>
					),
					facts: <Facts risk={risk} />,
					measures: <Measures measures={risk.measures} controls={risk.controls} />,
				},
			}))}
		/>
	);
}

function shortened(text: string): string {
	return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function named(person: Named): string | null {
	if (person.text === "") return null;
	return person.id === null ? `${person.text} (ingen person vald)` : person.text;
}

function Facts({ risk }: { risk: DraftRisk }) {
	const steps = (label: string, { likelihood, impact }: Steps) =>
		likelihood === null || impact === null
			? null
			: `${label}: sannolikhet ${likelihood}, konsekvens ${impact}, riskvärde ${likelihood * impact}`;
	const facts = [
		risk.requirements.length > 0 ? `Krav ${risk.requirements.join(", ")}` : null,
		RISK_SCOPES[risk.scope],
		risk.origin ? `Ursprung: ${risk.origin}` : null,
		steps("Inneboende", risk.inherent),
		steps("Kvarstående", risk.residual),
		steps("Mål", risk.target),
		risk.treatment ? `Hantering: ${TREATMENTS[risk.treatment]}` : null,
		named(risk.owner) ? `Riskägare: ${named(risk.owner)}` : null,
	];
	return <PlainList items={facts} />;
}

function PlainList({ items }: { items: readonly (string | null)[] }) {
	return <ul class="plain-list">{items.map((item) => (item === null ? null : <li>{item}</li>))}</ul>;
}

function Measures({ measures, controls }: Pick<DraftRisk, "measures" | "controls">) {
	const said = (measure: DraftMeasure) =>
		[
			measure.title,
			measure.scope ? RISK_SCOPES[measure.scope] : null,
			named(measure.owner) ?? (measure.performer_text ? `Utförs av ${measure.performer_text}` : null),
			measure.due_on ? `Klart ${dateText(measure.due_on)}` : null,
			...measure.controls.map((control) => `Kontroll ${FREQUENCIES[control.frequency].toLocaleLowerCase("sv")}`),
		]
			.filter((part) => part !== null)
			.join(" · ");
	const items = [
		...measures.map(said),
		...controls.map((control) => `Kontrollmoment: ${control.title} · ${FREQUENCIES[control.frequency]}`),
	];
	return items.length === 0 ? <span class="soft">Ingen åtgärd</span> : <PlainList items={items} />;
}
