import type { Selectable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
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

/** Every question with whoever has the part today, looked up in the run, risk or measure: it follows a duty that is handed on. */
function questions(db: Db) {
	return db
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
		.where("message.asked_part", "is not", null);
}

const ASKED = {
	performer: "run.performer_id",
	reviewer: "run.reviewer_id",
	measure_owner: "measure.owner_id",
	risk_owner: "risk.owner_id",
} as const;
const PARTS = Object.entries(ASKED) as [keyof typeof ASKED, (typeof ASKED)[keyof typeof ASKED]][];

/** Questions without an answer that are for these people today, or for the controllers within reach; never those they asked themselves. */
export async function listOpenQuestions(
	db: Db,
	filter: { people: readonly string[]; controls: UnitReach },
	limit: number,
): Promise<OpenQuestion[]> {
	const rows = await openQuestions(db, filter, limit);
	return rows.map(({ performer_id, reviewer_id, measure_owner_id, risk_owner_id, ...message }) => {
		const held = { performer: performer_id, reviewer: reviewer_id, measure_owner: measure_owner_id };
		const asked = { ...held, risk_owner: risk_owner_id, controller: null };
		return { ...message, asked_id: message.asked_part === null ? null : asked[message.asked_part] };
	});
}

const openQuestions = keptQuery(
	(db, { people, controls }: { people: readonly string[]; controls: UnitReach }, limit: number) => {
		const within = unitsWithin(controls);
		const mine = [...people, ""];
		return questions(db)
			.selectAll("message")
			.select(["writer.name as writer"])
			.select([
				ASKED.performer,
				ASKED.reviewer,
				"measure.owner_id as measure_owner_id",
				"risk.owner_id as risk_owner_id",
			])
			.where("message.written_by", "not in", mine)
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom("thread_messages as given")
							.select("given.id")
							.whereRef("given.answers_id", "=", "message.id"),
					),
				),
			)
			.where((eb) =>
				eb.or([
					...PARTS.map(([part, column]) => eb.and([eb("message.asked_part", "=", part), eb(column, "in", mine)])),
					eb.and([
						eb("message.asked_part", "=", "controller"),
						...(within === undefined ? [] : [eb("message.unit_id", "in", within)]),
					]),
				]),
			)
			.orderBy("message.written_at")
			.orderBy("message.id")
			.limit(limit);
	},
);
