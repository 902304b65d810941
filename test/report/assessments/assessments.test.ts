import { expect, test } from "vitest";
import { findAssessment, listParts } from "../../../db/queries/report/assessments.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { approveAssessment } from "../../../src/report/assessments/approve-assessment.ts";
import { startAssessment, startConsolidated } from "../../../src/report/assessments/start-assessment.ts";
import { submitAssessment } from "../../../src/report/assessments/submit-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { writePart } from "../../../src/report/assessments/write-part.ts";
import { paths } from "../../../src/paths/paths.ts";
import { approvedAssessment, JANUARY, openFinishedYear, part } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import type { World } from "../../support/world.ts";

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
	expect(suggestions.at(-1)).toMatchObject({ requirement: "total", grade: "needs_improvement" });
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
	await expect(approveAssessment(asFia, id, { version: 2 })).rejects.toThrow("Du har berett bedömningen");
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
