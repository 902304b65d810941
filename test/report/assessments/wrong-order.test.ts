import { expect, test } from "vitest";
import { findAssessment } from "../../../db/queries/report/assessments.ts";
import { listSeals } from "../../../db/queries/report/closing.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { approveAssessment } from "../../../src/report/assessments/approve-assessment.ts";
import { decideAssessment } from "../../../src/report/assessments/decide-assessment.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { submitAssessment } from "../../../src/report/assessments/submit-assessment.ts";
import { writePart } from "../../../src/report/assessments/write-part.ts";
import { paths } from "../../../src/paths/paths.ts";
import { approvedAssessment, JANUARY, openFinishedYear, part, writeFollowUps } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";

const NOVEMBER = "2026-11-16T09:00:00.000Z";
const REASON = "Nämnden sammanträder inte förrän i mars.";
const decision = { decided_on: "2027-01-19", paragraph: "12", registry_no: "27RS100" };

test("a year is prepared but not approved or decided before its cut-off without a reason that is written down", async () => {
	const world = await openFinishedYear();
	const [carin, fia] = [await world.as("carin", NOVEMBER), await world.as("fia", NOVEMBER)];
	const id = await startAssessment(carin, world.ids.period, { level: "administration", unit_id: null });
	for (const requirement of Object.keys(ASSESSED) as (keyof typeof ASSESSED)[])
		await writePart(carin, id, requirement, part);
	await submitAssessment(carin, id, { version: 1 });
	const client = await clientFor(world, "fia", NOVEMBER);
	const page = await (await client.get(paths.assessment(id))).text();
	expect(page).toContain("Varför före brytdatum?");
	expect(page).toMatch(/\d+ saker hindrar att rapporten stängs/);
	expect(page).toContain(`href="${paths.readiness(world.ids.period)}"`);
	const refused = await client.post(paths.assessmentApproval(id), { version: "2", early_reason: "  " });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("Skriv varför det görs före brytdatum.");
	expect((await findAssessment(world.ctx.db, id))!.state).toBe("submitted");
	await approveAssessment(fia, id, { version: 2, early_reason: REASON });
	expect(await findAssessment(world.ctx.db, id)).toMatchObject({ state: "approved", early_reason: REASON });
	expect((await trailOf(world, "assessment", id))[0]).toContain(`före brytdatum: ${REASON}`);

	const board = await startAssessment(carin, world.ids.period, { level: "board", unit_id: null });
	await submitAssessment(carin, board, { version: 1 });
	await approveAssessment(fia, board, { version: 2, early_reason: REASON });
	const early = { ...decision, decided_on: "2026-11-16", version: 3 };
	await expect(decideAssessment(carin, board, early)).rejects.toMatchObject({
		fields: { early_reason: expect.stringContaining("före brytdatum") },
	});
	// a decision that was made before the cut-off needs its reason also when it is registered after it
	await expect(decideAssessment(await world.as("carin", JANUARY), board, early)).rejects.toThrow("före brytdatum");
	await decideAssessment(carin, board, { ...early, early_reason: "Mandatperioden tar slut." });
	expect((await findAssessment(world.ctx.db, board))!.early_reason).toBe(`${REASON}\nMandatperioden tar slut.`);
});

test("decide, approve, close and seal in every wrong order and twice at once: refused, nothing half done", async () => {
	const world = await openFinishedYear();
	const [carin, fia] = [await world.as("carin", JANUARY), await world.as("fia", JANUARY)];
	const key = openSealKey(world);
	const period = world.ids.period;
	const close = () => closePeriod(carin, key, period);
	await expect(close()).rejects.toThrow("hindrar");
	await writeFollowUps(world);
	const id = await startAssessment(carin, period, { level: "administration", unit_id: null });
	await expect(approveAssessment(fia, id, { version: 1 })).rejects.toThrow("inte lämnats");
	await expect(decideAssessment(carin, id, { ...decision, version: 1 })).rejects.toThrow("nämndens");
	await expect(startAssessment(carin, period, { level: "board", unit_id: null })).rejects.toThrow("ska vara godkänd");
	await expect(submitAssessment(carin, id, { version: 1 })).rejects.toThrow("saknas");
	await expect(close()).rejects.toThrow("hindrar");
	expect(await findAssessment(world.ctx.db, id)).toMatchObject({ state: "draft", version: 1 });
	for (const requirement of Object.keys(ASSESSED) as (keyof typeof ASSESSED)[])
		await writePart(carin, id, requirement, part);
	await submitAssessment(carin, id, { version: 1 });
	await approveAssessment(fia, id, { version: 2 });
	await expect(approveAssessment(fia, id, { version: 3 })).rejects.toThrow("redan godkänd");
	await expect(close()).rejects.toThrow("hindrar");

	const board = await approvedAssessment(world, "board");
	const once = async (work: () => Promise<unknown>) => {
		const answers = await Promise.allSettled([work(), work(), work()]);
		expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
	};
	await once(close);
	expect(await listSeals(world.ctx.db, period)).toHaveLength(1);
	await expect(close()).rejects.toThrow("redan stängd");
	await expect(writePart(carin, board, "c", { ...part, version: 1 })).rejects.toThrow("stängd");
	await once(() => decideAssessment(carin, board, { ...decision, version: 3 }));
	await expect(decideAssessment(carin, board, { ...decision, version: 4 })).rejects.toThrow("redan registrerat");
	expect((await trailOf(world, "assessment", board)).filter((one) => one.includes("registrerade"))).toHaveLength(1);
	expect((await trailOf(world, "reporting_period", period)).filter((one) => one.includes("stängde"))).toHaveLength(1);
});
