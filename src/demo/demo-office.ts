import { findHit } from "../../db/queries/checks/ledger.ts";
import { listSomeHits } from "../../db/queries/demo/past.ts";
import { judgeHit } from "../checks/ledger/judge-hit.ts";
import { startLedgerRules } from "../checks/ledger/start-ledger-rules.ts";
import type { JudgeHit } from "../checks/ledger/schema.ts";
import { lastDayOfMonth } from "../ground/calendar/civil-date.ts";
import { decideInformation } from "../office/settings/decide-information.ts";
import { grantRole } from "../people/people/grant-role.ts";
import { asPerson } from "./as-person.ts";
import type { DemoStage } from "./demo-month.ts";

const JUDGEMENTS: Omit<JudgeHit, "version">[] = [
	{ status: "explained", reason: "Köpen gäller olika beställningar till två mottagningar.", severity: null },
	{ status: "explained", reason: "Avrop på ramavtalet, faktureras per leverans.", severity: null },
	{ status: "investigating", reason: "Frågan är ställd till beställaren. Svar väntas inom en vecka.", severity: null },
	{
		status: "deviation",
		reason: "Samma artikel köptes två gånger samma vecka för att hålla varje köp under gränsen.",
		severity: "minor",
	},
	{ status: "explained", reason: "Leverantören skickar samlingsfaktura varje månad.", severity: null },
];

/** The month's rules over every purchase, with some hits judged; and what the region tells its users of the service. */
export function planDemoOffice({ ctx, agenda, organisation }: DemoStage, month: string): void {
	agenda.add("2023-01-09T09:00:00.000Z", async (at) =>
		decideInformation(await asPerson(ctx, organisation.administrator, at), {
			accessibility_supervisor: "Exempelmyndigheten för digital tillgänglighet",
			controller: "Hälso- och sjukvårdsnämnden",
			data_protection_contact: "dataskyddsombud@demo.example",
			legal_basis:
				"Uppgift av allmänt intresse (dataskyddsförordningen artikel 6.1 e) enligt kommunallagen 6 kap. 6 §.",
			storage_time: "Register och logg bevaras. Underlag gallras efter sju år enligt dokumenthanteringsplanen.",
			complaints_to: "Integritetsskyddsmyndigheten",
			valid_from: "2023-01-01",
		}),
	);
	agenda.add(`${month}-20T18:00:00.000Z`, async (at) => {
		const controller = await asPerson(ctx, organisation.controller, at);
		await startLedgerRules(controller, null);
		for (const judgement of JUDGEMENTS) {
			const [open] = await listSomeHits(ctx.db);
			const hit = open && (await findHit(ctx.db, open.id));
			if (hit) await judgeHit(controller, hit.id, { ...judgement, version: hit.card_version });
		}
	});
}

/** A performer was away one month: somebody from another unit stood in, for that month only. */
export function planSubstitute({ ctx, agenda, organisation }: DemoStage, month: string): void {
	const [away, helper] = [organisation.units[4]!, organisation.units[1]!];
	organisation.substitute = { of: away.performer, substitute: helper.performer, month };
	agenda.add(`${month}-01T05:00:00.000Z`, async (at) => {
		const admin = await asPerson(ctx, organisation.administrator, at);
		const valid_to = `${month}-${lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
		await grantRole(admin, helper.performer.id, {
			...{ role: "material_coordinator", unit_id: away.id, valid_from: `${month}-01`, valid_to },
			substitute_for: away.performer.id,
		});
	});
}
