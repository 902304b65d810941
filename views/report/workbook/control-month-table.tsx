import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { paths } from "../../../src/paths/paths.ts";
import { countText, monthShort, monthText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

const done = (row: { performed: number; planned: number }) =>
	`${countText(row.performed)} av ${countText(row.planned)}`;

/** Performed of planned: a row per control, a column per month, and the sum. */
export function ControlMonthTable({ months }: { months: readonly ControlMonth[] }) {
	const keys = [...new Set(months.map((one) => one.month))].sort();
	const years = new Set(keys.map((key) => key.slice(0, 4)));
	return (
		<DataTable
			caption="Utförda av planerade kontrolltillfällen per kontrollmoment och månad"
			hide_caption
			wide
			empty="Perioden har inga kontrolltillfällen."
			columns={[
				{ key: "control", label: "Kontrollmoment", primary: true },
				...keys.map((key) => ({ key, label: years.size > 1 ? monthText(key) : monthShort(key), narrow: true })),
				{ key: "total", label: "Totalt", narrow: true },
			]}
			rows={controlsOf(months).map((own) => ({
				href: paths.control(own[0]!.control_id),
				cells: {
					control: own[0]!.title,
					...Object.fromEntries(own.map((one) => [one.month, done(one)])),
					total: done(totalOf(own)),
				},
			}))}
			total={{
				control: "Alla kontroller",
				...Object.fromEntries(keys.map((key) => [key, done(totalOf(months.filter((one) => one.month === key)))])),
				total: done(totalOf(months)),
			}}
		/>
	);
}

function controlsOf(months: readonly ControlMonth[]): ControlMonth[][] {
	const controls = new Map<string, ControlMonth[]>();
	for (const one of months) controls.set(one.control_id, [...(controls.get(one.control_id) ?? []), one]);
	return [...controls.values()];
}

function totalOf(rows: readonly ControlMonth[]): { performed: number; planned: number } {
	return rows.reduce((sum, row) => ({ performed: sum.performed + row.performed, planned: sum.planned + row.planned }), {
		performed: 0,
		planned: 0,
	});
}
