import { Readable } from "node:stream";
import { findFirstRun, listDrawnForPast, listOtherRuns, listQuestionsOfControl } from "../../db/queries/demo/past.ts";
import { occurrenceOf } from "../ground/calendar/occurrence.ts";
import { addWorkingDays } from "../ground/calendar/swedish-holidays.ts";
import { planCashOrder } from "../checks/own-forms/cash-counts/plan-cash-order.ts";
import { createRuns } from "../checks/runs/create-runs.ts";
import { drawSample } from "../checks/draws/draw-sample.ts";
import { completePeriod } from "../checks/evaluation/complete-period.ts";
import { type ImportInput, importPurchases } from "../checks/populations/import/import-purchases.ts";
import { grouped } from "./bulk-rows.ts";
import { HIRED_STAFF, importDemoInvoices } from "./demo-hired-staff.ts";
import { approveDemoRun, playRun } from "./demo-run.ts";
import { asPerson } from "./as-person.ts";
import { importDemoBalances } from "./demo-sisters.ts";
import { type Region, yearOf } from "./region.ts";
import {
	answerRuns,
	approveRuns,
	closeDeviations,
	type DrawnItem,
	handleDeviations,
	type Questions,
} from "./region-answers.ts";
import { acceptSwap, decideReading, proposeSwap } from "./region-decisions.ts";
import { before, LATE, REMEMBERED, regionPurchaseFile } from "./region-purchases.ts";

const FILE_BYTES = 20_000_000;
const GROUPS = 4;
export const PURCHASES = "inkop-under-10000";

/** One month: runs made on its first day; the file, the draw, the checks and what they led to in the month after. */
export function planRegionMonth(region: Region, month: string, controls: ReadonlyMap<string, string>): void {
	const { agenda, ctx, organisation, random } = region;
	const { last_day } = occurrenceOf(month);
	const day = (n: number, time: string) => `${addWorkingDays(last_day, n)}T${time}:00.000Z`;
	const as = (at: string) => asPerson(ctx, organisation.controller, at);
	agenda.add(`${month}-01T06:00:00.000Z`, async (at) => {
		const controller = await as(at);
		await createRuns(controller, { today: `${month}-01` });
		const number = Number(month.slice(5));
		const period_key = `${month.slice(0, 4)}-K${Math.ceil(number / 3)}`;
		const cash = { control_id: controls.get("kontantkassor")!, period_key };
		if (number % 3 === 1) await planCashOrder(controller, cash);
	});
	agenda.add(day(3, "08:30"), async (at) => importDemoBalances(await as(at), random, organisation, month));
	agenda.add(day(3, "09:00"), (at) => drawPurchases(region, at, month, controls.get(PURCHASES)!));
	agenda.add(day(3, "09:10"), async (at) =>
		importDemoInvoices(await as(at), random, organisation, { control_id: controls.get(HIRED_STAFF)!, month }),
	);
	agenda.add(day(5, "14:00"), (at) => playOtherRuns(region, at, last_day, day(7, "14:00")));
}

async function drawPurchases(region: Region, at: string, month: string, controlId: string): Promise<void> {
	const { agenda, ctx, organisation, random } = region;
	const controller = await asPerson(ctx, organisation.controller, at);
	const { last_day } = occurrenceOf(month);
	const day = (n: number, time: string) => `${addWorkingDays(last_day, n)}T${time}:00.000Z`;
	const text = regionPurchaseFile(random, yearOf(region, Number(month.slice(0, 4))).checking, month);
	const importText = async (file: string, more: Partial<ImportInput>) =>
		importPurchases(controller, {
			control_id: controlId,
			period_key: month,
			unit_id: null,
			path: more.path ?? (await ctx.files.putTemp(Readable.from([file]), FILE_BYTES)).path,
			file_name: `inkop-${month}.csv`,
			accept_refused: false,
			mapping: REMEMBERED,
			...more,
		});
	const [unit] = organisation.units;
	const first = { control_id: controlId, period_key: month, unit_id: unit!.id };
	const isFirst = month === `${ctx.clock().toISOString().slice(0, 4)}-01`;
	const { population_id } = await importText(
		text,
		isFirst ? { path: await decideReading(controller, first, text) } : {},
	);
	await drawSample(controller, population_id, { public_value: null });
	if (month.endsWith(LATE)) {
		const reason = "En faktura hade fel belopp i den första filen.";
		await importText(text.replace(/;(\d+),00;/, ";1$1,00;"), { corrects: { population_id, drawn: true }, reason });
		const run = (await findFirstRun(ctx.db, { unit_id: unit!.id, period_key: before(month) }))!;
		await completePeriod(controller, run.id, { version: run.version, reason: "Fakturor som kom efter frysningen." });
	}
	if (isFirst) {
		const [drawn] = await drawnItems(region, controlId, month);
		await proposeSwap(ctx, at, drawn!);
		// between the signature and the approval of its run, which is the first
		agenda.add(day(6, "12:00"), (now) => acceptSwap(ctx, now, drawn!));
	}
	const items = await drawnItems(region, controlId, month);
	const questions = await listQuestionsOfControl(ctx.db, controlId);
	const runs = grouped(items, (item) => item.run_id);
	const groups = grouped(runs.values(), (_, n) => n % GROUPS);
	for (const [g, own] of groups)
		agenda.add(day(4 + g, "10:00"), (now) => playGroup(region, now, own, questions, (n, time) => day(n + g, time)));
}

async function drawnItems({ ctx, organisation }: Region, controlId: string, month: string): Promise<DrawnItem[]> {
	const units = new Map(organisation.units.map((unit) => [unit.id, unit]));
	return (await listDrawnForPast(ctx.db, controlId, month)).map((item) => {
		const { name: unit, performer, reviewer } = units.get(item.unit_id)!;
		return { ...item, unit, performer, reviewer };
	});
}

async function playGroup(
	region: Region,
	at: string,
	runs: DrawnItem[][],
	questions: Questions,
	day: (n: number, time: string) => string,
): Promise<void> {
	const deviations = await answerRuns(region, at, runs, questions);
	region.agenda.add(day(6, "13:00"), (now) => approveRuns(region, now, runs));
	region.agenda.add(day(12, "09:00"), (now) => handleDeviations(region, now, deviations, day(20, "09:00")));
	region.agenda.add(day(20, "09:00"), (now) => closeDeviations(region, now, deviations));
}

/** The forms of their own: material costs, kontantkassor and hired staff, by the product's own commands. */
async function playOtherRuns(region: Region, at: string, lastDay: string, reviewed: string): Promise<void> {
	const { ctx, random, agenda } = region;
	const runs = await listOtherRuns(ctx.db, lastDay);
	for (const { id } of runs) await playRun(ctx, random, id, at, "signed");
	agenda.add(reviewed, async (now) => {
		for (const { id } of runs) await approveDemoRun(ctx, id, now);
	});
}
