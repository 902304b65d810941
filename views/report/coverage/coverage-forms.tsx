import type { Plan } from "../../../db/queries/register/plans.ts";
import type { MappedRisk, Statement } from "../../../db/queries/report/coverage.ts";
import { COVERAGE_STATEMENTS, COVERAGE_STATES } from "../../../db/schema/report/words.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { CoverageCell, RiskArea } from "../../../src/report/coverage/coverage.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Around {
	shell: Partial<LayoutProps>;
	plan: Plan;
}

const crumbsOf = (plan: Plan) => [
	{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
	{ href: paths.coverage(plan.id), label: "Täckningskarta" },
];

/** What stands in a form: what was typed, or what is saved until something has been. */
const fieldIn =
	(form: FormState, saved: Record<string, string>) =>
	(name: string): { name: string; value: string; error: string | undefined } => ({
		name,
		value: Object.keys(form.values).length > 0 ? valueIn(form, name) : (saved[name] ?? ""),
		error: form.errors[name],
	});

/** One area at one place: its state, what it follows from, what has been written, and the form to write. */
export function CoverageCellPage(props: Around & { cell: CoverageCell; form: FormState; may_edit: boolean }) {
	const { plan, cell } = props;
	return (
		<Layout {...props.shell} title={cell.area.name} lead={cell.place.name} crumbs={crumbsOf(plan)}>
			<DescriptionList
				items={[
					{ term: "Täckning", value: COVERAGE_STATES[cell.state] },
					...cell.risks.map((risk) => ({
						term: "Risk",
						value: <Link href={paths.risk(risk.id)}>{`${risk.number}. ${risk.title}`}</Link>,
					})),
				]}
			/>
			{cell.risks.length > 0 ? <p>Täckningen följer av planens risker. Inget behöver skrivas.</p> : null}
			{cell.risks.length === 0 && cell.versions.length === 0 && cell.statement ? (
				<Section title="Skrivet för nämnden som helhet" lead="Gäller här tills något annat skrivs.">
					<Versions versions={[cell.statement]} />
				</Section>
			) : null}
			{props.may_edit ? <StatementForm {...props} /> : null}
			{cell.versions.length > 0 ? (
				<Section title="Skrivet" lead="Varje gång blir det en ny version. De tidigare finns kvar.">
					<Versions versions={cell.versions} />
				</Section>
			) : null}
		</Layout>
	);
}

function Versions({ versions }: { versions: readonly Statement[] }) {
	return (
		<DataTable
			caption="Skrivet"
			hide_caption
			empty="Inget är skrivet."
			columns={[
				{ key: "state", label: "Täckning", primary: true },
				{ key: "number", label: "Version" },
				{ key: "routine", label: "Rutin" },
				{ key: "owner", label: "Ansvarig" },
				{ key: "reason", label: "Skäl" },
				{ key: "by", label: "Av" },
			]}
			rows={versions.map((one) => ({
				cells: {
					state: COVERAGE_STATEMENTS[one.state],
					number: String(one.number),
					routine: one.routine,
					owner: one.owner,
					reason: one.reason,
					by: `${one.writer}, ${dateTimeText(one.written_at)}`,
				},
			}))}
		/>
	);
}

function StatementForm({ plan, cell, form }: Parameters<typeof CoverageCellPage>[0]) {
	const { state = "", routine = "", owner = "", reason = "" } = cell.versions[0] ?? {};
	const field = fieldIn(form, { state, routine, owner, reason });
	return (
		<Form
			action={paths.coverageCell(plan.id, cell.area.key, cell.place.id)}
			errors={form.errors}
			version={versionOf(form, cell.versions.length)}
			unsaved
		>
			<RadioGroup
				{...field("state")}
				label="Ingen risk i planen gäller området här. Hur är det övervägt?"
				options={Object.entries(COVERAGE_STATEMENTS).map(([value, label]) => ({ value, label }))}
			/>
			<TextField
				{...field("routine")}
				label="Rutin"
				maxlength={500}
				optional="silent"
				help="Krävs för inbyggd kontroll."
			/>
			<TextField
				{...field("owner")}
				label="Ansvarig för rutinen"
				maxlength={200}
				optional="silent"
				help="Krävs för inbyggd kontroll."
			/>
			<TextArea {...field("reason")} label="Skäl" rows={3} />
			<FormActions cancel_href={paths.coverage(plan.id)}>
				<Button>Spara</Button>
			</FormActions>
		</Form>
	);
}

/** The board's list of areas, with those that are retired and why. */
export function RiskAreasPage({ plan, areas, ...props }: Around & { areas: readonly RiskArea[]; may_edit: boolean }) {
	return (
		<Layout
			{...props.shell}
			title="Riskområden"
			lead={`${plan.board_name}. Ett nytt namn är en ny version, och ett område som utgår har ett skäl. Planer för tidigare år behåller sina.`}
			crumbs={crumbsOf(plan)}
		>
			{props.may_edit ? (
				<Actions>
					<Link href={paths.riskArea(plan.id, null)}>Lägg till riskområde</Link>
				</Actions>
			) : null}
			<DataTable
				caption="Riskområden"
				hide_caption
				empty="Inget riskområde."
				columns={[
					{ key: "name", label: "Riskområde", primary: true },
					{ key: "version", label: "Version" },
					{ key: "earlier", label: "Hette förut" },
					{ key: "retired", label: "Utgått, skäl" },
				]}
				rows={areas.map((area) => ({
					href: props.may_edit ? paths.riskArea(plan.id, area.key) : undefined,
					cells: {
						name: area.name,
						version: area.versions[0] ? `${area.versions[0].number}, ${area.versions[0].writer}` : "Grundlista",
						earlier: earlierNames(area),
						retired: area.retired_reason,
					},
				}))}
			/>
		</Layout>
	);
}

function earlierNames(area: RiskArea): string {
	return [...new Set(area.versions.map(({ name }) => name))].filter((name) => name !== area.name).join(", ");
}

/** One area: its name, and the reason when it is retired. */
export function RiskAreaPage({ plan, area, form, shell }: Around & { area: RiskArea | null; form: FormState }) {
	const field = fieldIn(form, { name: area?.name ?? "", retired_reason: area?.retired_reason ?? "" });
	return (
		<Layout
			{...shell}
			title={area ? area.name : "Nytt riskområde"}
			crumbs={[...crumbsOf(plan), { href: paths.riskAreas(plan.id), label: "Riskområden" }]}
		>
			<Form
				action={paths.riskArea(plan.id, area?.key ?? null)}
				errors={form.errors}
				version={versionOf(form, area?.versions.length ?? 0)}
				unsaved
			>
				<TextField {...field("name")} label="Namn" maxlength={120} />
				{area ? (
					<TextField
						{...field("retired_reason")}
						label="Skäl till att området utgår"
						maxlength={500}
						optional
						help="Lämna tomt om området gäller. Det som är skrivet om ett område som utgår finns kvar."
					/>
				) : null}
				<FormActions cancel_href={paths.riskAreas(plan.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** Which standard area a risk is about. */
export function RiskLinkPage(props: Around & { risk: MappedRisk; areas: readonly RiskArea[]; form: FormState }) {
	const { plan, risk, areas, form } = props;
	const field = fieldIn(form, { area: risk.area ?? "" });
	return (
		<Layout
			{...props.shell}
			title="Riskområde för risken"
			lead={`${risk.number}. ${risk.title}`}
			crumbs={crumbsOf(plan)}
		>
			<Form action={paths.riskAreaOf(risk.id)} errors={form.errors} version={versionOf(form, risk.links)} unsaved>
				<SelectField
					{...field("area")}
					label="Riskområde"
					placeholder="Inget"
					optional
					options={areas.map(({ key, name }) => ({ value: key, label: name }))}
				/>
				<FormActions cancel_href={paths.coverage(plan.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
