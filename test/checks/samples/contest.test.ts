import { expect, test } from "vitest";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { evaluateControl } from "../../../src/checks/evaluation/evaluate-control.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { eventDeed } from "../../../src/ground/write/events.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answer, saying } from "./answers.ts";

/** Question 7 is answered by the file; the second item has the same person twice. */
async function opened() {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ answered_by: "two_attestants" }).where("position", "=", 7).execute(),
	);
	const run = await openDrawnRun(world, { n: 2, lines: { 1: { receiver: "Per Ett", approver: "per  ett" } } });
	const [first, second] = run.itemIds as [string, string];
	return { world, run, first, second, maria: await world.as("maria") };
}

test("what the file answers stands on the page with its ground, and one tap says the opposite", async () => {
	const { world, run, first } = await opened();
	const client = await clientFor(world, "maria");
	const page = await (await client.get(paths.run(run.runId))).text();
	expect(page).toContain("Ja: Eva Mottagare tog emot, Per Attestant attesterade");
	expect(page).toContain("Nej: Per Ett tog emot, per  ett attesterade");
	const tap = { fraga: "7", "svar-7": "no" };
	const text = await (await client.post(paths.itemAnswers(first), tap, { htmx: true })).text();
	expect(text).toContain("Filen säger Ja.");
	expect(text).toContain("Nej, beskrivning saknas");
	const back = await client.post(paths.itemAnswers(first), { fraga: "7", "svar-7": "yes" }, { htmx: true });
	expect(await back.text()).toContain("Ändra svaret på fråga 7 till Nej");
});

test("a person's Nej against the file is a deviation, is told so in the log, and is counted beside the file's", async () => {
	const { world, run, first, second, maria } = await opened();
	const asked = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12].map((position) => saying(position, "yes"));
	for (const item of [first, second]) await answer(maria, item, asked);
	await answer(maria, first, [saying(7, "no", { comment: "", severity: null })]);
	await expect(signRun(maria, run.runId, { version: 1 })).rejects.toMatchObject({
		fields: { "": "Alla frågor är inte besvarade: inköp 1 (fråga 7: Nej, beskrivning saknas)." },
	});
	await answer(maria, first, [saying(7, "no", { comment: "Attesterat av vikarien i eget namn" })]);
	const [event] = await listEventsOf(maria.db, "sample_item", [first]);
	expect(eventDeed(event!)).toContain("”Kontrollpunkt 7”: Nej (mot filens Ja, tidigare Nej)");
	await signRun(maria, run.runId, { version: 1 });
	expect(await listDeviationsOfRun(maria.db, run.runId)).toHaveLength(1);
	const evaluation = await evaluateControl(world.ctx.db, {
		control_id: world.ids.control,
		period_key: "2026",
		level: "whole",
		unit_id: undefined,
		reach: "all",
		today: "2026-11-16",
	});
	const question = evaluation.groups[0]!.questions.find((one) => one.text === "Kontrollpunkt 7")!;
	expect([question.n, question.k]).toEqual([20, 2]);
});

test("the file's own Nej can be contested and taken back without becoming a deviation", async () => {
	const { run, second, maria } = await opened();
	await expect(answer(maria, second, [saying(7, "no")])).rejects.toMatchObject({
		fields: { "svar-7": "Filen säger redan Nej." },
	});
	await answer(maria, second, [saying(7, "yes")]);
	await answer(maria, second, [saying(7, "no", { comment: "", severity: null, seen: 1 })]);
	expect(await listDeviationsOfRun(maria.db, run.runId)).toEqual([]);
	await expect(answer(maria, second, [saying(7, "not_applicable")])).rejects.toMatchObject({ status: 422 });
});

test("where the file says nothing there is nothing to contest", async () => {
	const { world, first, maria } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ answered_by: "agreement_list" }).where("position", "=", 7).execute(),
	);
	await expect(answer(maria, first, [saying(7, "no")])).rejects.toMatchObject({
		fields: { "svar-7": "Filen säger inget om det här, så det finns inget att ändra." },
	});
});
