import type { Compilable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { CauseCode, DeviationStatus } from "../../schema/vocabulary.ts";

export interface News {
	id: string;
	number: number;
	title: string;
	status: DeviationStatus;
	plan: string;
	effect_check: string;
	cause_code: CauseCode | null;
	/** When the last step was taken, and by whom. */
	at: string;
	by: string;
}

/** So many steps at most. */
const NEWS = 20;

/** What has become of the deviations a person found, newest first: whoever did the check learns that it mattered. */
export const listNewsForFinder = keptQuery((db, personId: string, since: string): Compilable<News> => {
	return db
		.selectFrom("deviations as deviation")
		.innerJoin("events as event", (join) =>
			join.onRef("event.object_id", "=", "deviation.id").on("event.object_kind", "=", "deviation"),
		)
		.select(["deviation.id", "deviation.number", "deviation.title", "deviation.status", "deviation.plan"])
		.select(["deviation.effect_check", "deviation.cause_code", "event.at", "event.actor_name as by"])
		.where("deviation.found_by", "=", personId)
		.where("event.type", "in", ["deviation.handled", "deviation.closed"])
		.where("event.at", ">=", since)
		.where((eb) => eb.or([eb("event.actor_id", "!=", personId), eb("event.actor_id", "is", null)]))
		.orderBy("event.seq", "desc")
		.limit(NEWS);
});
