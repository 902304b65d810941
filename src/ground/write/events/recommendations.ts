import { z } from "zod";
import { RECOMMENDATION_SOURCES, RECOMMENDATION_STATUSES } from "../../../../db/schema/report/recommendations.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const word = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);
const named = z.object({ number: z.number(), title: z.string() });
const about = (d: z.infer<typeof named>) => `rekommendation ${d.number} ”${d.title}”`;

const FIELDS: Record<string, string> = {
	source: "källa",
	issuer: "avsändare",
	received_on: "datum",
	title: "rubrik",
	text: "text",
	requirements: "krav",
	owner_id: "ansvarig",
	due_on: "klart senast",
	answer: "svar",
	decided: "beslutad",
	carried_out: "genomförd",
	reported_back: "återrapporterad",
	remaining_need: "kvarstående behov",
	status: "status",
	closed_on: "avslutsdag",
};

export const recommendationEvents = {
	"recommendation.added": eventType(
		named.extend({ source: word(RECOMMENDATION_SOURCES), issuer: z.string(), received_on: z.string() }),
		(d) =>
			`registrerade ${about(d)} från ${RECOMMENDATION_SOURCES[d.source].toLowerCase()} (${d.issuer}, ${d.received_on})`,
	),
	"recommendation.edited": eventType(
		named.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, FIELDS)} för ${about(d)}`,
	),
	"recommendation.answered": eventType(
		named.extend({ status: word(RECOMMENDATION_STATUSES), changes: Changes }),
		(d) =>
			`skrev ${changedFields(d.changes, FIELDS)} för ${about(d)}, som är ${RECOMMENDATION_STATUSES[d.status].toLowerCase()}`,
	),
};
