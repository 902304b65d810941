import type { ControlUnit } from "../../../db/queries/checks/controls-units.ts";
import { listRuns, type RunRow } from "../../../db/queries/checks/runs.ts";
import { updateVersioned } from "../../../db/writes/ground/versioned.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Changes, changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requirePeople } from "./people.ts";
import { requireControlUnit } from "./require-control.ts";
import { requireOpenPlan } from "./require-sound.ts";
import type { EditedControlUnit } from "./schema.ts";
import { OPEN_RUNS } from "../../../db/schema/vocabulary.ts";

type Names = { performer: string | null; reviewer: string | null };

/**
 * Changes who performs and reviews at a unit, or until when the unit takes part. Waiting runs get the new people; a signed run
 * keeps its performer, and a run handed over to somebody else stays with that person.
 */
export function editControlUnit(ctx: Context, id: string, input: EditedControlUnit): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, allow, record, unchanged } = writing;
		const taking = await requireControlUnit(trx, id);
		await allow("control.edit", taking.unit_id);
		requireOpenPlan(taking.plan_status);
		if (input.valid_to !== null && input.valid_to < taking.valid_from)
			throw new Invalid({ valid_to: "Slutdatumet ligger före den dag då enheten kom med." });
		const { version, ...values } = input;
		const changes = changesBetween<Partial<ControlUnit>>(taking, values);
		if (Object.keys(changes).length === 0) return unchanged(undefined);
		const names = await namesOf(writing, taking, values, changes, stockholmDate(nowOf(ctx)));
		await requireFresh(trx, await updateVersioned(trx, "control_units", id, version, values), "control_unit", id);
		await record({
			type: "control.unit_edited",
			unit_id: taking.unit_id,
			object: { kind: "control_unit", id },
			data: { title: taking.control_title, unit: taking.unit_name, changes: named(taking, names, changes) },
		});
		await moveRuns(writing, taking, values, names);
	});
}

/**
 * Returns the names of performer and reviewer. Only a newly chosen person is checked: one who is kept may have lost the role
 * since, and other pages show that.
 */
async function namesOf(
	{ trx }: Writing,
	taking: ControlUnit,
	values: Omit<EditedControlUnit, "version">,
	changes: Changes,
	today: string,
): Promise<Names> {
	if (!changes.performer_id && !changes.reviewer_id)
		return { performer: taking.performer_name, reviewer: taking.reviewer_name };
	return requirePeople(trx, taking.unit_id, values, today);
}

function named(taking: ControlUnit, names: Names, changes: Changes): Changes {
	return {
		...changes,
		...(changes.performer_id ? { performer_id: [taking.performer_name, names.performer] } : {}),
		...(changes.reviewer_id ? { reviewer_id: [taking.reviewer_name, names.reviewer] } : {}),
	};
}

async function moveRuns(
	writing: Writing,
	taking: ControlUnit,
	after: Pick<ControlUnit, "performer_id" | "reviewer_id">,
	names: Names,
): Promise<void> {
	const waiting = await listRuns(writing.trx, {
		reach: { own: [taking.unit_id], branch: [] },
		control_id: taking.control_id,
		statuses: [...OPEN_RUNS, "signed"],
	});
	for (const run of waiting) {
		const performs = run.status !== "signed" && run.performer_id === taking.performer_id;
		const people = {
			performer_id: performs ? after.performer_id : run.performer_id,
			reviewer_id: run.reviewer_id === taking.reviewer_id ? after.reviewer_id : run.reviewer_id,
		};
		const same = people.performer_id === run.performer_id && people.reviewer_id === run.reviewer_id;
		const alone = people.performer_id !== null && people.performer_id === people.reviewer_id;
		if (!same && !alone) await moveRun(writing, taking, run, people, names);
	}
}

async function moveRun(
	{ trx, record }: Writing,
	taking: ControlUnit,
	run: RunRow,
	people: Pick<RunRow, "performer_id" | "reviewer_id">,
	names: Names,
): Promise<void> {
	await requireFresh(
		trx,
		await updateVersioned(trx, "control_runs", run.id, run.version, people),
		"control_run",
		run.id,
	);
	const about = {
		unit_id: run.unit_id,
		object: { kind: "control_run", id: run.id },
	};
	const data = { title: taking.control_title, unit: run.unit_name, period_key: run.period_key };
	if (people.performer_id !== run.performer_id)
		await record({
			...about,
			type: "run.reassigned",
			data: { ...data, from: run.performer_name, to: names.performer, reason: "Ny utförare vid enheten." },
		});
	if (people.reviewer_id !== run.reviewer_id)
		await record({
			...about,
			type: "run.reviewer_changed",
			data: { ...data, from: run.reviewer_name, to: names.reviewer },
		});
}
