import { isUniqueViolation } from "../../../db/errors.ts";
import { NUMBER_KEYS, numberField, numberNow } from "../../../db/schema/report/governance-numbers.ts";
import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import { listEconomyElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import {
	insertGovernanceFigure,
	insertGovernanceStatus,
	updateGovernanceFigure,
	updateGovernanceItem,
	updateGovernanceStatus,
} from "../../../db/writes/report/governance.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { type Changes, changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { numberFaults, type NumbersOf } from "./check-numbers.ts";

/** Which version of all the rows the person saw: it grows with every change of any of them. */
export function versionOfNumbers(rows: readonly GovernanceRow[]): number {
	return rows.reduce((sum, row) => sum + row.version + (row.reported?.version ?? 0), 0);
}

export interface NumbersSource {
	/** The version that a form was opened with; a file has none, for its preview is made anew. */
	version?: number;
	file?: { file_name: string; sha256: string };
}

/**
 * Writes budget, outcome and forecast of many rows at once, since a sum and its parts only hold together. All or nothing: one fault
 * refuses them all. Returns how many rows were changed; each is a fact of its own.
 */
export async function writeNumbers(
	ctx: Context,
	periodId: string,
	written: readonly NumbersOf[],
	source: NumbersSource = {},
): Promise<number> {
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow, record, unchanged } = writing;
			const period = await requireKnownPeriod(trx, periodId);
			await allow("governance.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const rows = await listGovernance(trx, period);
			const version = source.version ?? versionOfNumbers(rows);
			await requireFresh(trx, version === versionOfNumbers(rows), "reporting_period", periodId);
			const faults = numberFaults(rows, written, {
				...{ period, today: stockholmDate(nowOf(ctx)) },
				elsewhere: await listEconomyElsewhere(trx, period),
			});
			if (faults.length > 0)
				throw new Invalid(Object.fromEntries(faults.map((one) => [numberField(one.key, one.item_id), one.text])));
			const byId = new Map(rows.map((row) => [row.id, row]));
			let changed = 0;
			for (const one of written) {
				const row = byId.get(one.item_id);
				if (!row) throw new Invalid({ "": "En rad har ändrats sedan sidan visades. Läs sidan på nytt." });
				if (await writeRow(ctx, writing, { period, row, written: one })) changed += 1;
			}
			if (changed === 0) return unchanged(0);
			await record({
				type: "governance.numbers_written",
				unit_id: period.unit_id,
				object: { kind: "reporting_period", id: periodId },
				data: { period: period.name, rows: changed, file: source.file ?? null },
			});
			return changed;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}

interface RowWrite {
	period: Period;
	row: GovernanceRow;
	written: NumbersOf;
}

async function writeRow(ctx: Context, { trx, record }: Writing, { period, row, written }: RowWrite): Promise<boolean> {
	const now = Object.fromEntries(NUMBER_KEYS.map((key) => [key, numberNow(row, key)]));
	const changes: Changes = { ...changesBetween(now, written.values) };
	const { budget_ore, outcome_ore, forecast_ore } = written.values;
	if (changes.budget_ore)
		await requireFresh(
			trx,
			await updateGovernanceItem(trx, row.id, row.version, { budget_ore: budget_ore! }),
			"governance",
			row.id,
		);
	if (changes.outcome_ore || changes.forecast_ore) {
		const said = {
			outcome_ore: outcome_ore === undefined ? (row.reported?.outcome_ore ?? null) : outcome_ore,
			forecast_ore: forecast_ore === undefined ? (row.reported?.forecast_ore ?? null) : forecast_ore,
			written_at: nowOf(ctx),
			written_by: ctx.actor.id!,
		};
		if (row.reported)
			await requireFresh(
				trx,
				await updateGovernanceStatus(trx, row.reported.id, row.reported.version, said),
				"governance",
				row.id,
			);
		else {
			const fresh = { status: null, comment: "", reported_back_on: null, version: 1 };
			const id = newId(ctx.clock());
			await insertGovernanceStatus(trx, { id, period_id: period.id, item_id: row.id, ...fresh, ...said });
		}
	}
	for (const figure of written.figures ?? []) {
		const known = row.figures.find((one) => one.label === figure.label);
		if (known?.value === figure.value) continue;
		changes[figure.label] = [known?.value ?? null, figure.value];
		if (known)
			await requireFresh(
				trx,
				await updateGovernanceFigure(trx, known.id, known.version, figure.value),
				"governance",
				row.id,
			);
		else
			await insertGovernanceFigure(trx, {
				id: newId(ctx.clock()),
				item_id: row.id,
				unit: row.unit,
				...figure,
				version: 1,
			});
	}
	if (Object.keys(changes).length === 0) return false;
	await record({
		type: "governance.counted",
		unit_id: period.unit_id,
		object: { kind: "governance", id: row.id },
		data: { period: period.name, title: row.title, changes },
	});
	return true;
}
