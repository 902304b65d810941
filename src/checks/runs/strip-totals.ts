import type { ControlMonthParts } from "../../../db/queries/checks/runs-overview.ts";

/** What a control's units come to in a year, whatever page of the strip they are on. */
export interface StripTotal {
	control_id: string;
	done: number;
	all: number;
	deviating: number;
	late: number;
	/** January first; null where nothing is planned. */
	months: ({ done: number; all: number; deviating: number } | null)[];
}

export function stripTotals(rows: readonly ControlMonthParts[]): StripTotal[] {
	return [...new Set(rows.map(({ control_id }) => control_id))].map((control_id) => {
		const own = rows.filter((row) => row.control_id === control_id);
		const months = Array.from({ length: 12 }, (_, at) => {
			const month = own.find((row) => Number(row.month.slice(5)) === at + 1);
			return month ? sumsOf([month]) : null;
		});
		return { control_id, months, ...sumsOf(own) };
	});
}

function sumsOf(rows: readonly ControlMonthParts[]) {
	const sum = (of: (parts: ControlMonthParts["parts"]) => number) =>
		rows.reduce((total, { parts }) => total + of(parts), 0);
	return {
		done: sum(({ without, deviating }) => without + deviating),
		all: sum((parts) => Object.values(parts).reduce((total, n) => total + n, 0)),
		deviating: sum(({ deviating }) => deviating),
		late: sum(({ late }) => late),
	};
}
