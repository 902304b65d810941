import { COUNTED_DEVIATIONS, DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { DeviationSums, DeviationTotals } from "../../../src/report/workbook/report-tables.ts";
import { countText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

const cells = ({ counts, total }: DeviationSums) => ({
	...Object.fromEntries(COUNTED_DEVIATIONS.map((status) => [status, countText(counts[status])])),
	total: countText(total),
});

/** Deviations by severity and status. Those taken back are told of beside the table, never counted in it. */
export function DeviationTable(
	props: DeviationTotals & { withdrawn: number; found_after: number; carried_over: number },
) {
	const { rows, all } = props;
	return (
		<>
			<DataTable
				caption="Avvikelser efter allvarlighetsgrad och status"
				hide_caption
				columns={[
					{ key: "severity", label: "Allvarlighetsgrad", primary: true },
					...COUNTED_DEVIATIONS.map((key) => ({ key, label: DEVIATION_STATUSES[key], align: "end" as const })),
					{ key: "total", label: "Totalt", align: "end" as const },
				]}
				rows={rows.map((row) => ({ cells: { severity: SEVERITIES[row.severity], ...cells(row) } }))}
				total={{ severity: "Alla", ...cells(all) }}
			/>
			<p class="soft">
				{`Varav hittade efter brytdatum: ${countText(props.found_after)}. Återtagna, räknas inte: ${countText(props.withdrawn)}. Öppna från tidigare perioder, räknas inte: ${countText(props.carried_over)}.`}
			</p>
		</>
	);
}
