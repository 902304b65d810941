import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Correction } from "../../../db/queries/checks/populations-corrections.ts";
import type { Swap } from "../../../db/queries/checks/samples-swaps.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { SWAP_DECISIONS } from "../../../db/schema/checks/samples-swaps.ts";
import { PLAN_LEVELS } from "../../../db/schema/checks/sample-plans.ts";
import { itemNoun } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { FrozenTerms } from "../../../src/ground/write/frozen-terms.ts";
import { paths } from "../../../src/paths/paths.ts";
import { percentOfPermille } from "../../../src/checks/sample-plans/columns.ts";
import type { SizedStratum } from "../../../src/checks/populations/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText, dateText, dateTimeText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { CountedTables } from "./counted-tables.tsx";
import { CorrectedFileForm, Corrections, Succession } from "./corrections.tsx";

export interface PopulationPageProps {
	shell: Partial<LayoutProps>;
	population: Population;
	list: ListShown<SizedStratum>;
	terms: FrozenTerms;
	/** How many are drawn in all, or how many kronor by amount. */
	drawn_n: number;
	/** Credit notes of the file, which are listed by themselves. */
	credits: { n: number; sum_ore: number };
	history: HistoryEvent[];
	may_draw: boolean;
	may_see_file: boolean;
	may_import: boolean;
	/** Corrected files for this population, and the correction that brought it. */
	corrections: Correction[];
	replaces: Correction | undefined;
	/** Purchases that performers said belong to another unit. */
	doubts: readonly Swap[];
	form: FormState;
	upload: FormState;
}

export function PopulationPage(props: PopulationPageProps) {
	const { population } = props;
	return (
		<Layout
			{...props.shell}
			title={`Populationen för ${formatOccurrence(population.period_key)}`}
			lead={`${population.control_title}. ${population.board_name}.`}
			crumbs={props.may_see_file ? [{ href: paths.purchases(), label: "Inköp" }] : []}
			main_action={
				population.drawn_at ? <ButtonLink href={paths.draw(population.draw_id)}>Visa dragningen</ButtonLink> : null
			}
		>
			<Succession population={population} replaces={props.replaces} />
			{props.may_draw && !population.drawn_at && !population.successor_id ? (
				<DrawForm population={population} terms={props.terms} form={props.form} />
			) : null}
			<Facts population={population} credits={props.credits} may_see_file={props.may_see_file} />
			<Frozen terms={props.terms} drawn_n={props.drawn_n} kind={population.population_kind} />
			{props.terms.counted ? (
				<Section title="Vad som räknades som inköp" lead="Så var filens kostnader när populationen frystes.">
					<CountedTables counted={props.terms.counted} />
				</Section>
			) : null}
			<Section title="Per enhet">
				<List list={props.list} noun="enheter" caption="Populationen per enhet" />
			</Section>
			<UnitDoubts doubts={props.doubts} />
			<Corrections corrections={props.corrections} may_see_file={props.may_see_file} />
			{props.may_import && !population.successor_id ? (
				<CorrectedFileForm population={population} form={props.upload} />
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Facts(props: Pick<PopulationPageProps, "population" | "credits" | "may_see_file">) {
	const { population, credits, may_see_file } = props;
	const file = population.file_name;
	return (
		<DescriptionList
			items={[
				{ term: `Antal ${itemNoun(population.population_kind).many} (N)`, value: countText(population.n) },
				{ term: "Summa", value: kronorText(population.sum_ore) },
				...(credits.n > 0 ? [{ term: "Kreditnotor, som inte dras", value: <Credits {...props} /> }] : []),
				{ term: "Fryst", value: `${dateTimeText(population.frozen_at)} av ${population.frozen_by}` },
				{ term: "Till och med", value: dateText(population.cut_off) },
				{ term: "Fil", value: may_see_file ? <Link href={paths.purchaseFile(population.file_id)}>{file}</Link> : file },
				{ term: "Dragning", value: <Link href={paths.draw(population.draw_id)}>{population.draw_name}</Link> },
				{ term: "Avgränsning", value: population.filter, wide: true },
				{ term: "Kontrollsumma", value: <code class="hash">{population.digest}</code>, wide: true },
				{ term: "Filens SHA-256", value: <code class="hash">{population.file_sha256}</code>, wide: true },
			]}
		/>
	);
}

function Credits({ population, credits }: Pick<PopulationPageProps, "population" | "credits">) {
	const text = `${countText(credits.n)}, ${kronorText(credits.sum_ore)}`;
	return <Link href={paths.creditNotes(population.id)}>{text}</Link>;
}

/** What the draw and the evaluation will read, whatever is decided of the control and its plan from now on. */
function Frozen(props: { terms: FrozenTerms; drawn_n: number; kind: Population["population_kind"] }) {
	const { terms, drawn_n, kind } = props;
	const { early_reason, public_source, money } = terms;
	return (
		<Section
			title="Bestämt när populationen frystes"
			lead="Dragning och utvärdering läser bara detta. Ändras kontrollmomentet, checklistan eller stickprovsplanen gäller det från nästa population."
		>
			{early_reason === null ? null : (
				<Flash tone="warn" announce={false} heading="Fryst innan perioden var slut" text={early_reason} />
			)}
			<DescriptionList
				items={[
					{
						term: "Antal som dras",
						value: `${countText(drawn_n)} ${money ? "kronor" : itemNoun(kind).many}`,
					},
					{ term: "Säkerhet", value: percentOfPermille(terms.confidence_permille) },
					{ term: "Slutsats om", value: PLAN_LEVELS[terms.level] },
					{ term: "Steg", value: terms.looks === 2 ? "Två, varje med halva risken" : "Ett" },
					{
						term: "Offentligt värde",
						value: public_source
							? `Källan bestämdes före frysningen: ${public_source.name}, ${dateText(public_source.day)}`
							: "Inget",
						wide: true,
					},
					{
						term: "Godtagbar andel",
						value: terms.questions.map((one) => `${one.text} ${percentOfPermille(one.tolerable_permille)}`).join(" · "),
						wide: true,
					},
				]}
			/>
		</Section>
	);
}

/** A purchase at the wrong unit is a fault of the file, and may be one of many. */
function UnitDoubts({ doubts }: { doubts: readonly Swap[] }) {
	if (doubts.length === 0) return null;
	return (
		<Section
			title="Inköp som sägs höra till en annan enhet"
			lead="Frågan gäller filen: står ett draget inköp på fel enhet kan fler göra det. Rätta i ekonomisystemet och läs in en rättad fil."
		>
			<DataTable
				caption="Inköp som sägs höra till en annan enhet"
				hide_caption
				columns={[
					{ key: "item", label: "Inköp" },
					{ key: "unit", label: "Sägs höra till" },
					{ key: "note", label: "Varför" },
					{ key: "decision", label: "Granskaren" },
				]}
				rows={doubts.map((one) => ({
					href: paths.item(one.item_id),
					cells: {
						item: `${one.supplier_name}, ${one.item_key}`,
						unit: one.unit_name ?? "",
						note: one.note,
						decision: one.decision ? SWAP_DECISIONS[one.decision] : "Inte avgjort",
					},
				}))}
			/>
		</Section>
	);
}

function DrawForm({ population, terms, form }: { population: Population; terms: FrozenTerms; form: FormState }) {
	const source = terms.public_source;
	return (
		<Section
			title="Dra stickprovet"
			lead="Antalet per enhet bestämdes när populationen frystes. Dragningen görs en gång och kan göras om av vem som helst efteråt."
		>
			<Form action={paths.population(population.id)} errors={form.errors}>
				{source ? (
					<TextField
						name="public_value"
						label={`Värdet från ${source.name}, ${dateText(source.day)}`}
						help="Källan bestämdes före frysningen. Skriv värdet som det står där, så att vem som helst kan jämföra."
						value={valueIn(form, "public_value")}
						error={form.errors.public_value}
						maxlength={200}
					/>
				) : null}
				<FormActions>
					<Button>Dra stickprovet</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
