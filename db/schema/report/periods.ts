import type { PeriodKind } from "../vocabulary.ts";

export interface ReportingPeriodTable {
	id: string;
	key: string;
	board_id: string;
	name: string;
	kind: PeriodKind;
	year: number;
	first_day: string;
	cut_off: string;
	deadline: string;
	version: number;
}
