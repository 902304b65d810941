import type { Db } from "../../../db/open.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import {
	listFrozenPeriods,
	listRunKeys,
	listSchedules,
	type Schedule,
} from "../../../db/queries/checks/runs-schedules.ts";
import { findDrawByName } from "../../../db/queries/checks/draws.ts";
import { listSealedSpans } from "../../../db/queries/report/closing.ts";
import { isDrawnKind } from "../../../db/schema/vocabulary.ts";
import { insertRuns } from "../../../db/writes/checks/runs.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { dueDateOf, frequencyOfKey } from "../../ground/calendar/occurrence.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { planDraw } from "../draws/plan-draw.ts";
import { aboutRun, OPENED } from "../../ground/write/about-run.ts";
import { adHocRuns, type DueRuns, dueRuns } from "./due-runs.ts";

export interface CreateRunsInput {
	/** Only this control; otherwise every control of the plans in force. */
	control_id?: string | null | undefined;
	/** Only this period. For a control that runs when needed: the day of the occasion. */
	period_key?: string | null | undefined;
	/** Today in Stockholm. */
	today: string;
}

export interface CreatedRuns {
	control_id: string;
	title: string;
	period_key: string;
	/** How many runs were created now. */
	runs: number;
	/** The planned draw they belong to, `<control>/<period>`; null without a population. */
	draw_id: string | null;
}

/**
 * Creates, once, the runs that are due and missing at the units within the actor's reach, one transaction per control and
 * period. Running it twice, or twice at once, creates nothing double: each transaction looks again, and the unique index on
 * (control, unit, period) is the guard.
 */
export async function createRuns(ctx: Context, input: CreateRunsInput): Promise<CreatedRuns[]> {
	requireSomewhere(ctx.actor, "run.create");
	await requirePossible(ctx.db, input);
	const created: CreatedRuns[] = [];
	for (const due of await missing(ctx, ctx.db, input)) {
		const wanted = { ...input, control_id: due.control_id, period_key: due.occurrence.key };
		const runs = await write(ctx, async (writing) => {
			const [still] = await missing(ctx, writing.trx, wanted);
			return still ? createPeriod(ctx, writing, still) : writing.unchanged(null);
		});
		if (runs) created.push(runs);
	}
	return created;
}

async function missing(ctx: Context, db: Db, input: CreateRunsInput): Promise<DueRuns[]> {
	const schedules = await listSchedules(db, reachOf(ctx.actor, "run.create"), input.control_id ?? undefined);
	const ids = [...new Set(schedules.map((unit) => unit.control_id))];
	const [known, frozen] = [await listRunKeys(db, ids), await listFrozenPeriods(db, ids)];
	const key = input.period_key ?? null;
	if (key !== null && frequencyOfKey(key) === "ad_hoc") return adHocRuns(schedules, known, frozen, key);
	const sealed = await listSealedSpans(db);
	return dueRuns(schedules, known, frozen, input.today).filter(
		(due) => (key === null || due.occurrence.key === key) && !isSealed(due, sealed),
	);
}

/** A report that has been closed gets no new runs; the database refuses them too. */
function isSealed({ units, occurrence }: DueRuns, sealed: Awaited<ReturnType<typeof listSealedSpans>>): boolean {
	return sealed.some(
		(span) =>
			span.unit_id === units[0]?.board_unit_id &&
			span.first_day <= occurrence.last_day &&
			span.cut_off >= occurrence.last_day,
	);
}

/** Refuses what a person can ask for but nobody can create: a period of another control's rhythm, or one that has not begun. */
async function requirePossible(db: Db, input: CreateRunsInput): Promise<void> {
	const id = input.control_id ?? null;
	const control = id === null ? null : await findControl(db, id);
	if (control === undefined) throw new NotFound(`control ${id}`);
	const key = input.period_key ?? null;
	if (key === null) return;
	const frequency = frequencyOfKey(key);
	if (frequency === null) throw new Invalid({ period_key: "Ange en period, till exempel 2026-10." });
	if (control && frequency !== control.frequency)
		throw new Invalid({ period_key: "Perioden hör inte till kontrollmomentets frekvens." });
	if (frequency !== "ad_hoc") return;
	if (!control) throw new Invalid({ control_id: "Välj kontrollmoment." });
	if (key > input.today) throw new Invalid({ period_key: "Dagen får inte ligga framåt i tiden." });
}

async function createPeriod(ctx: Context, writing: Writing, due: DueRuns): Promise<CreatedRuns> {
	const { trx, allow, record, notify } = writing;
	const [first] = due.units as [Schedule, ...Schedule[]];
	await allow("run.create", first.unit_id);
	const drawn = isDrawnKind(first.population_kind);
	const draw = drawn ? await drawOf(ctx, writing, first, due.occurrence.key) : null;
	const made = due.units.map((unit) => ({ unit, run: runOf(ctx, due, unit, draw?.id ?? null) }));
	await insertRuns(
		trx,
		made.map(({ run }) => run),
	);
	await record({
		type: "runs.created",
		unit_id: first.board_unit_id,
		object: { kind: "control", id: first.control_id },
		data: {
			title: first.title,
			period_key: due.occurrence.key,
			units: due.units.map((unit) => unit.unit_name),
			unit_ids: due.units.map((unit) => unit.unit_id),
			draw_id: draw?.draw_id ?? null,
			commitment: draw?.commitment ?? null,
		},
	});
	// a run with a population opens when its sample has been drawn
	for (const { unit, run } of made.filter((one) => one.run.status === "drawn"))
		await notify({
			to: unit.performer_id,
			kind: "opened",
			...aboutRun({ ...run, control_title: unit.title, unit_name: unit.unit_name }),
			moment: OPENED,
		});
	return {
		control_id: first.control_id,
		title: first.title,
		period_key: due.occurrence.key,
		runs: due.units.length,
		draw_id: draw?.draw_id ?? null,
	};
}

/** Makes the row of a run. A run without a population has nothing to draw and can be performed at once. */
function runOf(
	ctx: Context,
	due: DueRuns,
	unit: Schedule,
	drawId: string | null,
): Parameters<typeof insertRuns>[1][number] {
	return {
		id: newId(ctx.clock()),
		control_id: unit.control_id,
		unit_id: unit.unit_id,
		period_key: due.occurrence.key,
		first_day: due.occurrence.first_day,
		last_day: due.occurrence.last_day,
		due_on: dueDateOf(due.occurrence, unit.due_working_days),
		status: drawId === null ? "drawn" : "planned",
		performer_id: unit.performer_id,
		reviewer_id: unit.reviewer_id,
		draw_id: drawId,
		population_n: null,
		population_sum_ore: null,
		result: null,
		result_reason: "",
		signed_at: null,
		signed_by: null,
		is_late: 0,
		reviewed_at: null,
		reviewed_by: null,
		review_note: "",
		version: 1,
	};
}

/** The draw of the control's period: the one that is planned already, or a new one. */
async function drawOf(ctx: Context, writing: Writing, control: Schedule, period_key: string) {
	const draw_id = `${control.control_key}/${period_key}`;
	const planned = await findDrawByName(writing.trx, draw_id);
	if (planned && planned.control_id !== control.control_id)
		throw new Invalid({ "": `Dragningen ${draw_id} finns redan för ett annat kontrollmoment.` });
	if (planned) return { ...planned, draw_id };
	const { control_id, board_unit_id: unit_id } = control;
	return planDraw(ctx, writing, { draw_id, control_id, period_key, unit_id, reason: "" });
}
