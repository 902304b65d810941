import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";
import { DataTable } from "../../ui/table.tsx";

/** The deviations a run led to, withdrawn ones among them and marked so. */
export function FoundDeviations({ deviations }: { deviations: readonly Deviation[] }) {
	if (deviations.length === 0) return null;
	return (
		<DataTable
			caption="Avvikelser"
			columns={[
				{ key: "title", label: "Avvikelse", primary: true },
				{ key: "where", label: "Inköp" },
				{ key: "description", label: "Vad är fel" },
				{ key: "severity", label: "Allvarlighetsgrad", narrow: true },
				{ key: "status", label: "Status", narrow: true },
			]}
			rows={deviations.map((one) => ({
				href: paths.deviation(one.id),
				cells: {
					title: <DeviationTitle deviation={one} />,
					where: one.item_position ? `${one.item_position}. ${one.supplier_name}` : "",
					description: one.description,
					severity: <SeverityBadge severity={one.severity} />,
					status: <DeviationStatusBadge status={one.status} />,
				},
			}))}
		/>
	);
}

/** What was found, and below it in grey the question that found it. */
function DeviationTitle({ deviation }: { deviation: Deviation }) {
	return (
		<>
			{`${deviation.number}. ${deviation.title}`}
			{deviation.question_text ? <span class="under soft">{deviation.question_text}</span> : null}
		</>
	);
}
