import type { AreaRow, Plan } from "../../../db/queries/register/plans.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { riskColumns } from "../../../src/register/risks/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Actions } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";

/** What is shown until every field is asked for. The files always hold all. */
const MAIN = new Set("number title area requirements owner inherent_score residual_score treatment".split(" "));

export interface RegisterPageProps {
	shell: Partial<LayoutProps>;
	plan: Plan;
	areas: AreaRow[];
	risks: Risk[];
	/** what the address asks for, by field */
	chosen: Record<string, string | undefined>;
	/** this page's address with its filter */
	href: string;
	/** the same with every field shown, or with the main ones again */
	fields_href: string;
	all_fields: boolean;
	pager: Parameters<typeof Pager>[0];
}

const optionsOf = (words: Record<string, string>, letters = false) =>
	Object.entries(words).map(([value, label]) => ({ value, label: letters ? `${value}) ${label}` : label }));

function Filter({ plan, areas, chosen }: RegisterPageProps) {
	const select = (name: string, label: string, options: { value: string; label: string }[]) => (
		<SelectField
			name={name}
			label={label}
			optional="silent"
			placeholder="Alla"
			options={options}
			value={chosen[name]}
			width="medium"
		/>
	);
	return (
		<FilterBar action={paths.planTable(plan.id)} clear_href={paths.planTable(plan.id)}>
			{chosen.falt ? <input type="hidden" name="falt" value={chosen.falt} /> : null}
			{select(
				"verksamhet",
				"Verksamhet",
				areas.map((area) => ({ value: area.id, label: area.name })),
			)}
			{select("krav", "Krav", optionsOf(REQUIREMENTS, true))}
			{select("omfattning", "Omfattning", optionsOf(RISK_SCOPES))}
			{select("hantering", "Hantering", [...optionsOf(TREATMENTS), { value: "ingen", label: "Inte beslutad" }])}
		</FilterBar>
	);
}

/** The full table: every field of every risk. */
export function RegisterPage(props: RegisterPageProps) {
	const { plan } = props;
	return (
		<Layout
			{...props.shell}
			title={`Riskregister ${plan.year}`}
			lead={plan.board_name}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			<Filter {...props} />
			<Actions>
				<Link href={props.fields_href}>{props.all_fields ? "Visa de viktigaste fälten" : "Visa alla fält"}</Link>
			</Actions>
			<ListTable
				caption="Risker"
				wide
				columns={props.all_fields ? riskColumns : riskColumns.filter((column) => MAIN.has(column.key))}
				rows={props.risks}
				primary="title"
				href={(risk) => paths.risk(risk.id)}
				cells={{
					inherent_score: (risk) => <Score assessed={risk.inherent} />,
					residual_score: (risk) => <Score assessed={risk.residual} />,
				}}
				empty="Inga risker stämmer med urvalet."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="risker" /> : null}
			<ListExports base_href={props.href} />
		</Layout>
	);
}

function Score({ assessed }: { assessed: Risk["inherent"] }) {
	return <RiskBadge score={assessed?.score ?? null} band={assessed?.band ?? null} />;
}
