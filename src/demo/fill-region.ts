import type { SealKey } from "../report/closing/seal-key.ts";
import type { Context } from "../ground/write/context.ts";
import { addPast } from "./bulk-trail.ts";
import { addDemoControls } from "./demo-controls.ts";
import { decideDemoMoneyPlan, HIRED_STAFF } from "./demo-hired-staff.ts";
import { asPerson } from "./as-person.ts";
import { addDemoCash } from "./demo-sisters.ts";
import { markDemoBegun } from "./mark-as-demo.ts";
import { type Region, type RegionSize, yearOf } from "./region.ts";
import { openAgenda } from "./region-agenda.ts";
import { writePlanPaper } from "./region-decisions.ts";
import { PURCHASES, planRegionMonth } from "./region-month.ts";
import { planRegionInventory } from "./region-inventory.ts";
import { planRegionOffice, planSamples } from "./region-office.ts";
import { regionPeople } from "./region-people.ts";
import { addRegionPlan, decideRegionPlan } from "./region-plan.ts";
import { randomFrom } from "./region-random.ts";
import { planRegionReport } from "./region-report.ts";
import { allocateRegion, planRegionSam } from "./region-sam.ts";

export const REGION: RegionSize = {
	units: 300,
	otherUnits: 2_700,
	years: 10,
	fullYears: 2,
	risksPerYear: 1000,
	sessions: 2_000,
};
const ITEMS_PER_UNIT = 3;

/**
 * Fills an empty installation with a large region's past, for measuring, never for show: everything on its day, in the order it
 * happened, by the product's own commands, and in bulk where there are thousands. `said` hears each year.
 */
export async function fillRegion(
	ctx: Context,
	key: SealKey,
	size: RegionSize,
	said: (sentence: string) => void,
): Promise<void> {
	const now = ctx.clock().toISOString();
	const lastYear = Number(now.slice(0, 4));
	const firstYear = lastYear - size.years + 1;
	const from = `${firstYear - 1}-01-01`;
	const started = `${from}T08:00:00.000Z`;
	const random = randomFrom(20_260_101);
	random.setTime(started);
	const { past, organisation } = regionPeople(random, size, from);
	const region: Region = { ctx, key, size, random, agenda: openAgenda(), organisation };
	await markDemoBegun({ ...ctx, clock: () => new Date(started) }, "region");
	await addPast(region, started, past);
	await ctx.database.measure();
	region.agenda.add(`${from}T10:00:00.000Z`, (at) => allocateRegion(region, at));
	planRegionOffice(region, lastYear);
	planRegionInventory(region, lastYear);
	for (let year = firstYear; year <= lastYear; year++) {
		const decided = `${year - 1}-11-20T08:00:00.000Z`;
		region.agenda.add(decided, async (at) => {
			await ctx.database.measure();
			await startYear(region, at, year);
			if (year > firstYear) said(`År ${year - 1} är fyllt.`);
		});
	}
	await region.agenda.play(now);
	said(`År ${lastYear} är fyllt.`);
}

async function startYear(region: Region, at: string, year: number): Promise<void> {
	const { ctx, organisation, size } = region;
	const { checking, risks, isFull } = yearOf(region, year);
	const first = `${year}-01-01`;
	const plan = await addRegionPlan(region, at, year, risks);
	const controller = await asPerson(ctx, organisation.controller, at);
	const codes = new Set(checking.map(({ code }) => code));
	const purchases = { sample_size: ITEMS_PER_UNIT, units: ({ code }: { code: string }) => codes.has(code) };
	const controls = await addDemoControls(controller, organisation, plan, first, purchases);
	await writePlanPaper(controller, plan.id);
	await decideRegionPlan(region, at, plan);
	if (year === Number(ctx.clock().toISOString().slice(0, 4)) - size.years + 1)
		await addDemoCash(controller, organisation, first);
	if (year === Number(ctx.clock().toISOString().slice(0, 4)))
		await planSamples(controller, controls.get(PURCHASES)!, first);
	await decideDemoMoneyPlan(controller, controls.get(HIRED_STAFF)!, first);
	for (let month = 1; month <= 12; month++)
		planRegionMonth(region, `${year}-${String(month).padStart(2, "0")}`, controls);
	if (isFull) await planRegionSam(region, year);
	for (const period of plan.periods) planRegionReport(region, period);
}
