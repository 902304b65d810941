import { findRisk } from "../../db/queries/register/risks.ts";
import { listAreas } from "../../db/queries/register/plans.ts";
import type { Context } from "../ground/write/context.ts";
import { formValues } from "../ground/tables/field.ts";
import { addMeasure } from "../register/measures/add-measure.ts";
import { editRisk } from "../register/risks/edit-risk.ts";
import { RISK_FIELDS } from "../register/risks/fields.ts";
import { EditRisk } from "../register/risks/schema.ts";
import { declineProposal, mergeProposal } from "../report/inventory/answer-proposal.ts";
import { proposeRisk } from "../report/inventory/propose-risk.ts";
import { takeProposal } from "../report/inventory/take-proposal.ts";
import { asPerson } from "./as-person.ts";
import type { DemoOrganisation, DemoPerson, DemoUnit } from "./demo-organisation.ts";

type Who = (unit: DemoUnit) => DemoPerson;
const performer: Who = (unit) => unit.performer;
const manager: Who = (unit) => unit.manager;

/** Invented: what units see coming. The first two are the same thing. */
const PROPOSED: readonly (readonly [Who, string, string, string, string])[] = [
	[
		performer,
		"Reservrutinen vid driftstopp är okänd för ny personal",
		"Introduktionen tar inte upp den, och den övas sällan.",
		"Vården fördröjs, och anteckningar förs på lösa papper.",
		"Driftstoppet i mars",
	],
	[
		manager,
		"Vi vet inte hur vi arbetar när journalen ligger nere",
		"Pärmen är från 2021 och vikarier har aldrig sett den.",
		"Patienter får vänta, och fel uppgifter skrivs in i efterhand.",
		"",
	],
	[
		manager,
		"Hyrläkare fakturerar fler timmar än de har arbetat",
		"Timmarna attesteras av den som sällan är på plats.",
		"Vi betalar för arbete som inte är utfört.",
		"Fakturor under våren",
	],
	[performer, "Kaffemaskinen går sönder", "Den är gammal.", "Personalen blir missnöjd.", "Personalrummet"],
	[
		performer,
		"Varor tas emot utan att någon kontrollerar leveransen",
		"Leveranser kommer tidigt på morgonen.",
		"Vi betalar för varor som inte har kommit.",
		"Godsmottagningen",
	],
	[
		manager,
		"Delegeringar av läkemedel gäller längre än de ska",
		"Ingen bevakar slutdatum när chefen byts.",
		"Läkemedel ges av den som saknar delegering.",
		"",
	],
];

/** The ids of what the units propose, in the order above. */
export async function proposeDemoRisks(ctx: Context, at: string, { units }: DemoOrganisation, year: number) {
	const ids: string[] = [];
	for (const [n, [who, title, cause, effect, seen_where]] of PROPOSED.entries()) {
		const unit = units[n + 1]!;
		const person = await asPerson(ctx, who(unit), at);
		ids.push(await proposeRisk(person, { unit_id: unit.id, year, title, cause, effect, seen_where, source: null }));
	}
	return ids;
}

/** One is merged into another, that one is taken, one is not; the rest still wait. */
export async function answerDemoProposals(
	controller: Context,
	[first, same, , trifle]: readonly string[],
	plan: string,
): Promise<void> {
	await mergeProposal(controller, same!, { into: ["proposal", first!], reason: "Samma risk, sedd från två håll." });
	await declineProposal(controller, trifle!, {
		reason: "Det är inget som hotar kraven på intern kontroll. Ta upp det på arbetsplatsträffen.",
	});
	const [area] = await listAreas(controller.db, plan);
	const risk = await takeProposal(controller, first!, {
		...{ title: "Reservrutiner vid driftstopp är inte kända", area_id: area!.id, scope: "board" },
		...{ requirements: ["c", "e"], reason: "Flera enheter har sett det." },
	});
	await completeRisk(controller, risk);
}

/** What the plan asks before the nämnd can decide it: owner, scores with reasons, treatment and a measure. */
async function completeRisk(controller: Context, id: string): Promise<void> {
	const saved = (await findRisk(controller.db, id))!;
	const owner_id = controller.actor.id!;
	await editRisk(
		controller,
		id,
		EditRisk.parse({
			...formValues(RISK_FIELDS, saved),
			...{ owner_id, inherent_likelihood: "3", inherent_impact: "3", inherent_reason: "Två driftstopp under våren." },
			...{ residual_likelihood: "2", residual_impact: "3", residual_reason: "Rutinen övas, men inte av alla." },
			...{ treatment: "treat", version: saved.version },
		}),
	);
	await addMeasure(controller, id, {
		...{ title: "Öva reservrutinen på varje enhet", kind: "action", scope: null, performer_text: "Chef", support: "" },
		...{ owner_id, due_on: `${saved.plan_year}-09-30` },
	});
}
