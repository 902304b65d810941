import { z } from "zod";
import { REGION_ANSWERS, REGION_ITEM_KINDS } from "../../../../db/schema/report/words.ts";
import { eventType } from "./event-type.ts";

const word = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);
/** `digest` is of the text: what was sent and answered is held to the event, without its words in the log. */
const item = z.object({
	kind: word(REGION_ITEM_KINDS),
	year: z.number(),
	number: z.number(),
	title: z.string(),
	wording: z.number(),
	digest: z.string(),
});
const about = (d: z.infer<typeof item>) =>
	`regiongemensam ${REGION_ITEM_KINDS[d.kind].toLowerCase()} ${d.year}:${d.number} ”${d.title}”`;

export const regionEvents = {
	"region_item.pushed": eventType(item, (d) => `skickade ${about(d)} till alla nämnder`),
	"region_item.reworded": eventType(item, (d) => `gav ${about(d)} en ny lydelse, version ${d.wording}`),
	"region_item.withdrawn": eventType(
		item.extend({ reason: z.string() }),
		(d) => `återkallade ${about(d)}. Skäl: ${d.reason}`,
	),
	"region_item.answered": eventType(
		item.extend({
			board: z.string(),
			period: z.string(),
			period_id: z.string(),
			edition: z.number(),
			status: word(REGION_ANSWERS),
		}),
		(d) =>
			`besvarade ${about(d)} (version ${d.wording}) för ${d.board} i ${d.period}: ${REGION_ANSWERS[d.status].toLowerCase()}`,
	),
};
