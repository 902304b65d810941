import type { Frequency, PopulationKind } from "../../db/schema/vocabulary.ts";
import { questionTerms } from "../../db/schema/checks/controls-question-terms.ts";
import { ALWAYS_ASKED } from "../../db/seeds/checklists.ts";
import { HIRED_STAFF_CHECKLIST } from "../../db/seeds/hired-staff-checklist.ts";
import { PURCHASE_CHECKLIST } from "../../db/seeds/scores.ts";
import { insertChecklist, insertControl, insertControlUnit, insertQuestion } from "../../db/writes/checks/controls.ts";
import type { Context } from "../ground/write/context.ts";
import { newId } from "../ground/write/new-id.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { HIRED_STAFF, hiresStaff } from "./demo-hired-staff.ts";
import type { DemoOrganisation, DemoUnit } from "./demo-organisation.ts";
import type { DemoPlan } from "./demo-plan.ts";
import { followsCosts, hasCash } from "./demo-sisters.ts";

const A_FOURTH_OF_THE_UNITS = { sample_size: 5, units: (_: DemoUnit, index: number) => index % 4 === 0 };

interface Planned {
	/** Risk and åtgärd are positions in the published plan. */
	risk: number;
	measure: number;
	key: string;
	title: string;
	method: string;
	frequency: Frequency;
	population_kind: PopulationKind;
	sample_size: number;
	checklist?: "purchases" | "hired_staff";
	due: number;
	/** The enheter that take part. */
	units: (unit: DemoUnit, index: number) => boolean;
}

const CONTROLS: Planned[] = [
	{
		risk: 5,
		measure: 1,
		key: "inkop-under-10000",
		title: "Stickprov av inköp under 10 tkr",
		method: "Fem slumpvis dragna inköp per enhet och månad granskas mot underlag enligt checklistan.",
		frequency: "monthly",
		population_kind: "purchases_below_limit",
		...A_FOURTH_OF_THE_UNITS,
		checklist: "purchases",
		due: 15,
	},
	{
		risk: 5,
		measure: 0,
		key: "materialkostnader",
		title: "Uppföljning av materialkostnader",
		method: "Månadens materialkostnad jämförs med samma månad i fjol och med budget. Större skillnader förklaras.",
		frequency: "monthly",
		population_kind: "material_costs",
		sample_size: 0,
		due: 15,
		units: followsCosts,
	},
	{
		risk: 2,
		measure: 0,
		key: "kontantkassor",
		title: "Kontroll av kontantkassor",
		method: "Oanmäld räkning av två personer. Valörer och skillnad antecknas.",
		frequency: "quarterly",
		population_kind: "cash_funds",
		sample_size: 0,
		due: 20,
		units: hasCash,
	},
	{
		risk: 3,
		measure: 0,
		key: HIRED_STAFF,
		title: "Stickprov av fakturor för inhyrd personal",
		method:
			"Fakturorna dras efter belopp. Timpris och ersättning jämförs med avtalet, timmarna med vad leverantör och verksamhet har intygat.",
		frequency: "monthly",
		population_kind: "hired_staff_invoices",
		sample_size: 12,
		checklist: "hired_staff",
		due: 20,
		units: hiresStaff,
	},
];

const PLAIN = { frequency: "quarterly", population_kind: "none", sample_size: 0, due: 20, measure: 0 } as const;

/** Controls without drawn items, so that the demo has controls in five verksamheter. */
const PLAIN_CONTROLS: Planned[] = [
	{
		...PLAIN,
		risk: 7,
		measure: 1,
		key: "informationsklassning",
		title: "Kontroll av informationsklassning",
		method: "Enhetens IT-stöd med personuppgifter gås igenom mot förteckningen: klassat, riskbedömt och inom tiden.",
		units: (unit) => unit.division === "Område psykiatri",
	},
	{
		...PLAIN,
		risk: 9,
		key: "vardhygien",
		title: "Uppföljning av Infektionsverktyget",
		method: "Enhetens resultat gås igenom, och det bestäms vad som ska göras där följsamheten är låg.",
		units: (unit) => ["Medicinska kliniken", "Infektionskliniken", "Kirurgiska kliniken"].includes(unit.name),
	},
	{
		...PLAIN,
		risk: 16,
		key: "medicintekniska-produkter",
		title: "Kontroll av medicintekniska produkter",
		method: "Tio produkter väljs ut på enheten. Märkning, funktionskontroll och utbildning jämförs med riktlinjen.",
		units: (unit) => ["Akutkliniken", "Laboratoriemedicin", "Röntgenkliniken"].includes(unit.name),
	},
	{
		...PLAIN,
		risk: 17,
		key: "handledartid",
		title: "Uppföljning av handledartid",
		method: "Planerad och använd handledartid jämförs för kvartalet.",
		units: (unit) => unit.division === "Område forskning och utbildning",
	},
];

const CHECKLISTS = {
	purchases: { key: "inkop-under-10000", title: "Inköp under 10 tkr", questions: PURCHASE_CHECKLIST },
	hired_staff: { key: HIRED_STAFF, title: "Fakturor för inhyrd personal", questions: HIRED_STAFF_CHECKLIST },
};

/** The controls without drawn items of a plan, from `starts_on`. The rest of the year's controls come when they start. */
export function addPlainControls(
	ctx: Context,
	organisation: DemoOrganisation,
	plan: DemoPlan,
	starts_on: string,
): Promise<void> {
	return write(ctx, async (writing) => {
		for (const planned of PLAIN_CONTROLS)
			await addControl(ctx, writing, organisation, { plan, planned, checklist_id: null, starts_on });
	});
}

/** The checklist and the year's controls, each with performer and reviewer per unit, from `starts_on`. Returns their ids by key. */
export function addDemoControls(
	ctx: Context,
	organisation: DemoOrganisation,
	plan: DemoPlan,
	starts_on: string,
	purchases: Pick<(typeof CONTROLS)[number], "sample_size" | "units"> = A_FOURTH_OF_THE_UNITS,
): Promise<Map<string, string>> {
	return write(ctx, async (writing) => {
		const ids = new Map<string, string>();
		const checklists = {
			purchases: await addChecklist(ctx, writing, organisation, plan.year, CHECKLISTS.purchases),
			hired_staff: await addChecklist(ctx, writing, organisation, plan.year, CHECKLISTS.hired_staff),
		};
		for (const planned of CONTROLS) {
			const drawn = planned.key === CHECKLISTS.purchases.key ? { ...planned, ...purchases } : planned;
			const checklist_id = drawn.checklist ? checklists[drawn.checklist] : null;
			ids.set(
				drawn.key,
				await addControl(ctx, writing, organisation, { plan, planned: drawn, checklist_id, starts_on }),
			);
		}
		return ids;
	});
}

async function addControl(
	ctx: Context,
	writing: Writing,
	organisation: DemoOrganisation,
	to: { plan: DemoPlan; planned: Planned; checklist_id: string | null; starts_on: string },
): Promise<string> {
	const { plan, starts_on, checklist_id } = to;
	const { risk, measure, due, units, checklist: _, ...control } = to.planned;
	const id = newId(ctx.clock());
	const about = plan.risks[risk]!;
	await insertControl(writing.trx, {
		id,
		plan_id: plan.id,
		risk_id: about.id,
		measure_id: about.measures[measure]!,
		...control,
		reserve_count: control.sample_size,
		checklist_id,
		owner_id: organisation.controller.id,
		due_working_days: due,
		starts_on,
		ended_on: null,
		version: 1,
	});
	await writing.record({
		type: "control.added",
		unit_id: organisation.administration_id,
		object: { kind: "control", id },
		data: { title: control.title },
	});
	for (const unit of organisation.units.filter(units))
		await assign(ctx, writing, { id, title: control.title }, unit, starts_on);
	return id;
}

async function assign(
	ctx: Context,
	{ trx, record }: Writing,
	control: { id: string; title: string },
	unit: DemoUnit,
	valid_from: string,
): Promise<void> {
	await insertControlUnit(trx, {
		id: newId(ctx.clock()),
		control_id: control.id,
		unit_id: unit.id,
		performer_id: unit.performer.id,
		reviewer_id: unit.reviewer.id,
		valid_from,
		valid_to: null,
		version: 1,
	});
	await record({
		type: "control.unit_added",
		unit_id: unit.id,
		object: { kind: "control", id: control.id },
		data: { title: control.title, unit: unit.name, performer: unit.performer.name, reviewer: unit.reviewer.name },
	});
}

async function addChecklist(
	ctx: Context,
	{ trx, record }: Writing,
	organisation: DemoOrganisation,
	edition: number,
	{ key, title, questions }: (typeof CHECKLISTS)["purchases"],
): Promise<string> {
	const id = newId(ctx.clock());
	await insertChecklist(trx, { id, key, edition, title });
	for (const [index, question] of questions.entries()) {
		await insertQuestion(trx, {
			id: newId(ctx.clock()),
			checklist_id: id,
			position: index + 1,
			...ALWAYS_ASKED,
			...question,
		});
	}
	await record({
		type: "checklist.added",
		unit_id: organisation.administration_id,
		object: { kind: "checklist", id },
		data: {
			title,
			edition,
			questions: questions.length,
			terms: questions.flatMap((question, index) => {
				const terms = questionTerms({ ...ALWAYS_ASKED, ...question });
				return terms === "" ? [] : [`fråga ${index + 1}: ${terms}`];
			}),
		},
	});
	return id;
}
