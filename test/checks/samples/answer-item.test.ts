import { expect, test } from "vitest";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answer, answerAll, saying } from "./answers.ts";

async function opened(options: Parameters<typeof openDrawnRun>[1] = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, options);
	return { world, run, item: run.itemIds[0]!, maria: await world.as("maria") };
}
const typesOf = async (db: Parameters<typeof listEventsOf>[0], kind: string, id: string) =>
	(await listEventsOf(db, kind, [id])).map((event) => event.type).reverse();

test("an answer is kept with who gave it, and told in the item's history", async () => {
	const { maria, item, world } = await opened();
	await answer(maria, item, [saying(1, "yes")]);
	const [given] = await listAnswersOfItem(maria.db, item);
	expect(given).toMatchObject({ position: 1, answer: "yes", answered_by: world.ids.maria });
	const [event] = await listEventsOf(maria.db, "sample_item", [item]);
	expect(eventSentence(event!)).toContain("Maria Ek besvarade ”Kontrollpunkt 1”: Ja");
	expect(event!.unit_id).toBe(world.ids.alfa); // T39
});

test("the same answer again changes nothing and adds no event", async () => {
	const { maria, item } = await opened();
	await answer(maria, item, [saying(1, "yes")]);
	await answer(maria, item, [saying(1, "yes")]);
	expect(await typesOf(maria.db, "sample_item", item)).toEqual(["item.answered"]);
});

test("a Nej makes a deviation at once, owned by the unit's chef", async () => {
	const { maria, item, run, world } = await opened();
	await answer(maria, item, [saying(6, "no", { severity: "major", direct_fix: "Ordern är stoppad" })]);
	const [deviation] = await listDeviationsOfRun(maria.db, run.runId);
	expect(deviation).toMatchObject({
		number: 1,
		severity: "major",
		status: "open",
		description: "Beställaren saknar behörighet",
		direct_fix: "Ordern är stoppad",
		found_by: world.ids.maria,
		owner_id: world.ids.mats,
		unit_id: world.ids.alfa,
		risk_id: world.ids.risk,
	});
	expect(await typesOf(maria.db, "deviation", deviation!.id)).toEqual(["deviation.found"]);
});

test("a missing document is a deviation like any other, never a redraw", async () => {
	const { maria, item, run } = await opened();
	await answer(maria, item, [saying(10, "no", { comment: "Underlag saknas" })]);
	expect(await listDeviationsOfRun(maria.db, run.runId)).toHaveLength(1);
});

test("a Nej corrected to Ja withdraws the deviation with a trace, and Nej again opens the same one", async () => {
	const { maria, item, run } = await opened();
	await answer(maria, item, [saying(6, "no")]);
	await answer(maria, item, [saying(6, "yes")]);
	const [withdrawn] = await listDeviationsOfRun(maria.db, run.runId);
	expect(withdrawn).toMatchObject({ status: "withdrawn" });
	await answer(maria, item, [saying(6, "no", { severity: "major" })]);
	const all = await listDeviationsOfRun(maria.db, run.runId);
	expect(all).toHaveLength(1);
	expect(all[0]).toMatchObject({ id: withdrawn!.id, status: "open", severity: "major", closed_at: null });
	expect(await typesOf(maria.db, "deviation", withdrawn!.id)).toEqual([
		"deviation.found",
		"deviation.withdrawn",
		"deviation.reopened",
		"deviation.edited",
	]);
});

test("a changed severity alone follows through to the deviation", async () => {
	const { maria, item, run } = await opened();
	await answer(maria, item, [saying(6, "no")]);
	await answer(maria, item, [saying(6, "no", { severity: "critical" })]);
	expect((await listDeviationsOfRun(maria.db, run.runId))[0]).toMatchObject({ severity: "critical", version: 2 });
});

test("T12 a Nej that is withdrawn is not removed: the database still has its row and both events", async () => {
	const { maria, item, run } = await opened();
	await answer(maria, item, [saying(6, "no")]);
	await answer(maria, item, [saying(6, "not_applicable")]);
	expect(await listDeviationsOfRun(maria.db, run.runId)).toHaveLength(1);
});

test("T17 T18 who may not: 404 for another unit's people, 403 for those who see but do not perform, and nothing is kept", async () => {
	const { world, item } = await opened();
	for (const person of ["beata", "gunnel"] as const) {
		await expect(answer(await world.as(person), item, [saying(1, "yes")])).rejects.toMatchObject({ status: 404 });
	}
	for (const person of ["mats", "carin", "rune", "fia"] as const) {
		await expect(answer(await world.as(person), item, [saying(1, "yes")])).rejects.toMatchObject({ status: 403 });
	}
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
});

test("who ordered, received or attested a drawn line cannot answer any of them, and the attempt is in the trail", async () => {
	for (const duty of ["requisitioner", "receiver", "approver"] as const) {
		const { maria, run, world } = await opened({ lines: { 3: { [duty]: "EK,  maria" } } });
		await expect(answer(maria, run.itemIds[0]!, [saying(1, "yes")])).rejects.toMatchObject({
			status: 403,
			message: expect.stringContaining("Be någon annan utföra kontrollen."),
		});
		expect(await listAnswersOfItem(world.ctx.db, run.itemIds[0]!)).toEqual([]);
		const [event] = await listEventsOf(world.ctx.db, "control_run", [run.runId]);
		expect(event).toMatchObject({ type: "run.performer_blocked", actor_name: "Maria Ek", unit_id: world.ids.alfa });
	}
});

test("a substitute answers for the performer and is stamped so, also with an own role at the unit (T43)", async () => {
	const { world, item } = await opened();
	await substitute(world, "gunnel");
	await substitute(world, "mats");
	for (const person of ["gunnel", "mats"] as const) {
		await answer(await world.as(person), item, [saying(person === "mats" ? 2 : 1, "yes")]);
		const [event] = await listEventsOf(world.ctx.db, "sample_item", [item]);
		expect(event!.on_behalf_of).toBe("Maria Ek");
	}
});

test("two people who answer the same question: the later one is told, not overwritten in silence", async () => {
	const { world, maria, item } = await opened();
	await substitute(world, "gunnel");
	await answer(maria, item, [saying(6, "yes")]);
	await expect(answer(await world.as("gunnel"), item, [saying(6, "not_applicable")])).rejects.toMatchObject({
		status: 409,
		by: "Maria Ek",
	});
	await answer(await world.as("gunnel"), item, [saying(6, "not_applicable", { seen: 1 })]);
	expect((await listAnswersOfItem(world.ctx.db, item))[0]).toMatchObject({ answer: "not_applicable", version: 2 });
});

test("answers are locked before the draw and after the signature", async () => {
	const { world, maria, run } = await opened({ n: 1 });
	await answerAll(maria, run);
	for (const status of ["planned", "signed", "approved", "not_done"] as const) {
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ status }).where("id", "=", run.runId).execute(),
		);
		await expect(answer(maria, run.itemIds[0]!, [saying(6, "not_applicable")])).rejects.toMatchObject({ status: 422 });
	}
});

test("concurrent answers to different questions are all kept, with deviations numbered without gaps", async () => {
	const { maria, run } = await opened();
	await Promise.all(
		run.itemIds.flatMap((item) => [1, 2, 3].map((position) => answer(maria, item, [saying(position, "no")]))),
	);
	const numbers = (await listDeviationsOfRun(maria.db, run.runId)).map((one) => one.number);
	expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
});

async function substitute(world: Awaited<ReturnType<typeof openWorld>>, person: "gunnel" | "mats") {
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				id: `vik-${person}`,
				person_id: world.ids[person],
				role: "material_coordinator",
				unit_id: world.ids.alfa,
				valid_from: "2026-11-01",
				valid_to: "2026-11-30",
				substitute_for: world.ids.maria,
				version: 1,
			})
			.execute(),
	);
}
