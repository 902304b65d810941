import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { MessageSubject, ThreadMessageTable } from "../../schema/ground/messages.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export type ThreadMessage = Selectable<ThreadMessageTable> & { writer: string };

/** Everything that has been asked and answered of one thing, the oldest first. */
export function listMessages(db: Db, kind: MessageSubject, id: string): Promise<ThreadMessage[]> {
	return db
		.selectFrom("thread_messages as message")
		.innerJoin("people", "people.id", "message.written_by")
		.selectAll("message")
		.select("people.name as writer")
		.where("message.subject_kind", "=", kind)
		.where("message.subject_id", "=", id)
		.orderBy("message.number")
		.execute();
}

export type OpenQuestion = ThreadMessage & {
	/** Who has the part that is asked today; null for the controllers, and where nobody has it. */
	asked_id: string | null;
};

/**
 * Questions without an answer that are for these people today, or for the controllers within reach; never those they asked
 * themselves. The part is looked up in the run, risk or measure, so that a question follows a duty that is handed on.
 */
export async function listOpenQuestions(
	db: Db,
	{ people, controls }: { people: readonly string[]; controls: UnitReach },
	limit: number,
): Promise<OpenQuestion[]> {
	const within = unitsWithin(controls);
	const rows = await db
		.selectFrom("thread_messages as message")
		.innerJoin("people as writer", "writer.id", "message.written_by")
		.leftJoin("control_runs as run", (join) =>
			join.onRef("run.id", "=", "message.subject_id").on("message.subject_kind", "=", "control_run"),
		)
		.leftJoin("measures as measure", (join) =>
			join.onRef("measure.id", "=", "message.subject_id").on("message.subject_kind", "=", "measure"),
		)
		.leftJoin("risks as risk", (join) =>
			join.on((eb) =>
				eb.or([
					eb.and([eb("message.subject_kind", "=", "risk"), eb("risk.id", "=", eb.ref("message.subject_id"))]),
					eb("risk.id", "=", eb.ref("measure.risk_id")),
				]),
			),
		)
		.selectAll("message")
		.select(["writer.name as writer"])
		.select((eb) =>
			eb
				.case("message.asked_part")
				.when("performer")
				.then(eb.ref("run.performer_id"))
				.when("reviewer")
				.then(eb.ref("run.reviewer_id"))
				.when("measure_owner")
				.then(eb.ref("measure.owner_id"))
				.when("risk_owner")
				.then(eb.ref("risk.owner_id"))
				.end()
				.as("asked_id"),
		)
		.where("message.asked_part", "is not", null)
		.where("message.written_by", "not in", [...people, ""])
		.where((eb) =>
			eb.not(
				eb.exists(
					eb.selectFrom("thread_messages as given").select("given.id").whereRef("given.answers_id", "=", "message.id"),
				),
			),
		)
		.where((eb) => {
			const mine = [...people, ""];
			return eb.or([
				eb.and([eb("message.asked_part", "=", "performer"), eb("run.performer_id", "in", mine)]),
				eb.and([eb("message.asked_part", "=", "reviewer"), eb("run.reviewer_id", "in", mine)]),
				eb.and([eb("message.asked_part", "=", "measure_owner"), eb("measure.owner_id", "in", mine)]),
				eb.and([eb("message.asked_part", "=", "risk_owner"), eb("risk.owner_id", "in", mine)]),
				eb.and([
					eb("message.asked_part", "=", "controller"),
					...(within === undefined ? [] : [eb("message.unit_id", "in", within)]),
				]),
			]);
		})
		.orderBy("message.written_at")
		.orderBy("message.id")
		.limit(limit)
		.execute();
	return rows;
}
