import { addControl } from "../checks/controls/add-control.ts";
import { addControlUnit } from "../checks/controls/add-control-unit.ts";
import { addMeasure } from "../register/measures/add-measure.ts";
import { addArea } from "../register/plans/add-area.ts";
import { draftPlan } from "../register/plans/draft-plan.ts";
import { addRisk } from "../register/risks/add-risk.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoSecond } from "./demo-organisation.ts";
import { judgementOf } from "./demo-plan.ts";

/** Invented: a small nämnd has few risks, and controls without drawn items. */
const RISKS = [
	{
		area: "Ekonomi",
		title: "Bidrag betalas ut utan att villkoren är uppfyllda",
		requirements: ["c", "d"],
		cause: "Villkoren prövas av en person, sent på året.",
		effect: "Medel går till fel ändamål.",
		measure: "Två handläggare prövar varje bidrag mot villkoren",
		control: "Kontroll av utbetalade bidrag",
	},
	{
		area: "Informationssäkerhet",
		title: "Deltagares uppgifter blir kvar i system som inte används",
		requirements: ["c", "e"],
		cause: "Gallring är ingens uppgift.",
		effect: "Uppgifter sparas längre än de får.",
		measure: "Gallra avslutade deltagare varje termin",
		control: "Kontroll av gallring",
	},
	{
		area: "Kvalitet och utveckling",
		title: "Samverkansavtal följs inte upp",
		requirements: ["a", "c"],
		cause: "Avtalen saknar utpekad ansvarig.",
		effect: "Uppdragen blir inte utförda.",
		measure: "Utse en avtalsansvarig för varje avtal",
		control: null,
	},
] as const;

/** The small nämnd's plan as a draft that can be decided, with its controls from `starts_on`. Returns its id. */
export async function draftSecondPlan(
	controller: Context,
	second: DemoSecond,
	year: number,
	starts_on: string,
): Promise<string> {
	const id = await draftPlan(controller, { board_id: second.board_id, year });
	for (const [n, risk] of RISKS.entries()) {
		const owner_id = second.units[n % second.units.length]!.manager.id;
		const { cause, effect } = risk;
		const riskId = await addRisk(controller, id, {
			...{ area_id: await addArea(controller, id, { name: risk.area }), title: risk.title, description: "" },
			...{ scope: "board" as const, requirements: [...risk.requirements], origin: "Riskinventering", owner_id },
			...judgementOf({
				...{ inherent: [3, 3], residual: [2, 3], treatment: risk.control ? "control" : "treat" },
				...{ cause, effect, decider_id: second.approver.id, review_on: `${year}-10-15` },
			}),
		});
		const measure_id = await addMeasure(controller, riskId, {
			...{ title: risk.measure, kind: risk.control ? ("review" as const) : ("action" as const), scope: null },
			...{ performer_text: "verksamhet", support: "", owner_id, due_on: `${year}-11-30` },
		});
		if (risk.control) await addControls(controller, second, { riskId, measure_id, title: risk.control, starts_on });
	}
	return id;
}

async function addControls(
	controller: Context,
	second: DemoSecond,
	of: { riskId: string; measure_id: string; title: string; starts_on: string },
): Promise<void> {
	const control = await addControl(controller, of.riskId, {
		...{ title: of.title, method: "Tio ärenden väljs ut och jämförs med rutinen.", frequency: "quarterly" },
		...{ population_kind: "none", sample_size: 0, reserve_count: 0, checklist_id: null, measure_id: of.measure_id },
		...{ owner_id: second.units[0]!.manager.id, due_working_days: 20, starts_on: of.starts_on, ended_on: null },
	});
	for (const { id: unit_id, performer, manager } of second.units) {
		const people = { performer_id: performer.id, reviewer_id: manager.id };
		await addControlUnit(controller, control, { unit_id, valid_from: of.starts_on, ...people });
	}
}
