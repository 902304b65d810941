import { Readable } from "node:stream";
import { findRun, listRuns } from "../../db/queries/checks/runs.ts";
import { systemActor } from "../ground/access/system-actor.ts";
import { occurrenceOf } from "../ground/calendar/occurrence.ts";
import { addWorkingDays } from "../ground/calendar/swedish-holidays.ts";
import { drawSample } from "../checks/draws/draw-sample.ts";
import { type ImportInput, importPurchases } from "../checks/populations/import/import-purchases.ts";
import { createRuns } from "../checks/runs/create-runs.ts";
import type { Context } from "../ground/write/context.ts";
import { asPerson } from "./as-person.ts";
import { followDemoDeviations } from "./demo-deviations.ts";
import { HIRED_STAFF, importDemoInvoices } from "./demo-hired-staff.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";
import { demoPurchaseFile } from "./demo-purchases.ts";
import { approveDemoRun, type Progress, playRun, returnDemoRun } from "./demo-run.ts";
import { importDemoBalances } from "./demo-sisters.ts";
import type { Agenda } from "./region-agenda.ts";
import type { Random } from "./region-random.ts";

const FILE_BYTES = 10_000_000;
export const PURCHASES = "inkop-under-10000";

export interface DemoStage {
	ctx: Context;
	agenda: Agenda;
	random: Random;
	organisation: DemoOrganisation;
}

export interface DemoMonth {
	month: string;
	/** The month's distance from the present one: 0 is the present month, −1 the one before. */
	age: number;
	/**
	 * Returns the controls of the month's plan, by key. It is asked for when the month has come, since the plan is made along
	 * the way.
	 */
	controls(): Promise<ReadonlyMap<string, string>>;
	/** A corrected file came after the draw. */
	corrected: boolean;
	/** False for the months before the demo draws purchases: then there are only controls without drawn items. */
	drawn: boolean;
}

/** One month as it went: runs created on its first day; the file, the draw and the checks in the month after, as far as that has come. */
export function planDemoMonth(stage: DemoStage, of: DemoMonth): void {
	const { agenda, ctx, organisation } = stage;
	const { month, age } = of;
	const { last_day } = occurrenceOf(month);
	const day = (n: number, time: string) => `${addWorkingDays(last_day, n)}T${time}:00.000Z`;
	agenda.add(`${month}-01T06:00:00.000Z`, async (at) => {
		const system = { ...ctx, actor: await systemActor(ctx.db, "system"), clock: () => new Date(at) };
		await createRuns(system, { today: `${month}-01` });
	});
	if (of.drawn) agenda.add(day(3, "08:30"), (at) => takeInFiles(stage, at, of));
	// after the files, so that the runs have their items
	agenda.add(day(3, "12:00"), async () => {
		const all = await listRuns(ctx.db, { reach: "all", year: Number(month.slice(0, 4)) });
		const ended = all.filter((one) => one.last_day === last_day);
		// only a drawn sample can lack evidence and be sent back for it
		const sent_back = age === -3 ? ended.find((run) => run.population_kind === "purchases_below_limit")?.id : undefined;
		for (const [n, run] of ended.entries()) {
			const course = run.id === sent_back ? "returned" : progressOf(n, age);
			playAgain(stage, run.id, course, (days, time) => day(days + (n % 5), time));
		}
	});
	const handled = day(12, "09:00");
	if (age < -1)
		agenda.add(day(24, "09:00"), (closed) => followDemoDeviations(ctx, organisation, month, { handled, closed }));
}

type Course = Progress | "approved" | "returned";

/** What performer and reviewer do with one run, each on its day. */
function playAgain(
	{ ctx, agenda, random, organisation }: DemoStage,
	runId: string,
	course: Course | null,
	day: (days: number, time: string) => string,
): void {
	if (course === null) return;
	agenda.add(day(4, "10:00"), async (at) => {
		const run = (await findRun(ctx.db, runId))!;
		const away = organisation.substitute;
		const stand_in = away && run.performer_id === away.of.id && at.slice(0, 7) === away.month ? away.substitute : null;
		await playRun(ctx, random, runId, at, course === "begun" ? "begun" : "signed", stand_in);
	});
	if (course === "returned") agenda.add(day(5, "09:00"), (at) => returnDemoRun(ctx, runId, at, day(5, "15:00")));
	if (course !== "signed" && course !== "begun") agenda.add(day(6, "13:00"), (at) => approveDemoRun(ctx, runId, at));
}

/**
 * Returns how far a run has come. Runs of older months are done except one; of last month's, a third is done and a third is
 * under way.
 */
function progressOf(n: number, age: number): Course | null {
	if (age === -2 && n === 6) return null;
	if (age < -1) return "approved";
	return ([null, "approved", "signed", "approved", "begun"] as const)[n % 5]!;
}

async function takeInFiles({ ctx, random, organisation }: DemoStage, at: string, of: DemoMonth): Promise<void> {
	const { month } = of;
	const controller = await asPerson(ctx, organisation.controller, at);
	const controls = await of.controls();
	await importDemoBalances(controller, random, organisation, month);
	const text = demoPurchaseFile(random, organisation.units, month);
	const importText = async (file: string, more: Partial<ImportInput>) =>
		importPurchases(controller, {
			control_id: controls.get(PURCHASES)!,
			period_key: month,
			unit_id: null,
			path: (await ctx.files.putTemp(Readable.from([file]), FILE_BYTES)).path,
			file_name: `inkop-${month}.csv`,
			accept_refused: false,
			...more,
		});
	const { population_id } = await importText(text, {});
	await drawSample(controller, population_id, { public_value: null });
	if (of.corrected) {
		const reason = "Ekonomisystemet hade fel belopp på en faktura när filen togs ut.";
		const right = oneAmountRight(text, organisation.units[0]!.code);
		await importText(right, {
			corrects: { population_id, drawn: true },
			reason,
			file_name: `inkop-${month}-rattad.csv`,
		});
	}
	await importDemoInvoices(controller, random, organisation, { control_id: controls.get(HIRED_STAFF)!, month });
}

/** Returns the file with the amount of a unit's first small purchase changed by one krona. */
function oneAmountRight(text: string, code: string): string {
	const lines = text.split("\r\n");
	const small = /;((?:\d )?\d\d)(\d),(\d\d);/;
	const at = lines.findIndex((line) => line.includes(`;${code};`) && small.test(line));
	if (at >= 0) lines[at] = lines[at]!.replace(small, (_, most, kr, ore) => `;${most}${(Number(kr) + 1) % 10},${ore};`);
	return lines.join("\r\n");
}
