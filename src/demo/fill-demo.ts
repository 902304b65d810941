import { listControlIds, listRisksInOrder } from "../../db/queries/demo/past.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import type { SealKey } from "../report/closing/seal-key.ts";
import type { Context } from "../ground/write/context.ts";
import { asPerson } from "./as-person.ts";
import { addDemoControls, addPlainControls } from "./demo-controls.ts";
import { coverDemoPlan, linkDemoRisks } from "./demo-coverage.ts";
import { decideDemoMoneyPlan, HIRED_STAFF } from "./demo-hired-staff.ts";
import { answerDemoProposals, proposeDemoRisks } from "./demo-inventory.ts";
import { planDemoMonth } from "./demo-month.ts";
import { planDemoOffice, planSubstitute } from "./demo-office.ts";
import { addDemoOrganisation, type DemoOrganisation, type DemoSecond } from "./demo-organisation.ts";
import { closeDemoPlan, decideDemoPlan, draftDemoPlan, reportDemoMeasures } from "./demo-plan.ts";
import { addDemoMeetings, deliverDemoPapers, prepareDemoPlan, reviewDemoPlan } from "./demo-preparation.ts";
import { planDemoReport } from "./demo-report.ts";
import { addDemoSam } from "./demo-sam.ts";
import { answerDemoItem, pushDemoItems } from "./demo-region-items.ts";
import { draftSecondPlan } from "./demo-second-board.ts";
import { addDemoCash } from "./demo-sisters.ts";
import { markDemoBegun } from "./mark-as-demo.ts";
import { findPlan } from "../../db/queries/register/plans.ts";
import { amendPlan } from "../register/decisions/amend-plan.ts";
import { carryPlan } from "../register/plans/carry-plan.ts";
import { type Agenda, openAgenda } from "./region-agenda.ts";
import { randomFrom } from "./region-random.ts";

/** The published plan's year, and the day its nämnd decided it. */
const PUBLISHED = { year: 2024, decided_on: "2023-11-16" };
const MONTHS = 12;

interface Demo {
	ctx: Context;
	key: SealKey;
	agenda: Agenda;
	organisation: DemoOrganisation;
	second: DemoSecond;
	/** The plan of each year, as they come. */
	plans: Map<number, string>;
	/** The months whose purchases are drawn, "2025-12" … "2026-11". */
	months: string[];
	lastYear: number;
}

/**
 * Fills an empty installation with a believable region: the published 2024 plan as a closed year, carried into the years after it,
 * twelve months of runs up to today, the reports of the year before and of this year, and a second nämnd. All of it by the product's
 * own commands with the clock set back, in the order it happened.
 */
export async function fillDemo(ctx: Context, key: SealKey): Promise<void> {
	const now = ctx.clock().toISOString();
	const months = monthsUpTo(stockholmDate(now));
	const at = (date: string, time = "08:00") => ({ ...ctx, clock: () => new Date(`${date}T${time}:00.000Z`) });
	await markDemoBegun(at("2023-01-02", "07:00"), "demo");
	const { organisation, second } = await addDemoOrganisation(at("2023-01-02"), "2023-01-01");
	const agenda = openAgenda();
	const lastYear = Number(now.slice(0, 4));
	const demo: Demo = { ctx, key, agenda, organisation, second, plans: new Map(), months, lastYear };
	planPublished(demo);
	for (let year = PUBLISHED.year + 1; year <= lastYear; year++) planYear(demo, year);
	planNext(demo);
	planSecond(demo);
	agenda.add(`${lastYear}-01-13T08:00:00.000Z`, async (at) => {
		const risk = await pushDemoItems(await asPerson(ctx, second.controller, at), lastYear);
		const controller = await asPerson(ctx, organisation.controller, at);
		await answerDemoItem(controller, risk, organisation.board_id, lastYear);
	});
	const stage = { ctx, agenda, random: randomFrom(2024), organisation };
	for (let n = 1; n <= Number(months[0]!.slice(5)) - 1; n++)
		planMonth(demo, stage, `${months[0]!.slice(0, 5)}${pad(n)}`);
	for (const month of months) planMonth(demo, stage, month);
	planSubstitute(stage, months.at(-4)!);
	planDemoOffice(stage, months.at(-2)!);
	await agenda.play(now);
	await addDemoSam(ctx, organisation);
}

const pad = (n: number) => String(n).padStart(2, "0");

/** The months of history and the one that runs now, "2025-12" … "2026-11". */
function monthsUpTo(today: string): string[] {
	const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
	return Array.from({ length: MONTHS }, (_, n) => {
		const month = last - MONTHS + 1 + n;
		return `${Math.floor(month / 12)}-${pad((month % 12) + 1)}`;
	});
}

function planMonth(demo: Demo, stage: Parameters<typeof planDemoMonth>[0], month: string): void {
	const { ctx, months, plans } = demo;
	const index = months.indexOf(month);
	const drawn = index >= 0;
	const age = drawn ? index - months.length + 1 : -MONTHS;
	const controls = () => listControlIds(ctx.db, plans.get(Number(month.slice(0, 4)))!);
	planDemoMonth(stage, { month, age, controls, corrected: index === months.length - 5, drawn });
}

/** 2024 as it was published: decided on its day, its åtgärder reported through the year, closed when the year was over. */
function planPublished(demo: Demo): void {
	const { ctx, agenda, organisation, plans } = demo;
	const { year, decided_on } = PUBLISHED;
	planDemoReport(demo, { board_id: organisation.board_id, year, people: organisation, own: true });
	const as = (who: "controller" | "approver") => (now: string) => asPerson(ctx, organisation[who], now);
	const [controller, approver] = [as("controller"), as("approver")];
	agenda.add(`${year - 1}-10-12T08:00:00.000Z`, async (at) => {
		plans.set(year, (await draftDemoPlan(await controller(at), organisation, year)).id);
	});
	agenda.add(`${year - 1}-10-30T08:00:00.000Z`, async (at) =>
		prepareDemoPlan(await controller(at), plans.get(year)!, decided_on),
	);
	agenda.add(`${decided_on}T14:00:00.000Z`, async (at) =>
		decideDemoPlan(await approver(at), plans.get(year)!, {
			...{ decided_on, decision_paragraph: "112", registry_no: "23RS8842" },
		}),
	);
	agenda.add(`${year - 1}-10-13T08:00:00.000Z`, async (at) => linkDemoRisks(await controller(at), plans.get(year)!));
	agenda.add(`${year}-12-12T09:00:00.000Z`, async (at) =>
		reportDemoMeasures(await controller(at), plans.get(year)!, true),
	);
	agenda.add(`${year + 1}-02-20T09:00:00.000Z`, async (at) => closeDemoPlan(await approver(at), plans.get(year)!));
}

/** The plan of the year to come is gone through, changed here and there, and in beredning for the nämnd's last meeting. */
function planNext({ ctx, agenda, organisation, plans, lastYear }: Demo): void {
	const { controller, board_id } = organisation;
	const year = lastYear + 1;
	let proposed: string[] = [];
	agenda.add(`${lastYear}-05-18T08:00:00.000Z`, async (at) => {
		proposed = await proposeDemoRisks(ctx, at, organisation, year);
	});
	agenda.add(`${lastYear}-10-19T08:00:00.000Z`, async (at) =>
		answerDemoProposals(await asPerson(ctx, controller, at), proposed, plans.get(year)!),
	);
	agenda.add(`${lastYear}-10-15T08:00:00.000Z`, async (at) => {
		plans.set(year, await carryPlan(await asPerson(ctx, controller, at), plans.get(lastYear)!));
	});
	agenda.add(`${lastYear}-10-22T08:00:00.000Z`, async (at) =>
		reviewDemoPlan(await asPerson(ctx, controller, at), plans.get(year)!),
	);
	agenda.add(`${lastYear}-11-13T08:00:00.000Z`, async (at) =>
		prepareDemoPlan(await asPerson(ctx, controller, at), plans.get(year)!, `${lastYear}-12-15`),
	);
	agenda.add(`${lastYear}-11-16T08:00:00.000Z`, async (at) =>
		deliverDemoPapers(await asPerson(ctx, controller, at), "plan", plans.get(year)!),
	);
	const first = PUBLISHED.year - 1;
	for (let n = first; n <= year; n++) {
		const november = n === first ? PUBLISHED.decided_on.slice(5) : "11-20";
		const days = ["02-24", "04-22", "06-10", "09-29", november, "12-15"].map((day) => `${n}-${day}`);
		agenda.add(`${n === first ? `${n}-01-09` : `${n - 1}-11-26`}T06:00:00.000Z`, async (at) =>
			addDemoMeetings(await asPerson(ctx, controller, at), board_id, days),
		);
	}
}

/** What the nämnd had decided before it came to the plan differs from year to year. */
const PARAGRAPH = 98;

/** The way of a year's plan to the nämnd: carried from the year before, in beredning, its papers in time, decided. */
function planDecision({ ctx, agenda, organisation, plans }: Demo, year: number): void {
	const as = (who: "controller" | "approver") => (now: string) => asPerson(ctx, organisation[who], now);
	const [controller, approver] = [as("controller"), as("approver")];
	agenda.add(`${year - 1}-10-15T08:00:00.000Z`, async (at) => {
		plans.set(year, await carryPlan(await controller(at), plans.get(year - 1)!));
	});
	agenda.add(`${year - 1}-11-02T08:00:00.000Z`, async (at) =>
		prepareDemoPlan(await controller(at), plans.get(year)!, `${year - 1}-11-20`),
	);
	agenda.add(`${year - 1}-11-05T08:00:00.000Z`, async (at) =>
		deliverDemoPapers(await controller(at), "plan", plans.get(year)!),
	);
	agenda.add(`${year - 1}-11-20T14:00:00.000Z`, async (at) => {
		const decided_on = at.slice(0, 10);
		const registry_no = `${String(year - 1).slice(2)}RS${9000 + year}`;
		const decision_paragraph = String(PARAGRAPH + (year % 10));
		await decideDemoPlan(await approver(at), plans.get(year)!, { decided_on, decision_paragraph, registry_no });
	});
}

/** A year after the published one: its plan decided, followed up, reported, and closed when it is over. */
function planYear(demo: Demo, year: number): void {
	const { ctx, agenda, organisation, plans, months, lastYear } = demo;
	const as = (who: "controller" | "approver") => (now: string) => asPerson(ctx, organisation[who], now);
	const [controller, approver] = [as("controller"), as("approver")];
	const firstMonth = months.find((month) => month.startsWith(String(year)));
	planDecision(demo, year);
	planDemoReport(demo, { board_id: organisation.board_id, year, people: organisation, own: true });
	if (year === Number(months[0]!.slice(0, 4)))
		agenda.add(`${year - 1}-10-16T05:00:00.000Z`, async (at) =>
			addPlainControls(await controller(at), organisation, await planOf(demo, year), `${year}-01-01`),
		);
	// the drawn controls start with the first month that is shown, and are carried into the next year's plan before that
	if (firstMonth === months[0])
		agenda.add(
			`${year}-10-14T05:00:00.000Z` < `${firstMonth}-01`
				? `${year}-10-14T05:00:00.000Z`
				: `${year - 1}-12-11T05:00:00.000Z`,
			async (at) => {
				await addDemoControls(await controller(at), organisation, await planOf(demo, year), `${firstMonth}-01`);
				await addDemoCash(await controller(at), organisation, `${year}-01-01`);
			},
		);
	// what came into the year's plan after the decision is taken in by a decision of its own
	if (firstMonth === months[0] && firstMonth !== `${year}-01`)
		agenda.add(`${year}-11-20T14:30:00.000Z`, async (at) =>
			amendPlan(await approver(at), plans.get(year)!, {
				...{
					decided_on: at.slice(0, 10),
					decision_paragraph: String(PARAGRAPH + 10),
					registry_no: `${String(year).slice(2)}RS9107`,
				},
				version: (await findPlan(ctx.db, plans.get(year)!))!.version,
			}),
		);
	if (firstMonth)
		agenda.add(`${firstMonth}-01T05:40:00.000Z`, async (at) => {
			const controls = await listControlIds(ctx.db, plans.get(year)!);
			await decideDemoMoneyPlan(await controller(at), controls.get(HIRED_STAFF)!, `${firstMonth}-01`);
		});
	agenda.add(`${year}-03-16T09:00:00.000Z`, async (at) =>
		reportDemoMeasures(await controller(at), plans.get(year)!, false),
	);
	if (year === lastYear) {
		agenda.add(`${year}-02-04T09:00:00.000Z`, async (at) => coverDemoPlan(await controller(at), plans.get(year)!));
		return;
	}
	agenda.add(`${year}-12-11T09:00:00.000Z`, async (at) =>
		reportDemoMeasures(await controller(at), plans.get(year)!, true),
	);
	agenda.add(`${year + 1}-02-26T09:00:00.000Z`, async (at) => closeDemoPlan(await approver(at), plans.get(year)!));
}

/** A plan's risks and åtgärder in order, as the published plan has them. */
async function planOf({ ctx, plans }: Demo, year: number) {
	const id = plans.get(year)!;
	return { id, year, risks: await listRisksInOrder(ctx.db, id) };
}

/** The small nämnd has a plan for the year before and for this year, and reports both. */
function planSecond(demo: Demo): void {
	const { ctx, agenda, second, lastYear } = demo;
	const first = lastYear - 1;
	const ids = new Map<number, string>();
	for (const year of [first - 1, first, lastYear, lastYear + 1])
		agenda.add(`${year - 1}-11-26T06:30:00.000Z`, async (at) => {
			const controller = await asPerson(ctx, second.controller, at);
			const days = ["02-25", "05-12", "09-30", "11-25", "12-10"].map((day) => `${year}-${day}`);
			await addDemoMeetings(controller, second.board_id, days);
		});
	// its plan of the year to come is a draft that somebody has begun to go through
	agenda.add(`${lastYear}-11-09T08:00:00.000Z`, async (at) => {
		const controller = await asPerson(ctx, second.controller, at);
		await reviewDemoPlan(controller, await carryPlan(controller, ids.get(lastYear)!), 2);
	});
	for (const year of [first, lastYear]) {
		agenda.add(`${year - 1}-10-21T08:00:00.000Z`, async (at) => {
			const controller = await asPerson(ctx, second.controller, at);
			const before = ids.get(year - 1);
			const id = before
				? await carryPlan(controller, before)
				: await draftSecondPlan(controller, second, year, `${year}-01-01`);
			ids.set(year, id);
		});
		agenda.add(`${year - 1}-11-06T08:00:00.000Z`, async (at) =>
			prepareDemoPlan(await asPerson(ctx, second.controller, at), ids.get(year)!, `${year - 1}-11-25`),
		);
		agenda.add(`${year - 1}-11-25T14:00:00.000Z`, async (at) => {
			const decision = {
				decided_on: at.slice(0, 10),
				decision_paragraph: String(53 + (year % 10)),
				registry_no: `KN${year - 1}-${year - 1822}`,
			};
			await decideDemoPlan(await asPerson(ctx, second.approver, at), ids.get(year)!, decision);
		});
		planDemoReport(demo, { board_id: second.board_id, year, people: second, own: false });
	}
	agenda.add(`${first}-12-11T10:00:00.000Z`, async (at) =>
		reportDemoMeasures(await asPerson(ctx, second.controller, at), ids.get(first)!, true),
	);
	agenda.add(`${lastYear}-02-27T09:00:00.000Z`, async (at) =>
		closeDemoPlan(await asPerson(ctx, second.approver, at), ids.get(first)!),
	);
}
