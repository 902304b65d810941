import type { ControlTable, ControlUnitTable } from "../../db/schema/checks/controls.ts";
import type { ReportingPeriodTable } from "../../db/schema/report/periods.ts";
import type { MeasureTable } from "../../db/schema/register/measures.ts";
import type { RiskTable } from "../../db/schema/register/risks.ts";
import type { AreaTable, PlanTable } from "../../db/schema/register/plans.ts";
import { STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import type { RegionPeople } from "./region-people.ts";
import type { Random } from "./region-random.ts";

export interface RegionPlan {
	plans: PlanTable[];
	areas: AreaTable[];
	risks: RiskTable[];
	measures: MeasureTable[];
	controls: ControlTable[];
	control_units: ControlUnitTable[];
	reporting_periods: ReportingPeriodTable[];
}

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

/** One plan year: `riskCount` risks with one åtgärd each, and the monthly stickprov at every unit. */
export function regionPlan(
	random: Random,
	people: RegionPeople,
	year: number,
	options: { current: boolean; riskCount: number; checklist_id: string },
): RegionPlan {
	const plan_id = random.id();
	const areas = AREAS.map((name, index) => ({ id: random.id(), plan_id, name, position: index + 1 }));
	const risks = Array.from(
		{ length: options.riskCount },
		(_, n): RiskTable => risk(random, people, { plan_id, area_id: areas[n % areas.length]!.id, number: n + 1 }),
	);
	const measures = risks.map(
		(one): MeasureTable => ({
			id: random.id(),
			risk_id: one.id,
			position: 1,
			title: `Åtgärd mot risk ${one.number}`,
			kind: "action",
			performer_text: "verksamhet",
			support: "",
			owner_id: one.owner_id,
			due_on: `${year}-12-15`,
			status: options.current ? "ongoing" : "done",
			status_reason: "",
			effect_tested: options.current ? "not_yet" : "yes",
			effect_note: "",
			carried_from: null,
			version: 1,
		}),
	);
	const control_id = random.id();
	return {
		plans: [
			{
				id: plan_id,
				board_id: people.board_id,
				year,
				status: options.current ? "in_force" : "closed",
				scale: JSON.stringify(STANDARD_SCALE),
				decided_on: `${year - 1}-11-20`,
				decision_paragraph: "98",
				registry_no: `${String(year - 1).slice(2)}RS1234`,
				carried_from: null,
				version: 1,
			},
		],
		areas,
		risks,
		measures,
		controls: [
			{
				id: control_id,
				plan_id,
				risk_id: risks[0]!.id,
				measure_id: measures[0]!.id,
				key: "inkop-under-10000",
				title: "Stickprov av inköp under 10 tkr",
				method: "Kontroll mot underlag.",
				frequency: "monthly",
				population_kind: "purchases_below_limit",
				sample_size: 3,
				reserve_count: 3,
				checklist_id: options.checklist_id,
				owner_id: people.controller.id,
				due_working_days: 10,
				starts_on: `${year}-01-01`,
				ended_on: null,
				version: 1,
			},
		],
		control_units: people.units.map(
			(unit): ControlUnitTable => ({
				id: random.id(),
				control_id,
				unit_id: unit.id,
				performer_id: unit.performer.id,
				reviewer_id: unit.reviewer.id,
				valid_from: `${year}-01-01`,
				valid_to: null,
				version: 1,
			}),
		),
		reporting_periods: [
			{
				id: random.id(),
				key: `delarsrapport-${year}`,
				board_id: people.board_id,
				name: `Delårsrapport ${year}`,
				kind: "interim_report",
				year,
				first_day: `${year}-01-01`,
				cut_off: `${year}-07-31`,
				deadline: `${year}-09-05`,
				version: 1,
			},
			{
				id: random.id(),
				key: `verksamhetsberattelse-${year}`,
				board_id: people.board_id,
				name: `Verksamhetsberättelse ${year}`,
				kind: "annual_report",
				year,
				first_day: `${year}-01-01`,
				cut_off: `${year}-12-31`,
				deadline: `${year + 1}-02-15`,
				version: 1,
			},
		],
	};
}

function risk(
	random: Random,
	people: RegionPeople,
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
		owner_id: random.pick(people.units).reviewer.id,
		inherent_likelihood: likelihood,
		inherent_impact: impact,
		inherent_reason: "Erfarenhet från föregående år.",
		residual_likelihood: Math.max(1, likelihood - 1),
		residual_impact: impact,
		residual_reason: "Åtgärden bedöms minska sannolikheten.",
		treatment: "treat",
		treatment_reason: "",
		treatment_decider_id: null,
		carried_from: null,
		version: 1,
	};
}
