import { z } from "zod";
import { NOTICE_KINDS, WEEKDAYS } from "../../../../db/schema/office/notices.ts";
import { formatDate } from "../../calendar/stockholm.ts";
import { eventType } from "./event-type.ts";

const counted = (n: number, one: string, many: string) => (n === 1 ? one : `${n} ${many}`);

export const noticeEvents = {
	"reminders.scheduled": eventType(
		z.object({ day: z.string(), people: z.number(), notices: z.number() }),
		(d) =>
			`lade ${counted(d.notices, "en påminnelse", "påminnelser")} till ${counted(d.people, "en person", "personer")} i utkorgen för ${d.day}`,
	),
	"reminders.nudged": eventType(
		z.object({ about: z.string(), people: z.number(), matters: z.number() }),
		(d) =>
			`påminde ${counted(d.people, "en person", "personer")} om ${counted(d.matters, "en sak", "saker")}: ${d.about}`,
	),
	"reminders.chosen": eventType(
		z.object({
			muted: z.array(z.enum(Object.keys(NOTICE_KINDS))),
			quiet_days: z.array(z.enum(Object.keys(WEEKDAYS))),
			away_from: z.string().nullable(),
			away_to: z.string().nullable(),
		}),
		(d) => {
			const off = d.muted.map((kind) => NOTICE_KINDS[kind as keyof typeof NOTICE_KINDS].label.toLowerCase());
			const quiet = d.quiet_days.map((day) => WEEKDAYS[day as keyof typeof WEEKDAYS]);
			return `valde sin e-post: avstängt ${off.join(", ") || "inget"}, utan e-post ${quiet.join(", ") || "ingen vardag"}${d.away_from && d.away_to ? ` och ${formatDate(d.away_from)}–${formatDate(d.away_to)}` : ""}`;
		},
	),
	"reminders.tried": eventType(
		z.object({ delivered: z.boolean(), answer: z.string() }),
		(d) =>
			`skickade ett prov till sig själv: ${d.delivered ? "levererat till e-postservern" : `inte levererat, ${d.answer}`}`,
	),
	"calendar.made": eventType(z.object({}), () => "skapade en hemlig adress till sin kalender"),
	"calendar.revoked": eventType(z.object({}), () => "tog bort den hemliga adressen till sin kalender"),
};
