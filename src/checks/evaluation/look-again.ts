import { findControl } from "../../../db/queries/checks/controls.ts";
import { listEvaluationRuns } from "../../../db/queries/checks/evaluation.ts";
import { findRunStratum } from "../../../db/queries/checks/evaluation-late-lines.ts";
import { findStratum, listItems } from "../../../db/queries/checks/samples.ts";
import type { Trx } from "../../../db/open.ts";
import { insertSecondLook } from "../../../db/writes/checks/sample-plans.ts";
import { updateItem } from "../../../db/writes/checks/samples.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { rank, seedFrom } from "../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireRun } from "../runs/require-run.ts";
import { addItems } from "../samples/add-items.ts";
import { evaluateControl } from "./evaluate-control.ts";

interface Look {
	control_id: string;
	/** The unit, or the control's förvaltning when the plan concludes on all together. */
	unit_id: string;
	reason: string;
}

/**
 * Makes the second look that the plan decided before the first freeze: once, for the whole group and year, as many more of every
 * stratum as the first took, next in the same hash order. Nobody chooses how many, where or when to stop.
 */
export function lookAgain(ctx: Context, { control_id, unit_id, reason }: Look): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, allow, record } = writing;
		const control = await findControl(trx, control_id);
		if (!control) throw new NotFound(`control ${control_id}`);
		await allow("draw.run", control.unit_id);
		const year = String(control.plan_year);
		const level = unit_id === control.unit_id ? ("whole" as const) : ("unit" as const);
		const of = { control_id, period_key: year, level, unit_id, reach: "all" as const };
		const { second_looks } = await evaluateControl(trx, { ...of, today: stockholmDate(nowOf(ctx)) });
		if (second_looks.get(unit_id) !== "due")
			throw new Invalid({
				"": "Ett andra steg dras bara när planen bestämde det före den första frysningen, hela året är granskat och det första steget inte räckte. Det dras en gång. Det som granskas därutöver är riktat.",
			});
		const scope = { control_id, from: `${year}-01-01`, to: `${year}-12-31`, root_id: unit_id, reach: "all" as const };
		let items = 0;
		for (const run of await listEvaluationRuns(trx, scope)) items += await addToRun(ctx, writing, run.run_id, reason);
		await insertSecondLook(trx, {
			id: newId(ctx.clock()),
			...{ control_id, unit_id, items, reason },
			...{ decided_at: nowOf(ctx), decided_by: ctx.actor.id! },
		});
		await record({
			type: "sample_plan.looked_again",
			unit_id,
			object: { kind: "control", id: control_id },
			data: { title: control.title, year: control.plan_year, items, reason },
		});
		return items;
	});
}

/** As many more of a run's stratum as were drawn at first. A purchase that was examined as targeted is taken over in its turn. */
async function addToRun(ctx: Context, writing: Writing, runId: string, reason: string): Promise<number> {
	const { trx, record } = writing;
	const run = await requireRun(trx, runId);
	const wanted = await nextOf(trx, runId);
	if (wanted.length === 0) return 0;
	const targeted = new Map((await listItems(trx, runId)).map((item) => [item.item_key, item]));
	for (const { key, rank: place, hash } of wanted) {
		const known = targeted.get(key);
		if (known) await updateItem(trx, known.id, known.version, { kind: "extension", rank: place, hash });
	}
	const items = wanted
		.filter(({ key }) => !targeted.has(key))
		.map(({ line_id, rank: place, hash }) => ({ line_id, rank: place, hash }));
	await addItems(ctx, writing, run, { version: run.version, reason }, { kind: "extension", items });
	await record({
		type: "run.extended",
		unit_id: run.unit_id,
		object: { kind: "control_run", id: run.id },
		data: { unit: run.unit_name, period_key: run.period_key, added: wanted.length, reason },
	});
	return wanted.length;
}

async function nextOf(trx: Trx, runId: string) {
	const stratum = await findRunStratum(trx, runId);
	const lines = await findStratum(trx, runId);
	if (!stratum?.secret || !lines) return [];
	const items = (await listItems(trx, runId)).filter((item) => item.kind === "random");
	const first = items.filter((item) => item.replaces_id === null).length;
	const used = new Set(items.map((item) => item.item_key));
	const lineOf = new Map(lines.lines.map((line) => [line.item_key, line.id]));
	const seed = seedFrom(stratum.secret, stratum.draw_id, stratum.public_value);
	return rank(seed, stratum.draw_id, [...lineOf.keys()])
		.map((one, index) => ({ ...one, rank: index + 1, line_id: lineOf.get(one.key)! }))
		.filter(({ key }) => !used.has(key))
		.slice(0, first);
}
