import { Readable } from "node:stream";
import { listRuns } from "../../db/queries/checks/runs.ts";
import { insertReportingPeriod } from "../../db/writes/report/periods.ts";
import { systemActor } from "../ground/access/system-actor.ts";
import { lastDayOfMonth } from "../ground/calendar/civil-date.ts";
import { occurrenceOf } from "../ground/calendar/occurrence.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { addWorkingDays } from "../ground/calendar/swedish-holidays.ts";
import type { SealKey } from "../report/closing/seal-key.ts";
import { createRuns } from "../checks/runs/create-runs.ts";
import { drawSample } from "../checks/draws/draw-sample.ts";
import { importPurchases } from "../checks/populations/import/import-purchases.ts";
import type { Context } from "../ground/write/context.ts";
import { newId } from "../ground/write/new-id.ts";
import { write } from "../ground/write/write.ts";
import { addDemoAssessments } from "./demo-assessments.ts";
import { addDemoControls } from "./demo-controls.ts";
import { followDemoDeviations } from "./demo-deviations.ts";
import { decideDemoMoneyPlan, HIRED_STAFF, importDemoInvoices } from "./demo-hired-staff.ts";
import { addDemoOrganisation, type DemoOrganisation } from "./demo-organisation.ts";
import { closePlan } from "../register/plans/close-plan.ts";
import { addDemoPlan, type DemoPlan, decideDemoPlan } from "./demo-plan.ts";
import { demoPurchaseFile } from "./demo-purchases.ts";
import { type Progress, playRun } from "./demo-run.ts";
import { asPerson } from "./as-person.ts";
import { addDemoSam } from "./demo-sam.ts";
import { addDemoCash, importDemoBalances } from "./demo-sisters.ts";
import { markDemoBegun, markDemoFilled } from "./mark-as-demo.ts";
import { type Random, randomFrom } from "./region-random.ts";

const MONTHS_BACK = 4;
const FILE_BYTES = 10_000_000;

/**
 * Fills an empty installation with a believable region: the published 2024 plan as a closed year, carried into the years where
 * the runs happen, and some months of stickprov up to today, all by the product's own commands with the clock set back.
 */
export async function fillDemo(ctx: Context, key: SealKey): Promise<void> {
	const today = stockholmDate(ctx.clock().toISOString());
	const months = monthsUpTo(today);
	const at = (date: string, time = "08:00") => ({ ...ctx, clock: () => new Date(`${date}T${time}:00.000Z`) });
	await markDemoBegun(at("2023-01-02", "07:00"), "demo");
	const organisation = await addDemoOrganisation(at("2023-01-02"), "2023-01-01");
	let plan: DemoPlan = await addDemoPlan(at("2023-11-14"), organisation, 2024, null, true);
	await decideDemoPlan(at("2023-11-21"), organisation, plan, "2023-11-16");
	const closing = "2025-01-20T08:00:00.000Z";
	await closePlan(await asPerson(ctx, organisation.controller, closing), plan.id, { version: 2 });
	const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
	const yearControls = new Map<number, Map<string, string>>();
	for (const year of years) {
		const decided_on = `${year - 1}-11-21`;
		plan = await addDemoPlan(at(decided_on), organisation, year, plan, false);
		const first = months.find((month) => month.startsWith(String(year)))!;
		const controls = await addDemoControls(at(decided_on, "08:20"), organisation, plan, `${first}-01`);
		await decideDemoPlan(at(decided_on, "08:30"), organisation, plan, decided_on);
		yearControls.set(year, controls);
		await addReportingPeriods(at(`${year - 1}-11-22`), organisation, year);
	}
	const random = randomFrom(2024);
	const started = `${months[0]}-01`;
	const controller = await asPerson(at(started), organisation.controller, `${started}T05:30:00.000Z`);
	await addDemoCash(controller, organisation, started);
	for (const [year, controls] of yearControls) {
		const first = `${months.find((month) => month.startsWith(String(year)))}-01`;
		const decider = await asPerson(at(first), organisation.controller, `${first}T05:40:00.000Z`);
		await decideDemoMoneyPlan(decider, controls.get(HIRED_STAFF)!, first);
	}
	for (const [index, month] of months.entries()) {
		const controls = yearControls.get(Number(month.slice(0, 4)))!;
		await playMonth(ctx, random, { organisation, controls, month, age: index - months.length + 1 });
	}
	await addDemoSam(ctx, organisation);
	await addDemoAssessments(ctx, organisation, key);
	await markDemoFilled(ctx);
}

/** The months of history and the one that runs now, "2026-07" … "2026-11". */
function monthsUpTo(today: string): string[] {
	const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
	return Array.from({ length: MONTHS_BACK + 1 }, (_, n) => {
		const month = last - MONTHS_BACK + n;
		return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
	});
}

interface DemoMonth {
	organisation: DemoOrganisation;
	/** Those of the month's plan, by key. */
	controls: ReadonlyMap<string, string>;
	month: string;
	/** 0 is the month that runs now, −1 the one before. */
	age: number;
}

/** One month as it went: runs created on its first day; the file, the draw and the checks in the month after, as far as that has come. */
async function playMonth(
	ctx: Context,
	random: Random,
	{ organisation, controls, month, age }: DemoMonth,
): Promise<void> {
	const now = ctx.clock().toISOString();
	const system = {
		...ctx,
		actor: await systemActor(ctx.db, "system"),
		clock: () => new Date(`${month}-01T06:00:00.000Z`),
	};
	await createRuns(system, { today: `${month}-01` });
	const { last_day } = occurrenceOf(month);
	const day = (n: number, time: string) => `${addWorkingDays(last_day, n)}T${time}:00.000Z`;
	if (day(3, "09:00") > now) return;
	const controller = await asPerson(ctx, organisation.controller, day(3, "08:30"));
	await importDemoBalances(controller, random, organisation, month);
	const file = await ctx.files.putTemp(
		Readable.from([demoPurchaseFile(random, organisation.units, month)]),
		FILE_BYTES,
	);
	const { population_id } = await importPurchases(controller, {
		control_id: controls.get("inkop-under-10000")!,
		period_key: month,
		unit_id: null,
		path: file.path,
		file_name: `inkop-${month}.csv`,
		accept_refused: false,
	});
	await drawSample(await asPerson(ctx, organisation.controller, day(3, "09:00")), population_id, {
		public_value: null,
	});
	const hired = { control_id: controls.get(HIRED_STAFF)!, month };
	await importDemoInvoices(await asPerson(ctx, organisation.controller, day(3, "09:10")), random, organisation, hired);
	const year = Number(month.slice(0, 4));
	const runs = (await listRuns(ctx.db, { reach: "all", year })).filter((run) => run.last_day === last_day);
	for (const [n, run] of runs.entries()) {
		const times = { answered: day(4 + (n % 5), "10:00"), reviewed: day(6 + (n % 5), "13:00") };
		const progress = progressOf(n, age);
		if (progress && times.reviewed <= now) await playRun(ctx, random, run.id, times, progress);
	}
	const times = { handled: day(12, "09:00"), closed: day(24, "09:00") };
	if (age < -1 && times.closed <= now) await followDemoDeviations(ctx, organisation, month, times);
}

/** Older months are done, but one run is still waiting; of the last month's a third is done, a third is on its way. */
function progressOf(n: number, age: number): Progress | null {
	if (age === -2 && n === 6) return null;
	if (age < -1) return "approved";
	return ([null, "approved", "signed", "approved", "begun"] as const)[n % 5]!;
}

function addReportingPeriods(ctx: Context, organisation: DemoOrganisation, year: number): Promise<void> {
	const periods = [
		{
			key: `delarsrapport-${year}`,
			name: `Delårsrapport ${year}`,
			kind: "interim_report",
			cut_off: `${year}-07-${lastDayOfMonth(year, 7)}`,
			deadline: `${year}-09-05`,
		},
		{
			key: `verksamhetsberattelse-${year}`,
			name: `Verksamhetsberättelse ${year}`,
			kind: "annual_report",
			cut_off: `${year}-12-31`,
			deadline: `${year + 1}-02-15`,
		},
	] as const;
	return write(ctx, async ({ trx, record }) => {
		for (const period of periods) {
			const id = newId(ctx.clock());
			await insertReportingPeriod(trx, {
				id,
				board_id: organisation.board_id,
				year,
				first_day: `${year}-01-01`,
				version: 1,
				...period,
			});
			await record({
				type: "period.added",
				unit_id: organisation.administration_id,
				object: { kind: "reporting_period", id },
				data: { name: period.name, cut_off: period.cut_off },
			});
		}
	});
}
