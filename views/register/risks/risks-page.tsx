import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import type { AreaRow, Plan } from "../../../db/queries/register/plans.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";

/** What is shown until every field is asked for. The files always hold all. */
export interface RegisterPageProps {
	shell: Partial<LayoutProps>;
	plan: Plan;
	areas: AreaRow[];
	list: ListShown<Risk>;
	/** what the address asks for, by field */
	chosen: Record<string, string | undefined>;
}

const optionsOf = (words: Record<string, string>, letters = false) =>
	Object.entries(words).map(([value, label]) => ({ value, label: letters ? `${value}) ${label}` : label }));

function filtersOf({ areas, chosen }: RegisterPageProps): ListFilter[] {
	const choice = (name: string, label: string, options: { value: string; label: string }[]) => ({
		...{ name, label, options },
		value: chosen[name],
	});
	return [
		choice(
			"verksamhet",
			"Verksamhet",
			areas.map((area) => ({ value: area.id, label: area.name })),
		),
		choice("krav", "Krav", optionsOf(REQUIREMENTS, true)),
		choice("omfattning", "Omfattning", optionsOf(RISK_SCOPES)),
		choice("hantering", "Hantering", [...optionsOf(TREATMENTS), { value: "ingen", label: "Inte beslutad" }]),
	];
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
			<List
				list={props.list}
				noun="risker"
				filters={filtersOf(props)}
				caption="Risker"
				primary="title"
				href={(risk) => paths.risk(risk.id)}
				cells={{
					inherent_score: (risk) => <Score assessed={risk.inherent} />,
					residual_score: (risk) => <Score assessed={risk.residual} />,
					target_score: (risk) => (risk.target ? <Score assessed={risk.target} /> : null),
				}}
				empty="Inga risker stämmer med urvalet."
			/>
		</Layout>
	);
}

function Score({ assessed }: { assessed: Risk["inherent"] }) {
	return <RiskBadge score={assessed?.score ?? null} band={assessed?.band ?? null} />;
}
