import { paths } from "../../../src/paths/paths.ts";
import type { MonthTotals, Performed } from "../../../src/report/workbook/report-tables.ts";
import { countText, monthShort, monthText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

/** Short, so that a whole year fits beside the name of the control. */
const done = (row: Performed) => `${countText(row.performed)}/${countText(row.planned)}`;

const cells = ({ by_month, total }: MonthTotals["all"]) => ({
	...Object.fromEntries(Object.entries(by_month).map(([month, one]) => [month, done(one)])),
	total: done(total),
});

/** Performed of planned: a row per control, a column per month, and the sum. */
export function ControlMonthTable({ months, many_years, rows, all }: MonthTotals) {
	return (
		<DataTable
			caption="Utförda av planerade kontrolltillfällen per kontrollmoment och månad"
			hide_caption
			wide
			empty="Perioden har inga kontrolltillfällen."
			columns={[
				{ key: "control", label: "Kontrollmoment", primary: true },
				...months.map((key) => ({ key, label: many_years ? monthText(key) : monthShort(key), narrow: true })),
				{ key: "total", label: "Totalt", narrow: true },
			]}
			rows={rows.map((row) => ({
				href: paths.control(row.control_id),
				cells: { control: row.title, ...cells(row) },
			}))}
			total={{ control: "Alla kontroller", ...cells(all) }}
		/>
	);
}
