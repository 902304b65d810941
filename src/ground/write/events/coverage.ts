import { z } from "zod";
import { COVERAGE_STATEMENTS, type CoverageStatement } from "../../../../db/schema/report/words.ts";
import { eventType } from "./event-type.ts";

const words = Object.keys(COVERAGE_STATEMENTS) as [CoverageStatement, ...CoverageStatement[]];

/** `digest` is of routine, owner and reason: the texts are held to the event without standing in the log. */
export const coverageEvents = {
	"board.risk_area_written": eventType(
		z.object({ board: z.string(), area: z.string(), number: z.number(), name: z.string(), retired_reason: z.string() }),
		(d) =>
			d.retired_reason === ""
				? `skrev riskområdet ${d.name} för ${d.board}, version ${d.number}`
				: `lät riskområdet ${d.name} för ${d.board} utgå, version ${d.number}. Skäl: ${d.retired_reason}`,
	),
	"risk.area_linked": eventType(
		z.object({ title: z.string(), area: z.string(), name: z.string(), number: z.number() }),
		(d) =>
			d.area === ""
				? `tog bort riskområdet från risken ${d.title}`
				: `förde risken ${d.title} till riskområdet ${d.name}`,
	),
	"plan.coverage_stated": eventType(
		z.object({
			year: z.number(),
			area: z.string(),
			name: z.string(),
			place: z.string(),
			place_name: z.string(),
			number: z.number(),
			state: z.enum(words),
			digest: z.string(),
		}),
		(d) =>
			`skrev i täckningskartan ${d.year} om ${d.name}, ${d.place_name} (version ${d.number}): ${COVERAGE_STATEMENTS[d.state].toLowerCase()}`,
	),
};
