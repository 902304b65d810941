import { arranged } from "../../ground/tables/printed-sheet.ts";
import { COVERAGE_STATES } from "../../../db/schema/report/words.ts";
import { type ToldCell, toldColumns } from "../coverage/told-coverage.ts";
import type { PrintedSheet } from "./printed-sheets.ts";
import type { ReportContent } from "./report-content.ts";

/** Which areas the plan covers, where and how, and which nobody has considered. */
export function coverageSheet({ coverage }: ReportContent): PrintedSheet<ToldCell> & { rows: readonly ToldCell[] } {
	const printed = ["area", "place", "state", "by", "reason"];
	const open = coverage.filter(({ state }) => state === COVERAGE_STATES.open).length;
	return {
		name: "Täckningskarta",
		columns: arranged(toldColumns, printed),
		rows: coverage,
		paper: {
			title: "Täckningskarta",
			sentence: `${coverage.length} riskområden hos nämnden och i dess verksamheter; ${open} är inte övervägda.`,
			printed: printed.length,
			beside: toldColumns.length - printed.length,
			widths: { area: 26, place: 28, state: 18, by: 44, reason: 44 },
		},
	};
}
