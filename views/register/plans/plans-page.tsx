import type { ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { StagedPlan } from "../../../src/register/plans/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions } from "../../ui/section.tsx";
import { PlanStatusBadge } from "./plan-status.tsx";

export function PlansPage(props: { shell: Partial<LayoutProps>; list: ListShown<StagedPlan>; may_draft: boolean }) {
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
				<Link href={paths.riskProposals()}>Riskförslag</Link>
				<Link href={paths.meetings()}>Sammanträden</Link>
			</Actions>
			<List
				list={props.list}
				noun="planer"
				caption="Internkontrollplaner"
				href={(plan) => paths.plan(plan.id)}
				cells={{ status: (plan) => <PlanStatusBadge stage={plan.stage} /> }}
				empty="Det finns ingen plan ännu."
			/>
		</Layout>
	);
}
