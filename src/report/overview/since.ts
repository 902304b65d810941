import type { Db } from "../../../db/open.ts";
import { countDeviations } from "../../../db/queries/checks/deviations.ts";
import { countRuns } from "../../../db/queries/checks/runs.ts";
import { findVisitBefore } from "../../../db/queries/people/session.ts";
import { countMeasures } from "../../../db/queries/register/measures.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { startOfDay } from "../../ground/calendar/stockholm-day.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { runsHref } from "../../checks/runs/run-year.ts";
import { paths } from "../../paths/paths.ts";
import { many } from "./findings.ts";
import { partOf } from "./overview-readings.ts";

/** Who has not been here before is told of so many days. */
const DAYS = 7;

export interface News {
	/** The day of the reader's last visit before today; what happened on that day is told too. */
	day: string;
	is_visit: boolean;
	lines: { text: string; href: string }[];
}

interface Told {
	unit_id: string | undefined;
	plan: { id: string; year: number } | null;
}

/** What has changed since the reader was here, each with the list of exactly what it counts. */
export async function readNews(db: Db, actor: Actor, of: Told, today: string): Promise<News> {
	const visit = actor.id === null ? undefined : await findVisitBefore(db, actor.id, startOfDay(today));
	const day = visit ? stockholmDate(visit) : dateOfDay(dayNumber(today) - DAYS);
	const acts = (["run.view", "deviation.view"] as const).filter((act) => maySomewhere(actor, act));
	const { unit_id, plan } = of;
	const counted = await partOf(
		db,
		"news",
		{
			...{ key: [acts, plan?.id, plan?.year, day, today], units: [unit_id] },
			reaches: acts.map((act) => reachOf(actor, act)),
		},
		async () => [
			...(acts.includes("run.view") ? await runNews(db, actor, of, { day, today }) : []),
			...(acts.includes("deviation.view") ? await deviationNews(db, actor, of, day) : []),
			...(plan ? await measureNews(db, plan, { day, today }) : []),
		],
	);
	return {
		day,
		is_visit: visit !== undefined,
		lines: counted.filter(({ n }) => n > 0).map(({ n, one, several, href }) => ({ text: many(n, one, several), href })),
	};
}

async function runNews(db: Db, actor: Actor, { unit_id }: Told, { day, today }: { day: string; today: string }) {
	const place = { reach: reachOf(actor, "run.view"), unit_id };
	const signed = await countRuns(db, { ...place, signed: { from: startOfDay(day) } });
	const late = await countRuns(db, { ...place, parts: { of: ["late"], on: today }, due: { from: day } });
	return [
		{
			n: signed,
			one: "kontrolltillfälle signerades",
			several: "kontrolltillfällen signerades",
			href: runsHref({ unit_id, signed_from: day }),
		},
		{
			n: late,
			one: "kontrolltillfälle blev sent",
			several: "kontrolltillfällen blev sena",
			href: runsHref({ unit_id, parts: ["late"], due: { from: day } }),
		},
	];
}

async function deviationNews(db: Db, actor: Actor, { unit_id }: Told, day: string) {
	const place = { reach: reachOf(actor, "deviation.view"), unit_id, status: "counted" } as const;
	const from = startOfDay(day);
	return [
		{
			n: await countDeviations(db, { ...place, found: { from } }),
			one: "avvikelse hittades",
			several: "avvikelser hittades",
			href: paths.deviations({ enhet: unit_id, status: "counted", hittad_fran: day }),
		},
		{
			n: await countDeviations(db, { ...place, closed: { from } }),
			one: "avvikelse avslutades",
			several: "avvikelser avslutades",
			href: paths.deviations({ enhet: unit_id, status: "counted", avslutad_fran: day }),
		},
	];
}

async function measureNews(
	db: Db,
	{ id, year }: { id: string; year: number },
	{ day, today }: { day: string; today: string },
) {
	return [
		{
			n: await countMeasures(db, { today, plan_id: id, year, overdue: true, due: { from: day } }),
			one: "åtgärd passerade sin dag",
			several: "åtgärder passerade sin dag",
			href: paths.measures({ plan: id, ar: String(year), passerat: "1", klar_fran: day }),
		},
	];
}
