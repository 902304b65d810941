import { z } from "zod";
import { MUTABLE_KINDS, NOTICE_KINDS, WEEKDAYS } from "../../../db/schema/office/notices.ts";
import { dayNumber, isDate } from "../../ground/calendar/civil-date.ts";
import { date, integer, manyOf, optional } from "../../ground/write/fields.ts";

/** The kinds a person may turn off, with their words. */
export const MUTABLE = Object.fromEntries(MUTABLE_KINDS.map((kind) => [kind, NOTICE_KINDS[kind].label]));

/** `told` is what is ticked: all that is left out is turned off, and only what may be. */
/** A longer absence is a substitute's: what waits has to be somebody's to do. */
const MOST_AWAY = 70;

export const ChooseNotices = z
	.object({
		told: manyOf(MUTABLE, 0),
		quiet_days: manyOf(WEEKDAYS, 0).refine((days) => days.length < Object.keys(WEEKDAYS).length, {
			error: "Lämna minst en vardag: det du ska göra måste kunna sägas någon dag.",
		}),
		away_from: optional(date()),
		away_to: optional(date()),
		version: integer(0, 1_000_000_000),
	})
	.superRefine(({ away_from, away_to }, { addIssue }) => {
		const refuse = (message: string) => addIssue({ code: "custom", path: ["away_to"], message });
		if ((away_from === null) !== (away_to === null)) return refuse("Ange både första och sista dagen, eller ingen.");
		if (away_from === null || away_to === null || !isDate(away_from) || !isDate(away_to)) return;
		if (away_to < away_from) return refuse("Sista dagen ligger före den första.");
		if (dayNumber(away_to) - dayNumber(away_from) >= MOST_AWAY)
			refuse(`Högst ${MOST_AWAY} dagar. Är du borta längre behöver någon vikariera för dig.`);
	});
export type ChooseNotices = z.output<typeof ChooseNotices>;
