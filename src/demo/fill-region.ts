import { Readable } from "node:stream";
import type { Trx } from "../../db/open.ts";
import type { Schema } from "../../db/schema/index.ts";
import { PURCHASE_CHECKLIST } from "../../db/seeds/scores.ts";
import type { Context } from "../ground/write/context.ts";
import { addRows } from "./bulk-rows.ts";
import { chained } from "./bulk-trail.ts";
import { markDemoBegun, markDemoFilled } from "./mark-as-demo.ts";
import { type RegionMonth, regionMonth } from "./region-month.ts";
import { regionPeople } from "./region-people.ts";
import { regionPlan } from "./region-plan.ts";
import { randomFrom } from "./region-random.ts";

export interface RegionSize {
	units: number;
	years: number;
	risksPerYear: number;
}

export const REGION: RegionSize = { units: 300, years: 10, risksPerYear: 1000 };

const MONTH_TABLES = [
	"purchase_files",
	"draws",
	"populations",
	"population_strata",
	"ledger_lines",
	"control_runs",
	"sample_items",
	"check_answers",
	"deviations",
] as const;

/**
 * Fills an empty installation with a large region's past: for measuring, never for show. Goes past `write` on purpose: a year of
 * rows is one transaction and the events are chained in bulk, with the same form and the same chain. `said` hears each year.
 */
export async function fillRegion(ctx: Context, size: RegionSize, said: (sentence: string) => void): Promise<void> {
	await markDemoBegun(ctx, "region");
	const random = randomFrom(20_260_101);
	const today = ctx.clock().toISOString().slice(0, 10);
	const lastYear = Number(today.slice(0, 4));
	const firstYear = lastYear - size.years + 1;
	random.setTime(`${firstYear - 1}-01-01T08:00:00.000Z`);
	const people = regionPeople(random, size.units, `${firstYear - 1}-01-01`);
	const checklist = { id: random.id(), key: "inkop-under-10000", edition: 1, title: "Inköp under 10 tkr" };
	const questions = PURCHASE_CHECKLIST.map((question, index) => ({
		id: random.id(),
		checklist_id: checklist.id,
		position: index + 1,
		...question,
	}));
	await ctx.database.transaction(async (trx) => {
		const { org_units, boards, people: persons, roles } = people;
		await addTables(ctx, trx, {
			org_units,
			boards,
			people: persons,
			roles,
			checklists: [checklist],
			check_questions: questions,
		});
	});
	let deviations = 0;
	for (let year = firstYear; year <= lastYear; year++) {
		random.setTime(`${year - 1}-11-20T08:00:00.000Z`);
		const plan = regionPlan(random, people, year, {
			current: year === lastYear,
			riskCount: size.risksPerYear,
			checklist_id: checklist.id,
		});
		await ctx.database.transaction(async (trx) => {
			await addTables(ctx, trx, { ...plan });
			for (let month = 1; month <= 12; month++) {
				const period_key = `${year}-${String(month).padStart(2, "0")}`;
				if (period_key >= today.slice(0, 7)) break;
				await addMonth(
					ctx,
					trx,
					regionMonth({
						random,
						people,
						control: plan.controls[0]!,
						questions,
						keys: ctx.keys,
						file: await keepFile(ctx, period_key),
						period_key,
						nextDeviation: () => ++deviations,
					}),
				);
			}
		});
		said(`År ${year} är fyllt.`);
	}
	await markDemoFilled(ctx);
}

/** Bytes that stand for a month's purchases file, kept like any other: verification finds them. */
async function keepFile(ctx: Context, period: string): Promise<{ sha256: string; bytes: number }> {
	const temp = await ctx.files.putTemp(Readable.from([Buffer.from(`Exempeldata ${period}\n`)]), 1000);
	await ctx.files.keep(temp);
	return { sha256: temp.sha256, bytes: temp.bytes };
}

async function addMonth(ctx: Context, trx: Trx, month: RegionMonth): Promise<void> {
	const { events, ...tables } = month;
	await addTables(ctx, trx, Object.fromEntries(MONTH_TABLES.map((name) => [name, tables[name]])));
	await addRows(ctx.database, trx, "events", await chained(trx, events));
}

type Tables = { [T in keyof Schema]?: Schema[T][] };

/** In the order given: a table comes after those it refers to. */
async function addTables(ctx: Context, trx: Trx, tables: Tables): Promise<void> {
	for (const [name, rows] of Object.entries(tables))
		await addRows(ctx.database, trx, name as "risks", rows as Schema["risks"][]);
}
