import type { MappedRisk } from "../../../db/queries/report/coverage.ts";
import { COVERAGE_STATES } from "../../../db/schema/report/words.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { CoverageCell, RiskArea } from "./coverage.ts";
import type { BoardCell } from "./read-region-coverage.ts";

/** The same on the page, in its files and in the plan's paper. */
export const coverageColumns: readonly Column<CoverageCell>[] = [
	{ key: "area", first: true, label: "Riskområde", type: "text", width: 30, value: ({ area }) => area.name },
	{
		key: "place",
		first: true,
		phone: true,
		label: "Nämnd eller verksamhet",
		type: "text",
		width: 30,
		value: ({ place }) => place.name,
	},
	{
		key: "state",
		first: true,
		phone: true,
		label: "Täckning",
		type: "text",
		width: 22,
		words: COVERAGE_STATES,
		value: ({ state }) => COVERAGE_STATES[state],
	},
	{ key: "by", first: true, label: "Genom", type: "text", width: 60, value: coveredBy },
	{ key: "reason", first: true, label: "Skäl", type: "text", width: 60, value: (cell) => saidOf(cell)?.reason ?? null },
	{ key: "writer", label: "Skrivet av", type: "text", width: 22, value: (cell) => saidOf(cell)?.writer ?? null },
	{
		key: "written_at",
		label: "Skrivet",
		type: "instant",
		width: 18,
		value: (cell) => saidOf(cell)?.written_at ?? null,
	},
];

/** The same of all boards: whose it is in place of where in the board. */
export const regionCoverageColumns: readonly Column<BoardCell>[] = [
	{ key: "board", first: true, phone: true, label: "Nämnd", type: "text", width: 34, value: ({ board }) => board },
	...coverageColumns.filter(({ key }) => key !== "place"),
];

/** What is written counts only where no risk is about it. */
function saidOf({ risks, statement }: CoverageCell) {
	return risks.length > 0 ? null : statement;
}

/** The risks by number and title, or the routine and who answers for it. */
function coveredBy(cell: CoverageCell): string | null {
	if (cell.risks.length > 0) return cell.risks.map(({ number, title }) => `${number}. ${title}`).join("; ");
	const { statement } = cell;
	return statement?.state === "embedded" ? `${statement.routine} (ansvarar: ${statement.owner})` : null;
}

/** A risk of the plan with the area it is about. */
export type PlacedRisk = MappedRisk & { area_text: string };

export const placedRisks = (areas: readonly RiskArea[], risks: readonly MappedRisk[]): PlacedRisk[] =>
	risks.map((risk) => ({ ...risk, area_text: areaText(areas.find(({ key }) => key === risk.area)) }));

export const placedColumns: readonly Column<PlacedRisk>[] = [
	{ key: "title", label: "Risk", type: "text", width: 60, value: ({ number, title }) => `${number}. ${title}` },
	{ key: "area", label: "Riskområde", type: "text", width: 30, value: ({ area_text }) => area_text },
];

function areaText(area: RiskArea | undefined): string {
	if (!area) return "Inget";
	return area.retired_reason === "" ? area.name : `${area.name} (utgått)`;
}
