import { expect, test } from "vitest";
import { findAssessment, listParts } from "../../../db/queries/report/assessments.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { approveAssessment } from "../../../src/report/assessments/approve-assessment.ts";
import { startAssessment, startConsolidated } from "../../../src/report/assessments/start-assessment.ts";
import { submitAssessment } from "../../../src/report/assessments/submit-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { writePart } from "../../../src/report/assessments/write-part.ts";
import { paths } from "../../../src/paths/paths.ts";
import { approvedAssessment, JANUARY, openClosedYear, openFinishedYear, part } from "../closing/support.ts";
import { listDecisionEvidence } from "../../../db/queries/report/workbook-findings.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { PDF } from "../../checks/evidence/files.ts";
import { fetchPackage, unpack } from "../handover/audit-package/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import type { World } from "../../support/world.ts";
import { putRow } from "../../support/put-row.ts";

const WORDS = Object.keys(ASSESSED) as (keyof typeof ASSESSED)[];

async function started(world: World): Promise<string> {
	return startAssessment(await world.as("carin", JANUARY), world.ids.period, {
		level: "administration",
		unit_id: null,
	});
}

async function submitted(world: World): Promise<string> {
	const carin = await world.as("carin", JANUARY);
	const id = await started(world);
	for (const requirement of WORDS) await writePart(carin, id, requirement, part);
	await submitAssessment(carin, id, { version: 1 });
	return id;
}

test("the suggestion is the lowest word any row allows, and every row leads to its ground", async () => {
	const world = await openFinishedYear();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("deviations").set({ severity: "major", status: "open" }).where("id", "=", "avvikelse-1").execute(),
	);
	const assessment = (await findAssessment(world.ctx.db, await started(world)))!;
	const suggestions = await suggest(world.ctx.db, assessment, "2027-01-20");
	const c = suggestions.find((one) => one.requirement === "c")!;
	expect(c.grade).toBe("needs_improvement");
	expect(c.grounds.find((ground) => ground.label.startsWith("Avvikelse 1"))?.href).toBe(paths.item(world.itemIds[1]!));
	expect(c.grounds.find((ground) => ground.label.startsWith("Stickprov"))?.href).toBe(
		paths.reportGround(world.ids.period, "kontrolltillfallen", { krav: "c", kontroll: world.ids.control }),
	);
	expect(suggestions.find((one) => one.requirement === "a")).toMatchObject({ grade: null, grounds: [] });
	expect(suggestions[0]).toMatchObject({ requirement: "total", grade: "needs_improvement" });
});

test("going against the suggestion needs its reason; a lower word needs its deficiencies", async () => {
	const world = await openFinishedYear();
	const id = await started(world);
	const carin = await clientFor(world, "carin", JANUARY);
	const post = (form: object) => carin.post(paths.assessmentPart(id, "c"), { ...part, version: "0", ...form } as never);
	const against = await post({ grade: "insufficient", deficiencies: "Allt", departure_reason: "" });
	expect(against.status).toBe(422);
	expect(await against.text()).toContain("Skriv varför bedömningen avviker från förslaget.");
	const empty = await post({ grade: "needs_improvement", deficiencies: "" });
	expect(await empty.text()).toContain("Skriv vilka bristerna är.");
	expect((await post({ reasons: "" })).status).toBe(422);
	expect(await listParts(world.ctx.db, id)).toEqual([]);
	expect((await post({ grade: "insufficient", deficiencies: "Allt", departure_reason: "Därför" })).status).toBe(303);
	expect((await post({ reasons: "Annat" })).status).toBe(409);
	expect((await trailOf(world, "assessment", id))[0]).toContain("bedömde krav c som otillräcklig");
});

test("it is handed in whole, and approved by somebody who did not prepare it", async () => {
	const world = await openFinishedYear();
	const id = await started(world);
	const carin = await clientFor(world, "carin", JANUARY);
	expect(await (await carin.post(paths.assessmentSubmission(id), { version: "1" })).text()).toContain(
		"Bedömning saknas",
	);
	const asFia = await world.as("fia", JANUARY);
	for (const requirement of WORDS) await writePart(await world.as("carin", JANUARY), id, requirement, part);
	await submitAssessment(await world.as("carin", JANUARY), id, { version: 1 });
	expect((await carin.post(paths.assessmentApproval(id), { version: "2" })).status).toBe(403);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("assessment_parts").set({ written_by: world.ids.fia }).where("requirement", "=", "a").execute(),
	);
	await expect(approveAssessment(asFia, id, { version: 2 })).rejects.toThrow("Du har själv berett bedömningen");
	expect((await trailOf(world, "assessment", id))[0]).toContain("Fia Ström");
	expect((await findAssessment(world.ctx.db, id))?.state).toBe("submitted");
});

test("T42 approved by two at once: one approval, one event", async () => {
	const world = await openFinishedYear();
	const id = await submitted(world);
	const fia = await world.as("fia", JANUARY);
	const answers = await Promise.allSettled([1, 2, 3].map(() => approveAssessment(fia, id, { version: 2 })));
	expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
	const approvals = (await trailOf(world, "assessment", id)).filter((sentence) => sentence.includes("godkände"));
	expect(approvals).toHaveLength(1);
});

test("the nämnd's starts from the förvaltning's approved words, and its decision is registered once", async () => {
	const world = await openFinishedYear();
	const carin = await world.as("carin", JANUARY);
	const board = { level: "board" as const, unit_id: null };
	await expect(startAssessment(carin, world.ids.period, board)).rejects.toThrow("ska vara godkänd");
	await approvedAssessment(world, "administration");
	const id = await approvedAssessment(world, "board");
	expect(await listParts(world.ctx.db, id)).toHaveLength(6);
	const client = await clientFor(world, "carin", JANUARY);
	const decision = { version: "3", decided_on: "2027-01-19", paragraph: "§ 12", registry_no: "27RS100" };
	expect((await client.post(paths.assessmentDecision(id), { ...decision, decided_on: "2027-02-01" })).status).toBe(422);
	expect((await client.post(paths.assessmentDecision(id), decision)).status).toBe(303);
	expect((await client.post(paths.assessmentDecision(id), decision)).status).toBe(422);
	expect(await findAssessment(world.ctx.db, id)).toMatchObject({ state: "decided", decision_paragraph: "12" });
});

test("the consolidated one rests on the boards' approved words, each with the way to it", async () => {
	const world = await openFinishedYear();
	await approvedAssessment(world, "administration");
	const board = await approvedAssessment(world, "board");
	const id = await startConsolidated(await world.as("system"), 2026, world.ids.region).catch(() => null);
	expect(id, "the system has no role here").toBeNull();
	const { systemActor } = await import("../../../src/ground/access/system-actor.ts");
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "cli") };
	const whole = (await findAssessment(ctx.db, await startConsolidated(ctx, 2026, world.ids.region)))!;
	const c = (await suggest(ctx.db, whole, "2027-01-20")).find((one) => one.requirement === "c")!;
	expect(c.grounds[0]).toMatchObject({ effect: "sufficient", href: `${paths.assessment(board)}#krav-c` });
});

test("another unit's manager does not see it, and an område must be in the förvaltning (T18, T19)", async () => {
	const world = await openFinishedYear();
	const id = await started(world);
	expect((await (await clientFor(world, "mats", JANUARY)).get(paths.assessment(id))).status).toBe(404);
	expect((await (await clientFor(world, "maria", JANUARY)).get(paths.assessment(id))).status).toBe(403);
	const carin = await world.as("carin", JANUARY);
	const division = (unit_id: string) => startAssessment(carin, world.ids.period, { level: "division", unit_id });
	await expect(division(world.ids.alfa)).rejects.toThrow("Välj ett område");
	await expect(division(world.ids.nara)).resolves.toBeTruthy();
	await expect(division(world.ids.nara)).rejects.toThrow("redan påbörjad");
});

test("the nämnd's decision carries its protokollsutdrag: offered when deciding, on the nämnd's page, the sealed report and in the package", async () => {
	const world = await openClosedYear();
	const id = world.assessmentId;
	const carin = await clientFor(world, "carin", JANUARY);
	const addresses = [
		paths.assessment(id),
		paths.boardPageOf(world.ids.period),
		paths.sealedReport(world.ids.period, 1),
	];
	expect(await (await carin.get(paths.assessment(id))).text()).toContain(paths.evidenceOf("assessment", id));
	const file = new FormData();
	file.set("fil", new File([new Uint8Array(PDF)], "Protokollsutdrag § 12.pdf"));
	// the förvaltningschef may add it too; a chef has no part in the nämnd's decision
	expect(
		(await (await clientFor(world, "mats", JANUARY)).upload(paths.evidenceOf("assessment", id), file)).status,
	).toBe(404);
	const added = await (await clientFor(world, "fia", JANUARY)).upload(paths.evidenceOf("assessment", id), file);
	expect([added.status, added.headers.get("location")]).toEqual([303, paths.assessment(id)]);
	for (const address of addresses)
		expect([address, await (await carin.get(address)).text()]).toEqual([
			address,
			expect.stringContaining("Protokollsutdrag § 12.pdf"),
		]);
	expect(await verifySeals(world.ctx.db, openSealKey(world))).toMatchObject({ problems: [] });
	const rows = await listDecisionEvidence(world.ctx.db, world.ids.period);
	expect(rows).toMatchObject([{ parent_kind: "assessment", file_name: "Protokollsutdrag § 12.pdf" }]);
	const zip = await unpack(await fetchPackage(world));
	expect(zip.names().filter((name) => name.includes("Protokollsutdrag"))).toHaveLength(1);
});

test("an assessment that no nämnd decides has no protokollsutdrag", async () => {
	const world = await openFinishedYear();
	const id = await approvedAssessment(world, "administration");
	const carin = await clientFor(world, "carin", JANUARY);
	expect(await (await carin.get(paths.assessment(id))).text()).not.toContain("Protokollsutdrag");
	expect((await carin.get(paths.evidenceOf("assessment", id))).status).toBe(404);
});

test("the nämnd's page says whose word it shows and how far it has come, spells out each krav, and asks for its own year's decisions", async () => {
	const world = await openFinishedYear();
	const page = async () =>
		(await (await clientFor(world, "fia", JANUARY)).get(paths.boardPageOf(world.ids.period))).text();
	const proposal = await submitted(world);
	expect(await page()).toContain("Förvaltningens förslag, inte godkänt");
	await approveAssessment(await world.as("fia", JANUARY), proposal, { version: 2 });
	expect(await page()).toContain("Förvaltningens bedömning, godkänd i förvaltningen. Nämnden har inte beslutat.");
	const id = await approvedAssessment(world, "board");
	expect(await page()).toContain("Förslag till nämnden, godkänt. Nämnden har inte beslutat.");
	const decision = { version: "3", decided_on: "2027-01-19", paragraph: "§ 12", registry_no: "27RS100" };
	await (await clientFor(world, "carin", JANUARY)).post(paths.assessmentDecision(id), decision);
	const decided = await page();
	expect(decided).toContain("Nämndens beslut 2027-01-19 § 12");
	expect(decided).toContain("Krav c. Styrande dokument, lagar, föreskrifter och avtal följs");
	await putRow(world, "plans", world.ids.plan, { status: "preparation" });
	expect(await page()).toContain("Besluta om internkontrollplan 2026");
	await putRow(world, "plans", world.ids.plan, { year: 2027 });
	expect(await page()).not.toContain("Besluta om internkontrollplan");
});
