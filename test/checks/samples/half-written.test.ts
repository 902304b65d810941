import { expect, test } from "vitest";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { eventDeed } from "../../../src/ground/write/events.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answer, answerAll, saying } from "./answers.ts";

const BARE = { comment: "", severity: null, cause_code: null } as const;

async function opened() {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	return { world, run, item: run.itemIds[0]!, maria: await world.as("maria") };
}

test("a half-written Nej is kept, is no deviation, and stops the signature alone", async () => {
	const { run, item, maria } = await opened();
	await answerAll(maria, run, { "0 12": saying(12, "no", BARE) });
	expect(await listDeviationsOfRun(maria.db, run.runId)).toEqual([]);
	const stops = (missing: string) =>
		expect(signRun(maria, run.runId, { version: 1 })).rejects.toMatchObject({
			fields: { "": `Alla frågor är inte besvarade: inköp 1 (fråga 12: Nej, ${missing}).` },
		});
	await stops("beskrivning saknas");
	await answer(maria, item, [saying(12, "no", { ...BARE, comment: "Fel pris" })]);
	await stops("allvarlighetsgrad saknas");
	await answer(maria, item, [saying(12, "no", { ...BARE, comment: "Fel pris", severity: "minor" })]);
	await stops("orsak saknas");
	const events = await listEventsOf(maria.db, "sample_item", [item]);
	expect(events.map(eventDeed).join()).toContain("”Kontrollpunkt 12”: Nej (beskrivning saknas)");
	await answer(maria, item, [saying(12, "no", { comment: "Fel pris" })]);
	const [found] = await listDeviationsOfRun(maria.db, run.runId);
	expect(found).toMatchObject({ severity: "minor", title: "Fel pris: OneMed Sverige AB, 1\u00a0000,00\u00a0kr" });
	expect((await listAnswersOfItem(maria.db, item)).at(-1)).toMatchObject({ draft: null });
	await signRun(maria, run.runId, { version: 1 });
});

test("what is typed is no deviation before it is handed in, and never takes the place of one that was", async () => {
	const { run, item, maria } = await opened();
	const typed = { comment: "Fel", severity: "major", unfinished: true } as const;
	await answer(maria, item, [saying(3, "no", typed)]);
	expect(await listDeviationsOfRun(maria.db, run.runId)).toEqual([]);
	await answer(maria, item, [saying(3, "no", { comment: "Fel pris", severity: "major" })]);
	await answer(maria, item, [saying(3, "no", typed)]);
	const [found] = await listDeviationsOfRun(maria.db, run.runId);
	expect(found).toMatchObject({ description: "Fel pris", severity: "major" });
	expect(await listAnswersOfItem(maria.db, item)).toMatchObject([{ comment: "Fel pris", draft: null }]);
	const empty = answer(maria, item, [saying(3, "no", BARE)]);
	await expect(empty).rejects.toMatchObject({ fields: { "kommentar-3": "Skriv vad som är fel." } });
});

test("a deviation is called by what was found: the finder's words, else the checklist's, else how the description begins", async () => {
	const { world, run, item, maria } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("check_questions")
			.set({ finding: "Uppdelat köp", causes: "urgent,other" })
			.where("position", "=", 5)
			.execute(),
	);
	const titleAt = async (question: number) =>
		(await listDeviationsOfRun(maria.db, run.runId))
			.find((one) => one.question_text === `Kontrollpunkt ${question}`)
			?.title.replaceAll("\u00a0", " ");
	await answer(maria, item, [saying(5, "no", { comment: "Två köp samma dag. Summan är över gränsen." })]);
	expect(await titleAt(5)).toBe("Uppdelat köp: OneMed Sverige AB, 1 000,00 kr");
	const own = { comment: "Två köp samma dag.", headline: "Handskar köpta två gånger" };
	await answer(maria, item, [saying(5, "no", own)]);
	expect(await titleAt(5)).toBe("Handskar köpta två gånger: OneMed Sverige AB, 1 000,00 kr");
	await answer(maria, item, [saying(4, "no", { comment: "mängd ".repeat(40) })]);
	expect(await titleAt(4)).toMatch(/^(mängd ){12}mängd…: OneMed/);
	const foreign = answer(maria, item, [saying(5, "no", { ...own, cause_code: "wrong_article" })]);
	await expect(foreign).rejects.toMatchObject({ fields: { "orsak-5": "Välj en av orsakerna som frågan har." } });
});
