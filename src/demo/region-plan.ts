import type { AreaTable } from "../../db/schema/register/plans.ts";
import type { NewRow } from "../../db/schema/index.ts";
import type { PlanTable } from "../../db/schema/register/plans.ts";
import type { ReportingPeriodTable } from "../../db/schema/report/periods.ts";
import type { RiskTable } from "../../db/schema/register/risks.ts";
import { STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import { amendRows } from "../../db/writes/demo/past.ts";
import { adoptPlan } from "../register/plans/adopt-plan.ts";
import { closePlan } from "../register/plans/close-plan.ts";
import { addPast } from "./bulk-trail.ts";
import type { DemoPlan } from "./demo-plan.ts";
import { addDemoMeetings, prepareDemoPlan } from "./demo-preparation.ts";
import { asPerson } from "./as-person.ts";
import { type Region, yearOf } from "./region.ts";

const AREAS = [
	"HR",
	"Ekonomi",
	"Informationssäkerhet",
	"Kvalitet och utveckling",
	"Patientsäkerhet",
	"Kunskapsstyrning",
	"Hälsofrämjande",
	"Medicinteknisk säkerhet",
	"Forskning, utbildning och innovation",
];

export interface RegionPlan extends DemoPlan {
	periods: ReportingPeriodTable[];
}

/** A year's plan, drafted in bulk: every risk has two åtgärder. */
export async function addRegionPlan(region: Region, at: string, year: number, riskCount: number): Promise<RegionPlan> {
	const { random, organisation } = region;
	random.setTime(at);
	const plan: PlanTable = {
		id: random.id(),
		board_id: organisation.board_id,
		year,
		status: "draft",
		scale: JSON.stringify(STANDARD_SCALE),
		decided_on: null,
		decision_paragraph: null,
		registry_no: null,
		carried_from: null,
		version: 1,
	};
	const areas = AREAS.map(
		(name, n): AreaTable => ({
			id: random.id(),
			plan_id: plan.id,
			name,
			position: n + 1,
			dropped_reason: null,
		}),
	);
	const risks = Array.from({ length: riskCount }, (_, n) =>
		riskOf(region, { plan_id: plan.id, area_id: areas[n % areas.length]!.id, number: n + 1 }),
	);
	const measures = risks.flatMap((risk) => [1, 2].map((position) => measureOf(region, risk, position, year)));
	const reporting_periods = periodsOf(region, year);
	const about = { actor: organisation.controller, unit_id: organisation.administration_id };
	const object = (kind: string, { id }: { id: string }) => ({ ...about, object: { kind, id } });
	await addPast(region, at, {
		tables: { plans: [plan], areas, risks, measures, reporting_periods },
		events: [
			{ ...object("plan", plan), type: "plan.drafted", data: { year, carried_from: null } },
			...areas.map(({ name }) => ({ ...object("plan", plan), type: "area.added" as const, data: { name } })),
			...risks.map((risk) => ({
				...object("risk", risk),
				type: "risk.added" as const,
				data: { title: risk.title },
			})),
			...measures.map((measure) => ({
				...object("measure", measure),
				type: "measure.added" as const,
				data: { title: measure.title },
			})),
			...reporting_periods.map((period) => ({
				...object("reporting_period", period),
				type: "period.added" as const,
				data: { name: period.name, cut_off: period.cut_off },
			})),
		],
	});
	region.agenda.add(`${year}-12-15T08:00:00.000Z`, (day) => finishMeasures(region, day, measures));
	const ids = risks.map(({ id }, n) => ({ id, measures: [measures[2 * n]!.id, measures[2 * n + 1]!.id] }));
	return { id: plan.id, year, risks: ids, periods: reporting_periods };
}

/** Once the controls stand in it; closed when the year is over. */
export async function decideRegionPlan(
	{ ctx, organisation, agenda }: Region,
	at: string,
	plan: DemoPlan,
): Promise<void> {
	const controller = await asPerson(ctx, organisation.controller, at);
	const decided_on = at.slice(0, 10);
	await addDemoMeetings(controller, organisation.board_id, [decided_on]);
	await prepareDemoPlan(controller, plan.id, decided_on);
	await adoptPlan(controller, plan.id, {
		version: 2,
		decided_on,
		decision_paragraph: "98",
		registry_no: `${String(plan.year - 1).slice(2)}RS1234`,
		outside: false,
	});
	agenda.add(`${plan.year + 1}-03-01T08:00:00.000Z`, async (day) =>
		closePlan(await asPerson(ctx, organisation.controller, day), plan.id, { version: 3 }),
	);
}

/** Everything is done in time and its effect tried. */
async function finishMeasures(region: Region, at: string, measures: NewRow<"measures">[]): Promise<void> {
	const done = { status: "done", effect_tested: "yes", effect_note: "Prövad vid årets uppföljning." } as const;
	const changes: Record<string, [string, string]> = {
		status: ["ongoing", done.status],
		effect_tested: ["not_yet", done.effect_tested],
		effect_note: ["", done.effect_note],
	};
	await addPast(region, at, {
		change: (trx) =>
			amendRows(
				trx,
				"measures",
				measures.map(({ id }) => id),
				done,
			),
		events: measures.map(({ id, title }) => ({
			actor: region.organisation.controller,
			type: "measure.reported",
			unit_id: region.organisation.administration_id,
			object: { kind: "measure", id },
			data: { title, status: done.status, changes },
		})),
	});
}

/** The delårsrapport came with the years in which everybody checks. */
function periodsOf(region: Region, year: number): ReportingPeriodTable[] {
	const { random, organisation } = region;
	const both = { board_id: organisation.board_id, year, first_day: `${year}-01-01`, version: 1 };
	const interim: ReportingPeriodTable = {
		...both,
		id: random.id(),
		key: `delarsrapport-${year}`,
		name: `Delårsrapport ${year}`,
		kind: "interim_report",
		cut_off: `${year}-07-31`,
		deadline: `${year}-09-15`,
	};
	const annual: ReportingPeriodTable = {
		...both,
		id: random.id(),
		key: `verksamhetsberattelse-${year}`,
		name: `Verksamhetsberättelse ${year}`,
		kind: "annual_report",
		cut_off: `${year}-12-31`,
		deadline: `${year + 1}-02-15`,
	};
	return yearOf(region, year).isFull ? [interim, annual] : [annual];
}

function measureOf({ random }: Region, risk: RiskTable, position: number, year: number): NewRow<"measures"> {
	return {
		id: random.id(),
		risk_id: risk.id,
		position,
		title: position === 1 ? `Åtgärd mot risk ${risk.number}` : `Uppföljning av risk ${risk.number}`,
		kind: "action",
		scope: null,
		performer_text: "verksamhet",
		support: "",
		owner_id: risk.owner_id,
		due_on: `${year}-12-15`,
		status: "ongoing",
		status_reason: "",
		effect_tested: "not_yet",
		effect_note: "",
		version: 1,
	};
}

function riskOf(
	{ random, organisation }: Region,
	place: { plan_id: string; area_id: string; number: number },
): RiskTable {
	const likelihood = 1 + random.below(4);
	const impact = 1 + random.below(4);
	return {
		id: random.id(),
		...place,
		title: `Risk ${place.number}: rutinen följs inte i verksamheten`,
		description: "",
		cause: "Okänd rutin.",
		effect: "Fel upptäcks sent.",
		scope: random.below(10) === 0 ? "region" : "board",
		requirements: random.pick(['["c"]', '["c","d"]', '["c","e"]', '["d"]']),
		origin: "Riskinventering",
		owner_id: random.pick(organisation.units).manager.id,
		inherent_likelihood: likelihood,
		inherent_impact: impact,
		inherent_reason: "Erfarenhet från föregående år.",
		residual_likelihood: Math.max(1, likelihood - 1),
		residual_impact: impact,
		residual_reason: "Åtgärden bedöms minska sannolikheten.",
		...{ target_likelihood: null, target_impact: null, target_reason: "" },
		treatment: "treat",
		treatment_reason: "",
		treatment_decider_id: null,
		treatment_review_on: null,
		dropped_reason: null,
		carried_from: null,
		version: 1,
	};
}
