import { isUniqueViolation } from "../../db/errors.ts";
import { listUnitLeaders } from "../../db/queries/sam/rounds.ts";
import { findLiveAllocation, type SamAllocation } from "../../db/queries/sam/matters.ts";
import { findUnit } from "../../db/queries/people/units.ts";
import { insertSamAllocation, updateSamAllocation } from "../../db/writes/sam/matters.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotAllowed, NotFound, Stale } from "../ground/errors.ts";
import { allocationPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { requireSuperior } from "./line.ts";
import type { Allocation } from "./schema.ts";

/** Allocates work-environment tasks in writing to whoever leads the unit, by somebody above. Ends the one before. */
export async function allocateTasks(ctx: Context, unitId: string, input: Allocation): Promise<string> {
	try {
		return await write(ctx, async (writing) => {
			const { trx, record } = writing;
			const today = stockholmDate(nowOf(ctx));
			const unit = await findUnit(trx, unitId);
			if (!unit) throw new NotFound(`unit ${unitId}`);
			const post = { unit_id: unitId, parent_now: unit.parent_id, manager_id: input.manager_id, manager_name: "" };
			const role = await requireSuperior(writing, ctx, post, "sam.allocate");
			const manager = (await listUnitLeaders(trx, unitId, today)).find((one) => one.id === input.manager_id);
			if (!manager) throw new Invalid({ manager_id: `Välj en person som är chef för ${unit.name} i dag.` });
			if (input.allocated_on > today) throw new Invalid({ allocated_on: "Ange en dag som har varit, eller i dag." });
			const before = await findLiveAllocation(trx, unitId);
			if (before) await endAllocation(writing, ctx, before, unit.name, "Ersatt av en ny fördelning.");
			const id = newId(ctx.clock());
			const allocated = { id, ...input, tasks: JSON.stringify(input.tasks) };
			await insertSamAllocation(trx, {
				...allocated,
				unit_id: unitId,
				manager_name: manager.name,
				allocated_by: ctx.actor.id!,
				allocated_by_name: ctx.actor.name,
				allocated_for: role.substitute_for?.name ?? null,
				acknowledged_at: null,
				ended_at: null,
				end_note: "",
				version: 1,
			});
			await record({
				type: "sam_allocation.made",
				unit_id: unitId,
				object: { kind: "sam_allocation", id: unitId },
				data: {
					unit: unit.name,
					manager: manager.name,
					tasks: input.tasks.length,
					on: input.allocated_on,
					registry_no: input.registry_no,
					sha256: allocationPrint(allocated),
				},
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Stale("Någon annan", nowOf(ctx));
		throw error;
	}
}

/** The holder acknowledges in person: nobody else, and no substitute. */
export function acknowledgeAllocation(ctx: Context, unitId: string): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const unit = await findUnit(trx, unitId);
		const allocation = await findLiveAllocation(trx, unitId);
		if (!unit || !allocation) throw new NotFound(`sam allocation of unit ${unitId}`);
		await allow("sam.view", unitId);
		if (allocation.manager_id !== ctx.actor.id)
			throw new NotAllowed(`Fördelningen är riktad till ${allocation.manager_name}, som själv behöver kvittera den.`);
		if (allocation.acknowledged_at !== null) throw new Invalid({ "": "Fördelningen är redan kvitterad." });
		const done = await updateSamAllocation(trx, allocation.id, allocation.version, { acknowledged_at: nowOf(ctx) });
		await requireFresh(trx, done, "sam_allocation", unitId);
		await record({
			type: "sam_allocation.acknowledged",
			unit_id: unitId,
			object: { kind: "sam_allocation", id: unitId },
			data: { unit: unit.name },
		});
	});
}

/** Ends an allocation with a note; it stays in the register's history. */
export async function endAllocation(
	{ trx, record }: Writing,
	ctx: Context,
	allocation: SamAllocation,
	unit: string,
	note: string,
): Promise<void> {
	const done = await updateSamAllocation(trx, allocation.id, allocation.version, {
		ended_at: nowOf(ctx),
		end_note: note,
	});
	await requireFresh(trx, done, "sam_allocation", allocation.unit_id);
	await record({
		type: "sam_allocation.ended",
		unit_id: allocation.unit_id,
		object: { kind: "sam_allocation", id: allocation.unit_id },
		data: { unit, manager: allocation.manager_name, note },
	});
}
