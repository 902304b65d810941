import { expect, test } from "vitest";
import { findDeviation, listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { findDraw } from "../../../db/queries/checks/draws.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { recordOf } from "../../../src/checks/draws/record-of.ts";
import { addItems } from "../../../src/checks/samples/add-items.ts";
import { approveRun } from "../../../src/checks/runs/approve-run.ts";
import { confirmEmpty } from "../../../src/checks/samples/confirm-empty.ts";
import { reassignRun } from "../../../src/checks/runs/reassign-run.ts";
import { replaceItem } from "../../../src/checks/samples/replace-item.ts";
import { returnRun } from "../../../src/checks/runs/return-run.ts";
import { signPlainRun } from "../../../src/checks/samples/sign-plain-run.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { answer, answerAll, saying } from "./answers.ts";

async function opened(options: Parameters<typeof openDrawnRun>[1] = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, options);
	return { world, run, id: run.runId, maria: await world.as("maria"), mats: await world.as("mats") };
}

async function signed(options: Parameters<typeof openDrawnRun>[1] = { n: 2 }) {
	const all = await opened(options);
	await answerAll(all.maria, all.run);
	await signRun(all.maria, all.id, { version: 1 });
	return all;
}

const runOf = async (world: World, id: string) => (await findRun(world.ctx.db, id))!;
const eventsOf = (world: World, id: string) => listEventsOf(world.ctx.db, "control_run", [id]);

test("signing gives the run the result of its worst deviation, and the signer is the session's person (T22)", async () => {
	const { world, run, id, maria } = await opened({ n: 2 });
	await answerAll(maria, run, { "0 3": saying(3, "no"), "1 6": saying(6, "no", { severity: "major" }) });
	await signRun(maria, id, { version: 1 });
	expect(await runOf(world, id)).toMatchObject({
		status: "signed",
		result: "major",
		signed_by: world.ids.maria,
		is_late: 0,
		version: 2,
	});
	const [event] = await eventsOf(world, id);
	expect(eventSentence(event!)).toBe(
		"Maria Ek signerade Vårdcentralen Alfa 2026-10: 2 granskade, 2 avvikelser, Större avvikelse",
	);
});

test("T22 a substitute's signature is the substitute's own, and says for whom", async () => {
	const { world, run, id, maria } = await opened({ n: 1 });
	await answerAll(maria, run);
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				id: "vik",
				person_id: world.ids.gunnel,
				role: "material_coordinator",
				unit_id: world.ids.alfa,
				valid_from: "2026-11-01",
				valid_to: null,
				substitute_for: world.ids.maria,
				version: 1,
			})
			.execute(),
	);
	await signRun(await world.as("gunnel"), id, { version: 1 });
	expect((await runOf(world, id)).signed_by).toBe(world.ids.gunnel);
	expect((await eventsOf(world, id))[0]).toMatchObject({
		type: "run.signed",
		actor_id: world.ids.gunnel,
		on_behalf_of: "Maria Ek",
	});
});

test("a withdrawn deviation does not count in the result", async () => {
	const { world, run, id, maria } = await opened({ n: 1 });
	await answerAll(maria, run, { "0 6": saying(6, "no", { severity: "critical" }) });
	await answer(maria, run.itemIds[0]!, [saying(6, "yes")]);
	await signRun(maria, id, { version: 1 });
	expect(await runOf(world, id)).toMatchObject({ result: "no_deviation" });
});

test("signing is refused until every item is answered, and says which questions are open", async () => {
	const { world, run, id, maria } = await opened({ n: 2 });
	await answer(
		maria,
		run.itemIds[0]!,
		Array.from({ length: 12 }, (_, q) => saying(q + 1, "yes")),
	);
	await answer(
		maria,
		run.itemIds[1]!,
		Array.from({ length: 10 }, (_, q) => saying(q + 1, "yes")),
	);
	await expect(signRun(maria, id, { version: 1 })).rejects.toMatchObject({
		status: 422,
		message: "Alla frågor är inte besvarade: inköp 2 (fråga 11 och 12).",
	});
	expect(await runOf(world, id)).toMatchObject({ status: "drawn" });
});

test("a signature after the due date, by the Swedish calendar, is stamped sen and never refused", async () => {
	// 23.30 UTC on the due date is already the next day in Stockholm
	for (const [at, late] of [
		["2026-11-20T22:30:00.000Z", 0],
		["2026-11-20T23:30:00.000Z", 1],
	] as const) {
		const { world, run, id } = await opened({ n: 1, due_on: "2026-11-20" });
		const maria = await world.as("maria", at);
		await answerAll(maria, run);
		await signRun(maria, id, { version: 1 });
		expect(await runOf(world, id)).toMatchObject({ is_late: late });
	}
});

test("only the performer signs: others at the unit get 403, other units 404", async () => {
	const { world, run, id, maria } = await opened({ n: 1 });
	await answerAll(maria, run);
	for (const [person, status] of [
		["mats", 403],
		["carin", 403],
		["rune", 403],
		["beata", 404],
	] as const) {
		await expect(signRun(await world.as(person), id, { version: 1 })).rejects.toMatchObject({ status });
	}
});

test("a stale signature says whose change stands in its way", async () => {
	const { world, run, id, maria } = await opened({ n: 1 });
	await answerAll(maria, run);
	await reassignRun(await world.as("carin"), id, { version: 1, performer_id: null, reason: "Semester" });
	await reassignRun(await world.as("carin"), id, { version: 2, performer_id: world.ids.maria, reason: "Tillbaka" });
	await expect(signRun(maria, id, { version: 1 })).rejects.toMatchObject({ status: 409, by: "Carin Åberg" });
});

test("a month without purchases is one confirmation, and not possible when there are purchases", async () => {
	const empty = await opened({ n: 0, population: 0 });
	await expect(signRun(empty.maria, empty.id, { version: 1 })).rejects.toMatchObject({ status: 422 });
	await confirmEmpty(empty.maria, empty.id, { version: 1 });
	expect(await runOf(empty.world, empty.id)).toMatchObject({ status: "signed", result: "no_deviation" });
	expect((await eventsOf(empty.world, empty.id))[0]).toMatchObject({ type: "run.confirmed_empty" });
	const full = await opened();
	await expect(confirmEmpty(full.maria, full.id, { version: 1 })).rejects.toMatchObject({ status: 422 });
});

test("a control without population is signed with a result in words, and its deviation follows along", async () => {
	const { world, id, maria } = await opened({ n: 0, population: 0 });
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("controls").set({ population_kind: "none" }).where("id", "=", world.ids.control).execute(),
	);
	const found = { version: 1, comment: "Kassan stämde inte", cause_code: null, direct_fix: "" } as const;
	await signPlainRun(maria, id, { ...found, result: "minor" });
	const [deviation] = await listDeviationsOfRun(maria.db, id);
	expect(deviation).toMatchObject({ severity: "minor", description: "Kassan stämde inte", item_id: null });
	await returnRun(await world.as("mats"), id, { version: 2, note: "Räkna om" });
	await signPlainRun(maria, id, { ...found, version: 3, result: "no_deviation", comment: "Felräknat, kassan stämmer" });
	expect(await findDeviation(maria.db, deviation!.id)).toMatchObject({ status: "withdrawn" });
	expect(await runOf(world, id)).toMatchObject({ result: "no_deviation", status: "signed" });
});

test("the reviewer approves, and the note stays with the run", async () => {
	const { world, id, mats } = await signed();
	await approveRun(mats, id, { version: 2, note: "Bra" });
	expect(await runOf(world, id)).toMatchObject({
		status: "approved",
		reviewed_by_name: "Mats Berg",
		review_note: "Bra",
	});
	expect((await eventsOf(world, id))[0]).toMatchObject({ type: "run.approved", actor_name: "Mats Berg" });
});

test("nobody reviews their own check: not the performer, the signer, whoever answered, nor a substitute for them", async () => {
	const { world, run, id, mats } = await opened({ n: 1, performer: "mats", reviewer: "carin" });
	await answerAll(mats, run);
	await signRun(mats, id, { version: 1 });
	await expect(approveRun(mats, id, { version: 2, note: "" })).rejects.toMatchObject({ status: 403 });
	expect((await eventsOf(world, id))[0]).toMatchObject({ type: "duty.refused", actor_name: "Mats Berg" });
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				id: "vik",
				person_id: world.ids.gunnel,
				role: "manager",
				unit_id: world.ids.alfa,
				valid_from: "2026-11-01",
				valid_to: null,
				substitute_for: world.ids.mats,
				version: 1,
			})
			.execute(),
	);
	await expect(approveRun(await world.as("gunnel"), id, { version: 2, note: "" })).rejects.toMatchObject({
		status: 403,
		message: expect.stringContaining("Den du vikarierar för"),
	});
	await approveRun(await world.as("carin"), id, { version: 2, note: "" });
});

test("who has answered but no longer performs the run cannot review it either", async () => {
	const { world, run, id, maria } = await opened({ n: 1, performer: "mats", reviewer: null });
	const mats = await world.as("mats");
	await answer(mats, run.itemIds[0]!, [saying(1, "yes")]);
	await reassignRun(mats, id, { version: 1, performer_id: world.ids.maria, reason: "Hinner inte" });
	await answer(
		maria,
		run.itemIds[0]!,
		Array.from({ length: 11 }, (_, q) => saying(q + 2, "yes")),
	);
	await signRun(maria, id, { version: 2 });
	await expect(approveRun(mats, id, { version: 3, note: "" })).rejects.toMatchObject({ status: 403 });
});

test("T42 two approvals at once: one passes, the other is told", async () => {
	const { world, id, mats } = await signed();
	const carin = await world.as("carin");
	const results = await Promise.allSettled([
		approveRun(mats, id, { version: 2, note: "" }),
		approveRun(carin, id, { version: 2, note: "" }),
	]);
	expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
	expect((await eventsOf(world, id)).filter((event) => event.type === "run.approved")).toHaveLength(1);
});

test("sent back: the performer corrects with a reason, before and after are kept, and signs anew", async () => {
	const { world, run, id, maria, mats } = await signed({ n: 1 });
	await expect(returnRun(mats, id, { version: 2, note: "" })).rejects.toMatchObject({ status: 422 });
	await returnRun(mats, id, { version: 2, note: "Fråga 6 stämmer inte" });
	expect(await runOf(world, id)).toMatchObject({
		status: "returned",
		result: null,
		review_note: "Fråga 6 stämmer inte",
	});
	const item = run.itemIds[0]!;
	await expect(answer(maria, item, [saying(6, "no", { seen: 1 })])).rejects.toMatchObject({
		fields: { skal: "Skriv skälet till rättelsen." },
	});
	await answer(maria, item, [saying(6, "no", { seen: 1 })], "Attestlistan var gammal");
	const [event] = await listEventsOf(world.ctx.db, "sample_item", [item]);
	expect(JSON.parse(event!.data)).toMatchObject({
		reason: "Attestlistan var gammal",
		answers: [{ answer: "no", before: { answer: "yes" } }],
	});
	await signRun(maria, id, { version: 3 });
	expect(await runOf(world, id)).toMatchObject({ status: "signed", result: "minor" });
	await approveRun(mats, id, { version: 4, note: "" });
});

test("the blocked performer hands over; who is in the purchases or reviews cannot be chosen, and both steps are in the trail", async () => {
	const { world, run, id, maria } = await opened({
		lines: { 0: { requisitioner: "Maria Ek" }, 1: { approver: "Carin Åberg" } },
	});
	await expect(answer(maria, run.itemIds[0]!, [saying(1, "yes")])).rejects.toMatchObject({ status: 403 });
	for (const performer_id of [world.ids.carin, world.ids.mats, world.ids.maria, world.ids.gunnel, "finns-inte"]) {
		await expect(
			reassignRun(maria, id, { version: 1, performer_id, reason: "Jag har beställt" }),
		).rejects.toMatchObject({
			status: 422,
			fields: { performer_id: expect.any(String) },
		});
	}
	await reassignRun(maria, id, { version: 1, performer_id: null, reason: "Jag har beställt" });
	expect(await runOf(world, id)).toMatchObject({ performer_id: null });
	const types = (await eventsOf(world, id)).map((event) => event.type);
	expect(types).toEqual(["run.reassigned", "run.performer_blocked"]);
	await expect(answer(maria, run.itemIds[1]!, [saying(1, "yes")])).rejects.toMatchObject({ status: 403 });
});

test("a materialsamordnare cannot move somebody else's run, and a signed run stays where it is", async () => {
	const { world, id } = await opened({ performer: "carin" });
	await expect(
		reassignRun(await world.as("maria"), id, { version: 1, performer_id: world.ids.maria, reason: "Min enhet" }),
	).rejects.toMatchObject({ status: 403 });
	const done = await signed();
	await expect(
		reassignRun(await done.world.as("carin"), done.id, { version: 2, performer_id: null, reason: "Sent" }),
	).rejects.toMatchObject({ status: 422 });
});

test("an item outside the target population gives way to the next rank of the draw, and as many are checked", async () => {
	const { world, run, id, maria } = await opened({ n: 10 });
	const first = (await listItems(world.ctx.db, id))[1]!;
	const unit_id = world.ids.beta;
	await expect(
		replaceItem(maria, first.id, { version: 1, why: "other_unit", note: "Bokförd på fel ansvar" }),
	).rejects.toMatchObject({ fields: { unit_id: "Välj vilken enhet inköpet hör till." } });
	await replaceItem(maria, first.id, { version: 1, why: "other_unit", unit_id, note: "Bokförd på fel ansvar" });
	await replaceItem(maria, run.itemIds[0]!, { version: 1, why: "not_purchase", note: "Intern överföring" });
	const items = await listItems(world.ctx.db, id);
	const drawn = items.filter((item) => item.status === "drawn");
	expect(drawn).toHaveLength(10);
	expect(drawn.map((item) => item.item_key).sort()).toEqual(run.keys.slice(2, 12).sort());
	expect(items.find((item) => item.rank === 11)).toMatchObject({ replaces_id: first.id, position: 2 });
	expect(eventSentence((await eventsOf(world, id))[1]!)).toContain(
		"Inköpet hör till en annan enhet (Vårdcentralen Beta): Bokförd på fel ansvar",
	);
});

test("T60 a targeted item or an extension never moves the reserves' turn: the record of the draw holds, or the reason is said", async () => {
	const { world, run, id, maria } = await opened({ n: 10 });
	const { db } = world.ctx;
	const line = async (key: string) =>
		(await db.selectFrom("ledger_lines").select("id").where("item_key", "=", key).executeTakeFirstOrThrow()).id;
	const add = async (place: number) => {
		const line_id = await line(run.keys[place]!);
		await write(world.ctx, async (writing) => {
			const { version } = (await findRun(writing.trx, id))!;
			const items = [{ line_id, rank: null, hash: null }];
			await addItems(
				world.ctx,
				writing,
				(await findRun(writing.trx, id))!,
				{ version, reason: "Riktat" },
				{ kind: "targeted", items },
			);
			const data = { note: "la till ett riktat inköp" };
			await writing.record({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data });
		});
	};
	await add(15);
	await replaceItem(maria, run.itemIds[0]!, { version: 1, why: "not_purchase", note: "Intern överföring" });
	const draw = await db.selectFrom("draws").select("id").where("draw_id", "like", "%/alfa").executeTakeFirstOrThrow();
	const record = await recordOf(db, (await findDraw(db, draw.id))!);
	expect(record.strata.flatMap((stratum) => stratum.usedReserves)).toMatchObject([{ replacementKey: run.keys[10] }]);
	await add(11);
	await expect(
		replaceItem(maria, run.itemIds[1]!, { version: 1, why: "not_purchase", note: "Intern överföring" }),
	).rejects.toMatchObject({ fields: { "": expect.stringContaining("granskas redan") } });
	expect((await recordOf(db, (await findDraw(db, draw.id))!)).strata).toEqual(record.strata);
});

test("T60 a missing document is no reason to replace, nor can an item with a deviation be replaced away", async () => {
	const { run, maria } = await opened();
	await expect(
		replaceItem(maria, run.itemIds[0]!, { version: 1, why: "missing_document", note: "Hittar inte" }),
	).rejects.toMatchObject({ fields: { why: expect.stringContaining("är en avvikelse") } });
	await answer(maria, run.itemIds[1]!, [saying(6, "no")]);
	await expect(
		replaceItem(maria, run.itemIds[1]!, { version: 1, why: "not_purchase", note: "Intern överföring" }),
	).rejects.toMatchObject({ fields: { "": "Inköpet har en avvikelse och kan inte ersättas." } });
});

test("when the reserves are used up nothing is replaced", async () => {
	const { run, maria } = await opened({ n: 5, population: 5 });
	await expect(
		replaceItem(maria, run.itemIds[0]!, { version: 1, why: "not_purchase", note: "Intern" }),
	).rejects.toMatchObject({ message: "Det finns inga fler inköp att ersätta med." });
});

test("a reviewer goes from run to run: only what waits for them, and back to the run after the last", async () => {
	const { world, id } = await signed();
	const { control, mats, maria } = world.ids;
	const shared = await world.ctx.db
		.selectFrom("control_runs")
		.selectAll()
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	await world.ctx.database.transaction(async (trx) => {
		const other = { ...shared, control_id: control, performer_id: maria, draw_id: null };
		await trx
			.insertInto("control_runs")
			.values([
				{ ...other, id: "next", period_key: "2026-09", reviewer_id: mats },
				// mats has no right at beta, whoever was put down as its reviewer
				{ ...other, id: "not-his", unit_id: world.ids.beta, reviewer_id: mats },
				{ ...other, id: "not-mine", period_key: "2026-08", reviewer_id: world.ids.carin },
			])
			.execute();
	});
	const client = await clientFor(world, "mats");
	const page = await (await client.get(`/stickprov/${id}/granskning`)).text();
	expect(page).toContain("Kvar att granska: 2.");
	expect(page).toContain("/stickprov/next/granskning");
	const decided = { version: String(shared.version), decision: "approve", note: "", sedan: "nasta" };
	expect((await client.post(`/stickprov/${id}/granskning`, { ...decided, version: "99" })).status).toBe(409);
	const done = await client.post(`/stickprov/${id}/granskning`, decided);
	expect(done.headers.get("location")).toBe("/stickprov/next/granskning");
	const last = await client.post("/stickprov/next/granskning", decided);
	expect(last.headers.get("location")).toBe("/stickprov/next");
});
