import { expect, test } from "vitest";
import { findDeviation, listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { insertPurchaseFile } from "../../../db/writes/checks/populations.ts";
import { insertPerson, insertRole } from "../../../db/writes/people/people.ts";
import { closeDeviation } from "../../../src/checks/deviations/close-deviation.ts";
import { editDeviation } from "../../../src/checks/deviations/edit-deviation.ts";
import { handleDeviation } from "../../../src/checks/deviations/handle-deviation.ts";
import { listCandidates } from "../../../src/checks/duties/candidates.ts";
import { drawDuties } from "../../../src/checks/duties/draw-conflicts.ts";
import { approveRun } from "../../../src/checks/runs/approve-run.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { UNTRIED } from "../../../db/schema/checks/duties.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { readNumbers } from "../../../src/report/periods/report-numbers.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { summaryRows } from "../../../src/report/workbook/summary.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { insertLines } from "../../support/ledger-lines.ts";
import { type DrawnRunOptions, openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";
import { answerAll, saying } from "../samples/answers.ts";

async function signed(options: DrawnRunOptions = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1, population: 3, ...options });
	const maria = await world.as("maria");
	await answerAll(maria, run);
	await signRun(maria, run.runId, { version: 1 });
	return { world, run, id: run.runId };
}

const drawIdOf = async (world: World, id: string) => (await findRun(world.ctx.db, id))!.draw_id!;

/** What a corrected file says of the first drawn purchase: the same key, another attestant. */
async function correct(world: World, itemId: string, approver: string): Promise<void> {
	await world.ctx.database.transaction(async (trx) => {
		const item = await trx.selectFrom("sample_items").selectAll().where("id", "=", itemId).executeTakeFirstOrThrow();
		const line = await trx
			.selectFrom("ledger_lines")
			.selectAll()
			.where("id", "=", item.line_id)
			.executeTakeFirstOrThrow();
		const file = await trx
			.selectFrom("purchase_files")
			.selectAll()
			.where("id", "=", line.file_id)
			.executeTakeFirstOrThrow();
		const [file_id, correction_id] = [newId(), newId()];
		await insertPurchaseFile(trx, { ...file, id: file_id, sha256: "f".repeat(64) });
		const { id: _id, frame_no: _frame, ...same } = line;
		await insertLines(trx, [{ ...same, file_id, population_id: null, approver }]);
		await trx
			.insertInto("population_corrections")
			.values({
				id: correction_id,
				population_id: line.population_id!,
				edition: 2,
				file_id,
				successor_id: null,
				reason: "Fel attestant",
				corrected_at: TODAY,
				corrected_by: world.ids.carin,
			})
			.execute();
		await trx
			.insertInto("correction_lines")
			.values({
				correction_id,
				item_key: line.item_key,
				kind: "changed",
				unit_id: line.unit_id,
				line_id: line.id,
				old_amount_ore: line.amount_ore,
				new_amount_ore: line.amount_ore,
				note: "Attestant",
			})
			.execute();
	});
}

test("T52 the attestant is refused also when it comes to light in a corrected file, after the signature", async () => {
	const { world, run, id } = await signed();
	await correct(world, run.itemIds[0]!, "Berg, Mats");
	await expect(approveRun(await world.as("mats"), id, { version: 2, note: "" })).rejects.toMatchObject({
		status: 403,
		message: expect.stringContaining("Du har själv attesterat inköpet"),
	});
	const [event] = await listEventsOf(world.ctx.db, "control_run", [id]);
	expect(event).toMatchObject({ type: "duty.refused", actor_name: "Mats Berg" });
	expect((await drawDuties(world.ctx.db, await drawIdOf(world, id))).conflicts).toMatchObject([
		{ post: "reviewer", person_name: "Mats Berg", movable: true },
	]);
	await approveRun(await world.as("carin"), id, { version: 2, note: "" });
});

test("T52 a substitute for the attestant does not review either, nor a stand-in for a performer with a hand in it", async () => {
	const { world, id } = await signed({ lines: { 0: { approver: "Mats Berg" } } });
	const standIn = await world.as("gunnel");
	const roles = [
		{ role: "manager" as const, unit_id: world.ids.alfa, substitute_for: { id: world.ids.mats, name: "Mats Berg" } },
	];
	const gunnel = { ...standIn, actor: { ...standIn.actor, roles } };
	await expect(approveRun(gunnel, id, { version: 2, note: "" })).rejects.toMatchObject({
		message: expect.stringContaining("Den du vikarierar för har attesterat"),
	});
});

test("T53 refused, handed over, eased by somebody else, another role: whoever owned it still does not close it", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1, population: 3 });
	await answerAll(await world.as("maria"), run, { "0 6": saying(6, "no", { severity: "critical" }) });
	const id = (await listDeviationsOfRun(world.ctx.db, run.runId))[0]!.id;
	const [mats, carin] = [await world.as("mats"), await world.as("carin")];
	const plan = { root_cause: "Gammal lista", plan: "Se över listan", due_on: "2026-12-15" };
	await handleDeviation(carin, id, { version: 1, ...plan, owner_id: world.ids.mats });
	const closing = async (ctx: typeof mats) => {
		const { version } = (await findDeviation(ctx.db, id))!;
		return closeDeviation(ctx, id, { version, effective: "yes", effect_check: "Inget nytt fel" });
	};
	await expect(closing(mats)).rejects.toMatchObject({ status: 403 });
	const { title, description, cause_code, direct_fix, version } = (await findDeviation(world.ctx.db, id))!;
	const facts = { title, description, cause_code, direct_fix, due_on: null };
	await editDeviation(mats, id, { ...facts, version, severity: "critical", owner_id: world.ids.nils });
	await expect(closing(mats)).rejects.toMatchObject({ status: 403 });
	await expect(closing(await world.as("nils"))).rejects.toMatchObject({ status: 403 });
	await expect(closing(carin)).rejects.toMatchObject({ message: expect.stringContaining("skrivit planen") });
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("deviations").set({ severity: "minor", owner_id: null }).where("id", "=", id).execute(),
	);
	const controller = { role: "controller" as const, unit_id: world.ids.administration, substitute_for: null };
	const promoted = { ...mats, actor: { ...mats.actor, roles: [controller] } };
	await expect(closing(promoted)).rejects.toMatchObject({
		message: expect.stringContaining("ansvarat för avvikelsen"),
	});
	const boris = await world.as("boris");
	await closing({ ...boris, actor: { ...boris.actor, roles: [controller] } });
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "closed", closed_by_name: "Boris Falk" });
});

/** One more account in the world, as HR or the directory would add it. */
async function addAccount(world: World, name: string, more: { ledger_name?: string } = {}): Promise<string> {
	const id = newId();
	await world.ctx.database.transaction(async (trx) => {
		const sort_name = personSortKey(name);
		const person = { id, name, sort_name, email: `${id}@prov.example`, ledger_name: null, ...more };
		await insertPerson(trx, { ...person, created_at: TODAY, ended_at: null, version: 1 });
		const role = { person_id: id, role: "manager" as const, unit_id: world.ids.alfa, substitute_for: null };
		await insertRole(trx, { id: newId(), ...role, valid_from: "2020-01-01", valid_to: null, version: 1 });
	});
	return id;
}

async function asAccount(world: World, id: string, name: string) {
	const mats = await world.as("mats");
	return { ...mats, actor: { ...mats.actor, id, name } };
}

test("T54 a second account of the performer, the attestant or the owner is the same human until somebody says otherwise", async () => {
	const { world, id } = await signed();
	const second = await addAccount(world, "Ek, Maria");
	const twin = await asAccount(world, second, "Ek, Maria");
	await expect(approveRun(twin, id, { version: 2, note: "" })).rejects.toMatchObject({
		message: expect.stringContaining("Kontot Maria Ek, som räknas som ditt"),
	});
	const adam = await clientFor(world, "adam");
	const pair = paths.accountPair(...([second, world.ids.maria].sort() as [string, string]));
	expect(await (await adam.get(paths.people())).text()).toContain("Två konton kan vara samma människas");
	expect(await (await adam.get(paths.accountPairs())).text()).toContain("Att bedöma, räknas som en");
	expect((await adam.post(pair, { verdict: "different", reason: "" })).status).toBe(422);
	expect((await (await clientFor(world, "carin")).post(pair, { verdict: "different", reason: "x" })).status).toBe(403);
	await expect(approveRun(twin, id, { version: 2, note: "" })).rejects.toMatchObject({ status: 403 });
	expect((await adam.post(pair, { verdict: "different", reason: "Olika personnummer" })).status).toBe(303);
	expect((await adam.post(pair, { verdict: "same", reason: "Ändrar mig" })).status).toBe(409);
	await approveRun(twin, id, { version: 2, note: "" });
	const types = (await listEventsOf(world.ctx.db, "person", [second, world.ids.maria])).map(({ type }) => type);
	expect(types).toContain("person.accounts_told_apart");
});

test("T54 accounts that look nothing alike are one when joined, and nobody says so of their own", async () => {
	const { world, id } = await signed({ lines: { 0: { approver: "Maja Nyman" } } });
	const married = await addAccount(world, "Maja Nyman");
	const adam = await clientFor(world, "adam");
	const pair = paths.accountPair(...([married, world.ids.mats].sort() as [string, string]));
	expect((await adam.post(pair, { verdict: "same", reason: "Bytte namn" })).status).toBe(303);
	await expect(approveRun(await world.as("mats"), id, { version: 2, note: "" })).rejects.toMatchObject({
		message: expect.stringContaining("Kontot Maja Nyman"),
	});
	expect(await (await adam.get(pair)).text()).toContain("En människa");
	const own = await addAccount(world, "Adam Norén");
	const refused = await adam.post(paths.accountPair(own, world.ids.adam), { verdict: "different", reason: "Två jag" });
	expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("En annan administratör")]);
});

test("at the draw the conflicts are listed with candidates, and one act hands them all over", async () => {
	const world = await openWorld();
	const { runId } = await openDrawnRun(world, {
		lines: { 0: { requisitioner: "E Ek; Ek M" }, 1: { approver: "matber01 Mats Berg" }, 2: { receiver: "Zeb Okänd" } },
	});
	const draw = await drawIdOf(world, runId);
	const carin = await clientFor(world, "carin");
	const text = await (await carin.get(paths.drawConflicts(draw))).text();
	for (const part of ["Maria Ek (utförare)", "Mats Berg (granskare)", "Carin Åberg", "Zeb Okänd", "Per Attestant"])
		expect(text).toContain(part);
	const choice = [...text.matchAll(/value="((?:performer|reviewer)\.[^"]+)"/g)].map(([, value]) => value!);
	expect(choice.every((one) => one.endsWith(world.ids.carin))).toBe(true);
	const post = (choice: string[], reason = "Jäv") => carin.post(paths.drawConflicts(draw), { choice, reason });
	expect((await post([], "")).status).toBe(422);
	expect((await post([`reviewer.${runId}.${world.ids.mats}`])).status).toBe(422);
	const reviewer = choice.find((one) => one.startsWith("reviewer"))!;
	expect((await post([reviewer])).status).toBe(303);
	const run = (await findRun(world.ctx.db, runId))!;
	expect(run).toMatchObject({ reviewer_name: "Carin Åberg", performer_name: "Maria Ek" });
	const [event] = await listEventsOf(world.ctx.db, "control_run", [runId]);
	expect(event).toMatchObject({ type: "run.reviewer_changed", actor_name: "Carin Åberg" });
	// the only one left reviews now, so nobody is left to perform, and the page says the way out
	expect(await listCandidates(world.ctx.db, "performer", run, "2026-11-16")).toEqual([]);
	expect(await (await carin.get(paths.drawConflicts(draw))).text()).toContain(
		"Be administratören ge någon utan del en roll",
	);
	expect((await (await clientFor(world, "maria")).get(paths.drawConflicts(draw))).status).toBe(403);
});

test("a file without these columns leaves duties untried, and draw, card and report say so", async () => {
	const nobody = { requisitioner: "", receiver: "", approver: "" };
	const world = await openWorld();
	const { runId } = await openDrawnRun(world, { n: 2, lines: { 0: nobody } });
	const page = async (person: PersonKey, path: string) => (await (await clientFor(world, person)).get(path)).text();
	expect(await page("maria", paths.run(runId))).toContain(UNTRIED);
	expect(await page("carin", paths.drawConflicts(await drawIdOf(world, runId)))).toContain(UNTRIED);
	const period = (await findPeriod(world.ctx.db, world.ids.period))!;
	const rows = async () =>
		summaryRows(period, await readNumbers(world.ctx.db, judgedScope(period, TODAY.slice(0, 10))));
	expect(await rows()).toContainEqual(expect.objectContaining({ value: UNTRIED }));
	expect(await page("carin", paths.reportPeriod(world.ids.period))).toContain(UNTRIED);
	const other = await openWorld();
	const known = await openDrawnRun(other, { n: 2 });
	expect(await (await (await clientFor(other, "maria")).get(paths.run(known.runId))).text()).not.toContain(UNTRIED);
});
