import { expect, test } from "vitest";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { listAnswersOfItem, listAnswersOfRun } from "../../../db/queries/checks/samples.ts";
import { approveRun } from "../../../src/checks/runs/approve-run.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { eventDeed } from "../../../src/ground/write/events.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { answer, answerAll, saying } from "./answers.ts";

/** Question 12 is asked only where question 2 got Nej. */
async function opened() {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("check_questions")
			.set({ asked_when_no: 2, may_be_not_applicable: 0 })
			.where("position", "=", 12)
			.execute(),
	);
	const run = await openDrawnRun(world, { n: 1 });
	return { world, run, item: run.itemIds[0]!, maria: await world.as("maria") };
}

const given = async (world: World, item: string) =>
	Object.fromEntries((await listAnswersOfItem(world.ctx.db, item)).map((one) => [one.position, one.answer]));

test("Ej tillämpligt is refused at every door where the question does not allow it, and nothing is kept", async () => {
	const { world, run, item, maria } = await opened();
	await expect(answer(maria, item, [saying(3, "not_applicable")])).rejects.toMatchObject({ status: 422 });
	await expect(answer(maria, item, [saying(1, "yes"), saying(3, "not_applicable")])).rejects.toMatchObject({
		status: 422,
		fields: { "svar-3": "Frågan gäller alla inköp: svara Ja eller Nej." },
	});
	const client = await clientFor(world, "maria");
	const whole = Object.fromEntries(Array.from({ length: 12 }, (_, q) => [`svar-${q + 1}`, "not_applicable"]));
	for (const values of [whole, { "svar-3": "not_applicable", fraga: "3" }])
		expect((await client.post(paths.itemAnswers(item), values)).status).toBe(422);
	expect(await listAnswersOfRun(world.ctx.db, run.runId)).toEqual([]);
	const page = await (await client.get(paths.run(run.runId))).text();
	expect(page.match(/value="not_applicable"/g)).toHaveLength(1);
	await answer(maria, item, [saying(6, "not_applicable")]);
	expect(await given(world, item)).toEqual({ 6: "not_applicable" });
});

test("a question that depends on another is asked only where that got Nej, and counts as Ej tillämpligt elsewhere", async () => {
	const { world, run, item, maria } = await opened();
	await expect(answer(maria, item, [saying(12, "yes")])).rejects.toMatchObject({
		fields: { "svar-12": "Svara först på fråga 2." },
	});
	await answer(maria, item, [saying(2, "yes"), saying(12, "no")]);
	expect(await given(world, item)).toEqual({ 2: "yes", 12: "not_applicable" });
	expect(await world.ctx.db.selectFrom("deviations").select("id").execute()).toEqual([]);
	const client = await clientFor(world, "maria");
	expect(await (await client.get(paths.run(run.runId))).text()).toContain("Fråga 12 ställs bara när fråga 2 fått Nej.");
	await answer(maria, item, [saying(2, "no")]);
	await expect(answer(maria, item, [saying(12, "not_applicable")])).rejects.toMatchObject({ status: 422 });
	await answerRest(maria, item);
	await expect(signRun(maria, run.runId, { version: 1 })).rejects.toMatchObject({
		fields: { "": "Alla frågor är inte besvarade: inköp 1 (fråga 12)." },
	});
	await answer(maria, item, [saying(12, "yes", { seen: 1 })]);
	await signRun(maria, run.runId, { version: 1 });
});

test("an answered question that is no longer asked goes back to Ej tillämpligt, and its deviation is withdrawn", async () => {
	const { world, item, maria } = await opened();
	await answer(maria, item, [saying(2, "no"), saying(12, "no")]);
	await answer(maria, item, [saying(2, "yes", { seen: 1 })]);
	expect(await given(world, item)).toEqual({ 2: "yes", 12: "not_applicable" });
	const [last] = await listEventsOf(world.ctx.db, "sample_item", [item]);
	expect(eventDeed(last!)).toContain("”Kontrollpunkt 12”: frågades inte (tidigare Nej)");
	const found = await world.ctx.db.selectFrom("deviations").select("status").execute();
	expect(found.map(({ status }) => status)).toEqual(["withdrawn", "withdrawn"]);
});

async function answerRest(maria: Awaited<ReturnType<World["as"]>>, item: string) {
	const rest = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((position) => saying(position, "yes"));
	await answer(maria, item, rest);
}

test("what the file answers is not asked of the performer", async () => {
	const { world, run, maria } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ answered_by: "two_attestants" }).where("position", "=", 7).execute(),
	);
	await expect(answer(maria, run.itemIds[0]!, [saying(7, "yes")])).rejects.toMatchObject({ status: 422 });
	await expect(answerAll(maria, run)).rejects.toMatchObject({ status: 422 });
});

test("a run that is answered wholly Ej tillämpligt has judged nothing, and is approved only with a reason", async () => {
	const { world, run, item, maria } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ may_be_not_applicable: 1, asked_when_no: null }).execute(),
	);
	const positions = Array.from({ length: 12 }, (_, q) => q + 1);
	await answer(
		maria,
		item,
		positions.map((position) => saying(position, "not_applicable")),
	);
	const client = await clientFor(world, "maria");
	expect(await (await client.get(paths.runSignature(run.runId))).text()).toContain("Inget att bedöma");
	await signRun(maria, run.runId, { version: 1 });
	const mats = await world.as("mats");
	await expect(approveRun(mats, run.runId, { version: 2, note: "" })).rejects.toMatchObject({ status: 422 });
	const review = await (await clientFor(world, "mats")).post(paths.runReview(run.runId), {
		...{ version: "2", decision: "approve", note: "" },
	});
	expect(review.status).toBe(422);
	const page = await review.text();
	expect(page).toContain("Skriv varför det godtas.");
	expect(page).not.toContain("Ingen avvikelse");
	await approveRun(mats, run.runId, { version: 2, note: "Inga köp av det slag som checklistan gäller." });
	const row = await world.ctx.db.selectFrom("control_runs").select(["status", "result"]).executeTakeFirstOrThrow();
	expect(row).toEqual({ status: "approved", result: "nothing_to_judge" });
});
