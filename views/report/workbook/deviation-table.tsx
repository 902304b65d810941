import { DEVIATION_STATUSES, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { countText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

const STATUSES = ["open", "handled", "closed"] as const;
export type DeviationCounts = Record<Severity, Record<(typeof STATUSES)[number], number>>;

/** Deviations by severity and status. Those taken back are told of beside the table, never counted in it. */
export function DeviationTable(props: {
	counts: DeviationCounts;
	withdrawn: number;
	found_after: number;
	carried_over: number;
}) {
	const { counts } = props;
	const severities = Object.keys(SEVERITIES) as Severity[];
	const row = (some: readonly Severity[]) => {
		const cells = STATUSES.map((status) => some.reduce((sum, severity) => sum + counts[severity][status], 0));
		const total = cells.reduce((sum, n) => sum + n, 0);
		return {
			...Object.fromEntries(STATUSES.map((status, index) => [status, countText(cells[index]!)])),
			total: countText(total),
		};
	};
	return (
		<>
			<DataTable
				caption="Avvikelser efter allvarlighetsgrad och status"
				hide_caption
				columns={[
					{ key: "severity", label: "Allvarlighetsgrad", primary: true },
					...STATUSES.map((status) => ({ key: status, label: DEVIATION_STATUSES[status], align: "end" as const })),
					{ key: "total", label: "Totalt", align: "end" as const },
				]}
				rows={severities.map((severity) => ({ cells: { severity: SEVERITIES[severity], ...row([severity]) } }))}
				total={{ severity: "Alla", ...row(severities) }}
			/>
			<p class="soft">
				{`Varav hittade efter brytdatum: ${countText(props.found_after)}. Återtagna, räknas inte: ${countText(props.withdrawn)}. Öppna från tidigare perioder, räknas inte: ${countText(props.carried_over)}.`}
			</p>
		</>
	);
}
