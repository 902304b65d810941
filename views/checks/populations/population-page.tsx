import type { Correction } from "../../../db/queries/checks/populations-corrections.ts";
import type { Population, Stratum } from "../../../db/queries/checks/populations.ts";
import { itemNoun } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { stratumColumns } from "../../../src/checks/populations/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText, dateText, dateTimeText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { CorrectedFileForm, Corrections, Succession } from "./corrections.tsx";

export interface PopulationPageProps {
	shell: Partial<LayoutProps>;
	population: Population;
	strata: Stratum[];
	history: HistoryEvent[];
	may_draw: boolean;
	may_see_file: boolean;
	may_import: boolean;
	/** Corrected files for this population, and the correction that brought it. */
	corrections: Correction[];
	replaces: Correction | undefined;
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
				<DrawForm population={population} form={props.form} />
			) : null}
			<Facts population={population} may_see_file={props.may_see_file} />
			<Section title="Per enhet">
				<ListTable caption="Populationen per enhet" columns={stratumColumns} rows={props.strata} />
				<ListExports base_href={paths.population(population.id)} />
			</Section>
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

function Facts({ population, may_see_file }: { population: Population; may_see_file: boolean }) {
	const file = population.file_name;
	return (
		<DescriptionList
			items={[
				{ term: `Antal ${itemNoun(population.population_kind).many} (N)`, value: countText(population.n) },
				{ term: "Summa", value: kronorText(population.sum_ore) },
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

function DrawForm({ population, form }: { population: Population; form: FormState }) {
	return (
		<Section
			title="Dra stickprovet"
			lead="Antalet per enhet följer kontrollmomentets stickprovsplan. Dragningen görs en gång och kan göras om av vem som helst efteråt."
		>
			<Form action={paths.population(population.id)} errors={form.errors}>
				<Disclosure summary="Lägg till ett offentligt värde" open={valueIn(form, "public_value") !== ""}>
					<TextField
						name="public_value"
						label="Offentligt värde"
						optional
						help="Något som blev känt efter att populationen frystes, till exempel ett lottoresultat. Då kan ingen i förväg ha vetat vad som dras."
						value={valueIn(form, "public_value")}
						error={form.errors.public_value}
						maxlength={200}
					/>
				</Disclosure>
				<FormActions>
					<Button>Dra stickprovet</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
