import { paths } from "../../../src/paths/paths.ts";
import { planListColumns, type StagedPlan } from "../../../src/register/plans/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Actions } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { PlanStatusBadge } from "./plan-status.tsx";

export function PlansPage(props: { shell: Partial<LayoutProps>; plans: readonly StagedPlan[]; may_draft: boolean }) {
	return (
		<Layout
			{...props.shell}
			title="Internkontrollplaner"
			lead="En plan per nämnd och år. Planen gäller när nämnden har beslutat den."
			main_action={
				props.may_draft ? (
					<>
						<ButtonLink href={paths.planNew()} variant="secondary">
							Ny plan
						</ButtonLink>
						<ButtonLink href={paths.planReading()} variant="secondary">
							Läs in en plan
						</ButtonLink>
					</>
				) : null
			}
		>
			<Actions>
				<Link href={paths.meetings()}>Sammanträden</Link>
			</Actions>
			<ListTable
				caption="Internkontrollplaner"
				columns={planListColumns}
				rows={props.plans}
				href={(plan) => paths.plan(plan.id)}
				cells={{ status: (plan) => <PlanStatusBadge stage={plan.stage} /> }}
				empty="Det finns ingen plan ännu."
			/>
			<ListExports base_href={paths.plans()} />
		</Layout>
	);
}
