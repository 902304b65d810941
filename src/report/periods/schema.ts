import { z } from "zod";
import { PERIOD_KINDS } from "../../../db/schema/vocabulary.ts";
import { date, integer, line, oneOf, optional, reference } from "../../ground/write/fields.ts";

export const NewPeriod = z
	.object({
		/** May be left out where there is one board. */
		board_id: optional(reference()),
		name: line(100),
		kind: oneOf(PERIOD_KINDS),
		year: integer(2000, 2100),
		first_day: date(),
		cut_off: date(),
		deadline: date(),
	})
	.refine((period) => period.first_day <= period.cut_off, {
		path: ["cut_off"],
		error: "Brytdatum kan inte ligga före periodens första dag.",
	})
	.refine((period) => period.deadline >= period.cut_off, {
		path: ["deadline"],
		error: "Sista dag för rapporten kan inte ligga före brytdatum.",
	})
	.refine((period) => Number(period.cut_off.slice(0, 4)) === period.year, {
		path: ["year"],
		error: "Brytdatum ligger inte i det året.",
	});
export type NewPeriod = z.output<typeof NewPeriod>;
