import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { Secret, TOTP } from "otpauth";
import { systemActor } from "../ground/access/system-actor.ts";
import { findAccount } from "../../db/queries/people/accounts.ts";
import { countDisposable } from "../../db/queries/proof/retention-disposable.ts";
import { listQuestionsOfControl, listSomeHits } from "../../db/queries/demo/past.ts";
import { listPeriods } from "../../db/queries/report/periods.ts";
import { reachOf } from "../ground/access/actor.ts";
import { answerFault } from "../office/accessibility/answer-fault.ts";
import { reportFault } from "../office/accessibility/report-fault.ts";
import { acceptInvitation } from "../people/accounts/accept-invitation.ts";
import { enableCodes } from "../people/accounts/enable-codes.ts";
import { invitePerson } from "../people/accounts/invite-person.ts";
import { prepareCodes } from "../people/accounts/prepare-codes.ts";
import { importAgreements } from "../checks/agreements/import-agreements.ts";
import { closePeriod } from "../report/closing/close-period.ts";
import { openCorrection } from "../report/closing/open-correction.ts";
import { addFromHr } from "../people/hr-import/add-from-hr.ts";
import { judgeHit } from "../checks/ledger/judge-hit.ts";
import { requireHit } from "../checks/ledger/require-hit.ts";
import { startLedgerRules } from "../checks/ledger/start-ledger-rules.ts";
import { decideRetention } from "../proof/retention/decide-retention.ts";
import { dispose } from "../proof/retention/dispose.ts";
import { disposableOn } from "../proof/retention/retention-times.ts";
import { setHold } from "../proof/retention/set-hold.ts";
import { decideSamplePlan } from "../checks/sample-plans/decide-sample-plan.ts";
import { addIntegration } from "../people/scim/add-integration.ts";
import { addUser } from "../people/scim/add-user.ts";
import { putGroup } from "../people/scim/put-group.ts";
import { NO_BROWSER } from "../ground/access/browser.ts";
import { decidePurchaseLimit } from "../office/settings/decide-purchase-limit.ts";
import { uploadTemplate } from "../report/templates/upload-template.ts";
import type { Context } from "../ground/write/context.ts";
import { addPast } from "./bulk-trail.ts";
import { asPerson } from "./as-person.ts";
import { supplierNumber, WITH_AGREEMENT } from "./region-purchases.ts";
import type { Region } from "./region.ts";

const FILE_BYTES = 1_000_000;
const DECISION = { decided_by: "Arkivmyndigheten", decision_no: "23RS77", reason: "Gallringsbeslut för underlag." };
const PASSWORD = "fyra gröna hästar äter";

/** What an office does besides: limits and agreements at the start; rules, accounts and disposal in the year that runs. */
export function planRegionOffice(region: Region, lastYear: number): void {
	const { agenda, ctx, organisation, size } = region;
	const first = lastYear - size.years;
	const by = (at: string, who: "controller" | "administrator") => asPerson(ctx, organisation[who], at);
	agenda.add(`${first}-02-01T09:00:00.000Z`, async (at) => {
		const controller = await by(at, "controller");
		const years = Math.min(7, size.years - 2);
		await decideRetention(controller, { kind: "purchase_file", years, valid_from: `${first}-03-01`, ...DECISION });
		await takeInAgreements(region, controller, first);
		const limit = { limit_kr: 10_000, unit_basis: "invoice", vat_basis: "net", counted: "whole" } as const;
		await decidePurchaseLimit(await by(at, "administrator"), { ...limit, valid_from: `${first}-03-01` });
	});
	for (const year of [lastYear - 1, lastYear])
		agenda.add(`${year}-10-20T18:00:00.000Z`, async (at) => runRules(await by(at, "controller")));
	agenda.add(`${lastYear}-04-20T12:00:00.000Z`, async (at) => {
		await addAccounts(region, at, await by(at, "administrator"));
		await disposeOldest(await by(at, "controller"), organisation.units.at(-1)!.id);
		await reportAndAnswer(await by(at, "controller"), await by(at, "administrator"));
	});
	agenda.add(`${lastYear}-04-21T12:00:00.000Z`, async (at) =>
		correctReport(region, await by(at, "controller"), lastYear),
	);
	agenda.add(`${lastYear}-10-21T12:00:00.000Z`, (at) => signIn(region, at));
}

/** The year's sample of each unit by itself, as little more than what was drawn before. */
export async function planSamples(controller: Context, controlId: string, valid_from: string): Promise<void> {
	const questions = await listQuestionsOfControl(controller.db, controlId);
	await decideSamplePlan(controller, controlId, {
		confidence_permille: 950,
		level: "unit",
		expected_deviations: 0,
		months: 12,
		two_stage: false,
		rates: questions.map(({ id }) => ({ question_id: id, tolerable_permille: 100 })),
		valid_from,
		reason: "Högst tio procent får vara fel utan att kontrollen brister.",
	});
}

async function takeInAgreements({ organisation }: Region, controller: Context, year: number): Promise<void> {
	const rows = Array.from(
		{ length: WITH_AGREEMENT },
		(_, n) => `${supplierNumber(n)};Leverantör ${n};${year}-01-01;;RAM-${n}`,
	);
	const text = ["Leverantörsnummer;Namn;Från;Till;Avtalsnummer", ...rows, ""].join("\n");
	const file = await controller.files.putTemp(Readable.from([text]), FILE_BYTES);
	await importAgreements(controller, { unit_id: organisation.administration_id }, { ...file, name: "avtal.csv" });
	await controller.files.discard(file);
}

async function runRules(controller: Context): Promise<void> {
	await startLedgerRules(controller, null);
	for (const { id } of await listSomeHits(controller.db)) {
		const reason = "Köpen gäller olika beställningar.";
		// two of them may be on one card, which is judged as one
		const { card_version: version } = await requireHit(controller.db, id);
		await judgeHit(controller, id, { status: "explained", reason, severity: null, version });
	}
}

/** An account with codes, a directory with its token, user and group, and a person whom the HR file knows. */
async function addAccounts({ ctx, organisation }: Region, at: string, admin: Context): Promise<void> {
	const { controller, units } = organisation;
	const server = { ...admin, actor: await systemActor(admin.db, "cli") };
	const { token } = await invitePerson(server, controller.id, at.slice(0, 10));
	await acceptInvitation(admin, token, { user_name: "controller", password: PASSWORD }, NO_BROWSER);
	const own = await asPerson(ctx, controller, at);
	await prepareCodes(own, { current: PASSWORD }, NO_BROWSER);
	const seed = ctx.keys.decrypt((await findAccount(ctx.db, controller.id))!.totp_pending!);
	const totp = new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30 });
	await enableCodes(own, { code: totp.generate({ timestamp: Date.parse(at) }) }, NO_BROWSER, "");
	await addIntegration(admin, { name: "Katalogen", days: 365 });
	const user = { user_name: "ny.chef", user_key: "ny.chef", given_name: "Ny", family_name: "Chef", name: "Ny Chef" };
	const external = { external_id: "ny-chef", email: "ny.chef@region.example", active: true };
	const id = await addUser(admin, { ...user, ...external }, "https://inloggning.region.example");
	await putGroup(admin, null, { display_name: "Chefer", external_id: null, members: [id] });
	const { performer } = units[0]!;
	await addFromHr(admin, { employee_no: "10001", name: performer.name, email: null }, performer.id);
}

/** The oldest files of purchases, by the decision; a hold at one unit comes after. */
async function disposeOldest(controller: Context, held: string): Promise<void> {
	const today = controller.clock().toISOString().slice(0, 10);
	const filter = await disposableOn(controller.db, reachOf(controller.actor, "disposal.decide"), today);
	const classes = await countDisposable(controller.db, { ...filter, kind: "purchase_file", free_only: true });
	const { files } = classes.find(({ kind }) => kind === "purchase_file")!;
	await dispose(controller, { kind: "purchase_file", files, decided_on: today, ...DECISION });
	await setHold(controller, { unit_id: held, reason: "Granskning pågår." });
}

async function reportAndAnswer(reporter: Context, administrator: Context): Promise<void> {
	const fault = { place: "Kontrolltillfällen", problem: "Rubriken läses inte upp.", contact: null };
	const id = await reportFault(reporter, fault);
	await answerFault(administrator, id, { version: 1, answer: "Åtgärdat i senaste versionen." });
}

/** Last year's report is opened for a correction and closed again; the region's own workbook is taken in for it. */
async function correctReport({ key }: Region, controller: Context, lastYear: number): Promise<void> {
	const periods = await listPeriods(controller.db, "all");
	const past = periods.find((one) => one.year === lastYear - 1 && one.kind === "annual_report")!;
	const workbook = new ExcelJS.Workbook();
	workbook.addWorksheet("Plan").addRow(["Verksamhet", "Risk", "Åtgärd"]);
	const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
	const file = await controller.files.putTemp(Readable.from([bytes]), FILE_BYTES);
	await uploadTemplate(controller, past, { name: "Regionens mall" }, { ...file, name: "mall.xlsx" });
	await controller.files.discard(file);
	await openCorrection(controller, past.id, { reason: "Ett skrivfel i analysen." });
	await closePeriod(controller, key, past.id);
}

/** Sessions of a region's people, most of them ended. */
async function signIn(region: Region, at: string): Promise<void> {
	const { random, organisation, size } = region;
	random.setTime(at);
	const posts = [...organisation.posts.values()];
	const sessions = Array.from({ length: size.sessions }, (_, n) => ({
		id: createHash("sha256").update(random.secret()).digest("hex"),
		person_id: posts[n % posts.length]!.manager.id,
		created_at: at,
		expires_at: `${at.slice(0, 11)}22:00:00.000Z`,
		ended_at: n % 4 === 0 ? null : `${at.slice(0, 11)}16:00:00.000Z`,
		last_seen_at: at,
		method: "regionens inloggning",
		way: "provider" as const,
		client: "Firefox på Windows",
	}));
	await addPast(region, at, {
		tables: { sessions },
		events: sessions.map(({ id, method }, n) => ({
			actor: posts[n % posts.length]!.manager,
			type: "session.started",
			unit_id: null,
			object: { kind: "session", id },
			data: { method },
		})),
	});
}
