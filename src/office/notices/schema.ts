import { z } from "zod";
import { MUTABLE_KINDS, NOTICE_KINDS, WEEKDAYS } from "../../../db/schema/office/notices.ts";
import { integer, manyOf } from "../../ground/write/fields.ts";

/** The kinds a person may turn off, with their words. */
export const MUTABLE = Object.fromEntries(MUTABLE_KINDS.map((kind) => [kind, NOTICE_KINDS[kind].label]));

/** `told` is what is ticked: all that is left out is turned off, and only what may be. */
export const ChooseNotices = z.object({
	told: manyOf(MUTABLE, 0),
	quiet_days: manyOf(WEEKDAYS, 0).refine((days) => days.length < Object.keys(WEEKDAYS).length, {
		error: "Lämna minst en vardag: det du ska göra måste kunna sägas någon dag.",
	}),
	version: integer(0, 1_000_000_000),
});
export type ChooseNotices = z.output<typeof ChooseNotices>;
