import { expect, test } from "vitest";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { answerItem } from "../../../src/checks/samples/answer-item.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { eventDeed } from "../../../src/ground/write/events.ts";
import { paths } from "../../../src/paths/paths.ts";
import { verifyRows } from "../../../src/proof/trail/verify-rows.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answer, saying } from "./answers.ts";

async function opened() {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	return { world, run, item: run.itemIds[0]!, maria: await world.as("maria") };
}

const rest = (ctx: Parameters<typeof answerItem>[0], item: string) =>
	answerItem(ctx, item, { answers: [], reason: "", rest: true });

test("one tap answers only what nobody has answered, and log and reviewer can tell", async () => {
	const { world, run, item, maria } = await opened();
	await answer(maria, item, [saying(1, "yes"), saying(3, "no"), saying(4, "no", { comment: "", severity: null })]);
	await rest(maria, item);
	const given = await listAnswersOfItem(maria.db, item);
	expect(given.filter((one) => one.together === 1).map((one) => one.position)).toEqual([2, 5, 6, 7, 8, 9, 10, 11, 12]);
	expect(given.filter((one) => one.answer === "no").map((one) => one.position)).toEqual([3, 4]);
	const [newest] = await listEventsOf(maria.db, "sample_item", [item]);
	expect(eventDeed(newest!)).toContain("”Kontrollpunkt 2”: Ja (besvarad samlat)");
	expect(eventDeed(newest!)).not.toContain("”Kontrollpunkt 1”");
	await rest(maria, item);
	expect(await listEventsOf(maria.db, "sample_item", [item])).toHaveLength(2);
	await answer(maria, item, [saying(4, "no")]);
	await signRun(maria, run.runId, { version: 1 });
	const review = await (await clientFor(world, "mats")).get(paths.runReview(run.runId));
	expect(await review.text()).toContain("9 av 12 svar (75 %)");
	const evaluation = await (await clientFor(world, "carin")).get(`${paths.evaluation()}?period=2026`);
	expect(await evaluation.text(), "and so can whoever reads the conclusion").toContain("9 av 12 svar (75 %)");
});

test("a row that no longer says how it was answered is found by the log", async () => {
	const { world, item, maria } = await opened();
	await rest(maria, item);
	const differing = async () => JSON.stringify(await verifyRows(world.ctx.db)).includes("”Kontrollpunkt 2”");
	expect(await differing()).toBe(false);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_answers").set({ together: 0 }).where("question_id", "=", world.ids.questions[1]!).execute(),
	);
	expect(await differing()).toBe(true);
});

test("a question that is answered by itself afterwards is no longer one of the many", async () => {
	const { item, maria } = await opened();
	await rest(maria, item);
	await answer(maria, item, [saying(2, "no", { seen: 1 })]);
	await answer(maria, item, [saying(2, "yes", { seen: 2 })]);
	expect((await listAnswersOfItem(maria.db, item))[1]).toMatchObject({ answer: "yes", together: 0 });
});

test("a question that depends on another is answered with the rest only where it is asked", async () => {
	const { world, item, maria } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("check_questions")
			.set({ asked_when_no: 2, may_be_not_applicable: 0 })
			.where("position", "=", 12)
			.execute(),
	);
	await rest(maria, item);
	expect((await listAnswersOfItem(maria.db, item)).at(-1)).toMatchObject({ answer: "not_applicable", together: 0 });
	await answer(maria, item, [saying(2, "no", { seen: 1 })]);
	await rest(maria, item);
	expect((await listAnswersOfItem(maria.db, item)).at(-1)).toMatchObject({ answer: "yes", together: 1 });
});
