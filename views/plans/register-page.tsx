import type { AreaRow, Plan } from "../../db/queries/plans.ts";
import type { Risk } from "../../db/queries/risks.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../db/schema/vocabulary.ts";
import { paths } from "../../src/paths.ts";
import { riskColumns } from "../../src/risks/columns.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { SelectField } from "../ui/field.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { Pager } from "../ui/pager.tsx";
import { RiskBadge } from "../ui/risk-badge.tsx";
import { ListExports } from "../ui/table.tsx";

export interface RegisterPageProps {
	frame: Partial<LayoutProps>;
	plan: Plan;
	areas: AreaRow[];
	risks: Risk[];
	/** what the address asks for, by field */
	chosen: Record<string, string | undefined>;
	/** this page's address with its filter */
	href: string;
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
			{...props.frame}
			title={`Riskregister ${plan.year}`}
			lead={plan.board_name}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			<Filter {...props} />
			<ListTable
				caption="Risker"
				wide
				columns={riskColumns}
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
