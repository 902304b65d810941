import { expect, test } from "vitest";
import { listNewsForFinder } from "../../../db/queries/checks/deviations-news.ts";
import { findDeviation, listDeviations } from "../../../db/queries/checks/deviations.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import type { Severity } from "../../../db/schema/vocabulary.ts";
import { reachOf } from "../../../src/ground/access/actor.ts";
import { addDeviation } from "../../../src/checks/deviations/add-deviation.ts";
import { closeDeviation } from "../../../src/checks/deviations/close-deviation.ts";
import { editDeviation } from "../../../src/checks/deviations/edit-deviation.ts";
import { handleDeviation } from "../../../src/checks/deviations/handle-deviation.ts";
import { answer, saying } from "../samples/answers.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";

async function found(severity: Severity = "major") {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const maria = await world.as("maria");
	await answer(maria, run.itemIds[0]!, [saying(6, "no", { severity })]);
	const [deviation] = await listDeviations(world.ctx.db, { reach: "all" });
	return { world, run, maria, id: deviation!.id };
}

const plan = (world: World, more: Record<string, unknown> = {}) => ({
	version: 1,
	root_cause: "Attestlistan var gammal",
	plan: "Listan ses över varje månad",
	owner_id: world.ids.mats,
	due_on: "2026-12-15",
	...more,
});
const closing = (version: number, effective: "yes" | "no" = "yes") => ({
	version,
	effective,
	effect_check: "Tre nya stickprov utan fel",
});
const facts = {
	title: "Kvitto saknas",
	description: "Kortköp utan kvitto",
	severity: "minor" as const,
	cause_code: null,
	direct_fix: "",
};
const typesOf = async (world: World, id: string) =>
	(await listEventsOf(world.ctx.db, "deviation", [id])).map((event) => event.type).reverse();

test("a deviation is handled with a plan and closed when its effect is checked, by somebody else than its owner", async () => {
	const { world, id } = await found("major");
	await handleDeviation(await world.as("mats"), id, plan(world));
	await expect(closeDeviation(await world.as("mats"), id, closing(2))).rejects.toMatchObject({
		status: 403,
		message: expect.stringContaining("Du har själv ansvarat för avvikelsen."),
	});
	await closeDeviation(await world.as("nils"), id, closing(2));
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "closed", closed_by_name: "Nils Holm" });
	expect(await typesOf(world, id)).toEqual([
		"deviation.found",
		"deviation.edited",
		"deviation.handled",
		"duty.refused",
		"deviation.closed",
	]);
});

test("a substitute for the owner closes no större avvikelse either", async () => {
	const { world, id } = await found("critical");
	await handleDeviation(await world.as("mats"), id, plan(world));
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
	await expect(closeDeviation(await world.as("gunnel"), id, closing(2))).rejects.toMatchObject({ status: 403 });
});

test("the owner of a större avvikelse cannot make it mindre and close it that way", async () => {
	const { world, id } = await found("major");
	const easier = { ...facts, version: 1, owner_id: world.ids.mats, due_on: null };
	await expect(editDeviation(await world.as("mats"), id, easier)).rejects.toMatchObject({ status: 403 });
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ severity: "major", version: 1 });
	expect((await typesOf(world, id)).at(-1)).toBe("duty.refused");
	await editDeviation(await world.as("carin"), id, easier);
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ severity: "minor" });
});

test("a större or väsentlig avvikelse is not handled without plan, owner and date, nor closed before it is handled", async () => {
	for (const severity of ["major", "critical"] as const) {
		const { world, id } = await found(severity);
		const mats = await world.as("mats");
		await expect(
			handleDeviation(mats, id, plan(world, { plan: "", owner_id: null, due_on: null })),
		).rejects.toMatchObject({
			fields: {
				plan: "En större eller väsentlig avvikelse behöver en plan.",
				owner_id: "Välj vem som ansvarar.",
				due_on: "Ange när planen ska vara klar.",
			},
		});
		await expect(closeDeviation(await world.as("nils"), id, closing(1))).rejects.toMatchObject({ status: 422 });
		expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "open", version: 1 });
	}
});

test("a mindre avvikelse that was fixed on the spot is closed directly by its chef", async () => {
	const { world, id } = await found("minor");
	await closeDeviation(await world.as("mats"), id, closing(1));
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "closed" });
});

test("when the effect is missing the deviation opens again", async () => {
	const { world, id } = await found("major");
	await handleDeviation(await world.as("mats"), id, plan(world));
	await closeDeviation(await world.as("nils"), id, closing(2, "no"));
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "open", closed_at: null });
	expect((await typesOf(world, id)).at(-1)).toBe("deviation.reopened");
});

test("a closed or withdrawn deviation is changed by nobody", async () => {
	const { world, id, maria, run } = await found("minor");
	const carin = await world.as("carin");
	await closeDeviation(await world.as("mats"), id, closing(1));
	const edit = { ...facts, version: 2, owner_id: null, due_on: null };
	await expect(editDeviation(carin, id, edit)).rejects.toMatchObject({ status: 422 });
	await answer(maria, run.itemIds[1]!, [saying(6, "no")]);
	await answer(maria, run.itemIds[1]!, [saying(6, "yes")]);
	const [withdrawn] = await listDeviations(world.ctx.db, { reach: "all", status: "withdrawn" });
	for (const attempt of [
		editDeviation(carin, withdrawn!.id, edit),
		handleDeviation(carin, withdrawn!.id, plan(world, { version: 2 })),
		closeDeviation(carin, withdrawn!.id, closing(2)),
	]) {
		await expect(attempt).rejects.toMatchObject({ status: 422 });
	}
});

test("a stale edit names who was first, and the owner must belong to the unit or its line (T19)", async () => {
	const { world, id } = await found("minor");
	const carin = await world.as("carin");
	const edit = { ...facts, version: 1, owner_id: world.ids.mats, due_on: null };
	await editDeviation(carin, id, edit);
	await expect(editDeviation(await world.as("mats"), id, { ...edit, title: "Annan rubrik" })).rejects.toMatchObject({
		status: 409,
		by: "Carin Åberg",
	});
	for (const owner_id of [world.ids.gunnel, world.ids.boris, "finns-inte"]) {
		await expect(editDeviation(carin, id, { ...edit, version: 2, owner_id })).rejects.toMatchObject({
			fields: { owner_id: expect.any(String) },
		});
	}
});

test("T17 T18 rights: the finder reads but does not handle, other units see nothing", async () => {
	const { world, id, maria } = await found("minor");
	await expect(handleDeviation(maria, id, plan(world))).rejects.toMatchObject({ status: 403 });
	await expect(handleDeviation(await world.as("rune"), id, plan(world))).rejects.toMatchObject({ status: 403 });
	await expect(closeDeviation(await world.as("boris"), id, closing(1))).rejects.toMatchObject({ status: 404 });
	const seen = async (person: "maria" | "beata" | "nils" | "gunnel") => {
		const { actor, db } = await world.as(person);
		return (await listDeviations(db, { reach: reachOf(actor, "deviation.view") })).length;
	};
	expect([await seen("maria"), await seen("nils"), await seen("beata"), await seen("gunnel")]).toEqual([1, 1, 0, 0]);
});

test("a deviation registered by hand belongs to a unit and a risk of a plan in force for it", async () => {
	const { world, id } = await found("minor");
	const mats = await world.as("mats");
	const own = await addDeviation(mats, { ...facts, unit_id: world.ids.alfa, risk_id: world.ids.risk });
	expect(await findDeviation(world.ctx.db, own)).toMatchObject({ number: 2, run_id: null, found_by: world.ids.mats });
	expect(own).not.toBe(id);
	await expect(
		addDeviation(mats, { ...facts, unit_id: world.ids.beta, risk_id: world.ids.risk }),
	).rejects.toMatchObject({ status: 404 });
	await world.ctx.database.transaction((trx) => trx.updateTable("plans").set({ status: "closed" }).execute());
	await expect(
		addDeviation(mats, { ...facts, unit_id: world.ids.alfa, risk_id: world.ids.risk }),
	).rejects.toMatchObject({ fields: { risk_id: expect.any(String) } });
});

test("whoever found a deviation hears when it is handled and when it is closed, not of own acts (rule 11)", async () => {
	const { world, id } = await found("major");
	const news = () => listNewsForFinder(world.ctx.db, world.ids.maria, "2026-11-01");
	expect(await news()).toEqual([]);
	await handleDeviation(await world.as("mats"), id, plan(world));
	await closeDeviation(await world.as("nils"), id, closing(2));
	expect((await news()).map((one) => [one.by, one.status, one.number])).toEqual([
		["Nils Holm", "closed", 1],
		["Mats Berg", "closed", 1],
	]);
	expect(await listNewsForFinder(world.ctx.db, world.ids.beata, "2026-11-01")).toEqual([]);
});
