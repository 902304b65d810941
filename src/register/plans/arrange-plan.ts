import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { listOrderedRows, type OrderedRow } from "../../../db/queries/register/plans-order.ts";
import type { PlanStatus } from "../../../db/schema/vocabulary.ts";
import { updateArea, updatePlanRows } from "../../../db/writes/register/plans-order.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { Invalid, NotAllowed, NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOpenPlan, requirePlan } from "./require-plan.ts";
import type { ArrangeRow } from "./schema.ts";

interface Arranging {
	trx: Trx;
	rows: OrderedRow[];
	own: OrderedRow;
	input: ArrangeRow;
}

/**
 * Moves, renames, drops or takes back one row of a draft. Nothing is deleted: what is dropped stays with its reason, outside the
 * plan. The plan's version is the lock, so that two people never arrange the same plan at once.
 */
export async function arrangePlan(
	ctx: Context,
	planId: string,
	place: { kind: string; id: string },
	input: ArrangeRow,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const plan = await requirePlan(trx, planId);
			await allow("plan.edit", plan.unit_id);
			requireDraft(plan);
			const rows = await listOrderedRows(trx, planId);
			const own = rows.find((row) => row.kind === place.kind && row.id === place.id);
			if (!own) throw new NotFound(`${place.kind} ${place.id} of plan ${planId}`);
			await requireFresh(trx, await updatePlan(trx, planId, input.version, {}), "plan", planId);
			if ((own.dropped_reason !== null) !== (input.act === "restore"))
				throw new Invalid({
					act: own.dropped_reason === null ? "Raden är inte struken." : "Raden är struken. Ta tillbaka den först.",
				});
			const detail = await ACTS[input.act]({ trx, rows, own, input });
			await record({
				type: "plan.arranged",
				unit_id: plan.unit_id,
				object: { kind: "plan", id: planId },
				data: { row: own.kind, title: own.title, act: input.act, reason: input.reason, detail },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ title: "Verksamheten finns redan i planen." });
		throw error;
	}
}

export function requireDraft(plan: { year: number; status: PlanStatus }): void {
	requireOpenPlan(plan);
	if (plan.status !== "draft")
		throw new NotAllowed(
			`Internkontrollplan ${plan.year} är beslutad. Bara ett utkast kan ordnas om; en beslutad plan ändras rad för rad och tas i ett ändringsbeslut.`,
		);
}

/** Performs each act and returns what its sentence must name: the new name, the new place, and the rows that moved along. */
const ACTS: Record<ArrangeRow["act"], (arranging: Arranging) => Promise<string | null>> = {
	up: (arranging) => swap(arranging, -1),
	down: (arranging) => swap(arranging, 1),
	move,
	rename,
	drop: ({ trx, rows, own, input }) => dropRow(trx, { rows, own }, input.reason),
	restore,
};

const standing = (rows: readonly OrderedRow[], kind: OrderedRow["kind"], parent: string | null) =>
	rows.filter((row) => row.kind === kind && row.parent === parent && row.dropped_reason === null);

async function swap({ trx, rows, own }: Arranging, step: -1 | 1): Promise<null> {
	const siblings = standing(rows, own.kind, own.parent);
	const other = siblings[siblings.indexOf(own) + step];
	if (own.kind === "control") throw new Invalid({ act: "Kontrollmoment har ingen ordning att ändra." });
	if (!other) throw new Invalid({ act: step < 0 ? "Raden står redan först." : "Raden står redan sist." });
	const set = (row: OrderedRow, position: number) => {
		if (own.kind === "area") return updateArea(trx, row.id, { position });
		if (own.kind === "risk") return updatePlanRows(trx, "risks", [row.id], { number: position });
		return updatePlanRows(trx, "measures", [row.id], { position });
	};
	// A place is unique within the plan or the risk, so the first row takes a temporary place while the two change.
	await set(own, -1);
	await set(other, own.position);
	await set(own, other.position);
	return null;
}

async function move({ trx, rows, own, input }: Arranging): Promise<string> {
	const kind = own.kind === "risk" ? "area" : "risk";
	const to = rows.find((row) => row.kind === kind && row.id === input.to && row.dropped_reason === null);
	if (own.kind === "area") throw new Invalid({ act: "En verksamhet flyttas upp eller ned." });
	if (!to || to.id === own.parent)
		throw new Invalid({ to: kind === "area" ? "Välj en annan verksamhet i planen." : "Välj en annan risk i planen." });
	if (own.kind === "risk") await updatePlanRows(trx, "risks", [own.id], { area_id: to.id });
	if (own.kind === "control") await updatePlanRows(trx, "controls", [own.id], { risk_id: to.id, measure_id: null });
	if (own.kind === "measure") {
		const there = rows.filter((row) => row.kind === "measure" && row.parent === to.id);
		const position = Math.max(0, ...there.map((row) => row.position)) + 1;
		await updatePlanRows(trx, "measures", [own.id], { risk_id: to.id, position });
		// A control that carries out the measure moves along to the measure's new risk.
		const along = rows.filter((row) => row.measure_id === own.id).map((row) => row.id);
		await updatePlanRows(trx, "controls", along, { risk_id: to.id });
	}
	return to.title;
}

const LONGEST = { area: 120, risk: 300, measure: 400, control: 200 };

async function rename({ trx, own, input: { title } }: Arranging): Promise<string> {
	if (title === "") throw new Invalid({ title: "Skriv det nya namnet." });
	if (title.length > LONGEST[own.kind]) throw new Invalid({ title: `Skriv högst ${LONGEST[own.kind]} tecken.` });
	if (title === own.title) throw new Invalid({ title: "Namnet är detsamma." });
	if (own.kind === "area") await updateArea(trx, own.id, { name: title });
	else await updatePlanRows(trx, TABLES[own.kind], [own.id], { title });
	return title;
}

const TABLES = { risk: "risks", measure: "measures", control: "controls" } as const;

/** Strikes a row of a draft, and what stands under it; returns the titles that went along. */
export async function dropRow(
	trx: Trx,
	{ rows, own }: Pick<Arranging, "rows" | "own">,
	dropped_reason: string,
): Promise<string | null> {
	if (own.kind === "area") {
		if (standing(rows, "risk", own.id).length > 0)
			throw new Invalid({ act: "Verksamheten har risker. Flytta eller stryk dem först." });
		await updateArea(trx, own.id, { dropped_reason });
		return null;
	}
	await updatePlanRows(trx, TABLES[own.kind], [own.id], { dropped_reason });
	if (own.kind === "measure") {
		const carried = rows.filter((row) => row.measure_id === own.id).map((row) => row.id);
		await updatePlanRows(trx, "controls", carried, { measure_id: null });
	}
	if (own.kind !== "risk") return null;
	const [measures, controls] = [standing(rows, "measure", own.id), standing(rows, "control", own.id)];
	for (const [table, along] of [
		["measures", measures],
		["controls", controls],
	] as const)
		await updatePlanRows(
			trx,
			table,
			along.map((row) => row.id),
			{ dropped_reason },
		);
	const names = [...measures, ...controls].map((row) => `”${row.title}”`);
	return names.length > 0 ? names.join(", ") : null;
}

async function restore({ trx, rows, own }: Arranging): Promise<null> {
	const parent = rows.find((row) => row.id === own.parent);
	if (parent && parent.dropped_reason !== null)
		throw new Invalid({ act: `”${parent.title}” är också struken. Ta tillbaka den först.` });
	const back = { dropped_reason: null };
	if (own.kind === "area") {
		const last = Math.max(0, ...rows.filter((row) => row.kind === "area").map((row) => row.position));
		await updateArea(trx, own.id, { ...back, position: last + 1 });
	} else if (own.kind === "control") {
		const measure = rows.find((row) => row.id === own.measure_id);
		const measure_id = measure?.dropped_reason === null ? measure.id : null;
		await updatePlanRows(trx, "controls", [own.id], { ...back, measure_id });
	} else if (own.kind === "risk")
		await updatePlanRows(trx, "risks", [own.id], { ...back, number: freeNumber(rows, own) });
	else await updatePlanRows(trx, TABLES[own.kind], [own.id], back);
	return null;
}

/** Its own number, or the next when another risk has been given it meanwhile. */
function freeNumber(rows: readonly OrderedRow[], own: OrderedRow): number {
	const risks = rows.filter((row) => row.kind === "risk");
	const isTaken = risks.some((row) => row.dropped_reason === null && row.position === own.position);
	return isTaken ? Math.max(...risks.map((row) => row.position)) + 1 : own.position;
}
