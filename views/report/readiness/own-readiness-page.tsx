import type { Period } from "../../../db/queries/report/periods.ts";
import type { PersonMatters } from "../../../src/report/readiness/read-readiness.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateText } from "../../ui/format.ts";
import { MatterList } from "./person-matters.tsx";

/** Lists what the report waits for from the signed-in person. */
export function OwnReadinessPage(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	matters: PersonMatters["matters"];
}) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ditt att göra för ${period.name}`}
			lead={`Rapporten ska vara klar ${dateText(period.deadline)}.`}
		>
			{props.matters.length === 0 ? (
				<EmptyState text="Inget väntar på dig i den här rapporten." />
			) : (
				<MatterList label="Väntar på dig" matters={props.matters} />
			)}
		</Layout>
	);
}
