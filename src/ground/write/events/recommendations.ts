import { z } from "zod";
import {
	LINKED_KINDS,
	RECOMMENDATION_SOURCES,
	RECOMMENDATION_STATUSES,
} from "../../../../db/schema/report/recommendations.ts";
import { ANSWER_FIELDS, RECEIVED_FIELDS } from "../../../report/recommendations/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const word = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);
const named = z.object({ number: z.number(), title: z.string() });
const about = (d: z.infer<typeof named>) => `rekommendation ${d.number} ”${d.title}”`;

const FIELDS = { ...trailWords(RECEIVED_FIELDS), ...trailWords(ANSWER_FIELDS), closed_on: "avslutsdag" };

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
	"recommendation.linked": eventType(
		named.extend({ kind: word(LINKED_KINDS), about: z.string(), year: z.number(), linked: z.boolean() }),
		(d) => {
			const what = `${LINKED_KINDS[d.kind].toLowerCase()} ${d.year} ”${d.about}”`;
			return d.linked ? `kopplade ${about(d)} till ${what}` : `tog bort kopplingen mellan ${about(d)} och ${what}`;
		},
	),
	"recommendation.answered": eventType(
		named.extend({ status: word(RECOMMENDATION_STATUSES), changes: Changes }),
		(d) =>
			`skrev ${changedFields(d.changes, FIELDS)} för ${about(d)}, som är ${RECOMMENDATION_STATUSES[d.status].toLowerCase()}`,
	),
};
