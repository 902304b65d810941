import type { ListedPeriod } from "../../../db/queries/report/periods-listed.ts";
import { PERIOD_KINDS } from "../../../db/schema/vocabulary.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";

/** Closing seals an edition; a correction opens the report again until it is sealed as the next one. */
export function stateText({ edition, reopened_at }: Pick<ListedPeriod, "edition" | "reopened_at">): string {
	if (edition === null) return "Öppen";
	return reopened_at === null ? `Stängd, förseglad utgåva ${edition}` : `Öppen för rättelse av utgåva ${edition}`;
}

function sinceDay({ reopened_at, sealed_at }: ListedPeriod): string | null {
	const since = reopened_at ?? sealed_at;
	return since && stockholmDate(since);
}

export const periodColumns: readonly Column<ListedPeriod>[] = [
	{ key: "name", first: true, label: "Rapporttillfälle", type: "text", width: 32, value: (period) => period.name },
	{
		key: "kind",
		label: "Slag",
		type: "text",
		width: 22,
		words: PERIOD_KINDS,
		value: (period) => PERIOD_KINDS[period.kind],
	},
	{ key: "board", first: true, phone: true, label: "Nämnd", type: "text", width: 32, value: (period) => period.board },
	{ key: "state", first: true, phone: true, label: "Läge", type: "text", width: 30, value: stateText },
	{
		key: "since",
		first: true,
		label: "Sedan",
		type: "date",
		width: 18,
		value: (period) => sinceDay(period),
	},
	{ key: "first_day", label: "Första dag", type: "date", width: 12, value: (period) => period.first_day },
	{ key: "cut_off", first: true, label: "Brytdatum", type: "date", width: 12, value: (period) => period.cut_off },
	{
		key: "deadline",
		first: true,
		phone: true,
		label: "Sista dag för rapporten",
		type: "date",
		width: 20,
		value: (period) => period.deadline,
	},
	{
		key: "meeting_on",
		first: true,
		label: "Till nämnden",
		type: "date",
		width: 12,
		value: (period) => period.meeting_on,
	},
	{
		key: "papers_due_on",
		first: true,
		label: "Sista dag för handlingar",
		type: "date",
		width: 20,
		value: (period) => period.papers_due_on,
	},
	{ key: "key", label: "Nyckel", type: "text", width: 32, value: (period) => period.key },
];
