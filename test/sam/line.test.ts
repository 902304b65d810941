import { expect, test } from "vitest";
import { listDeviations } from "../../db/queries/checks/deviations.ts";
import { findSamRound } from "../../db/queries/sam/rounds.ts";
import { findLiveAllocation, findSamReturn, listAllocationRows, listSamActions } from "../../db/queries/sam/matters.ts";
import { acknowledgeAllocation, allocateTasks } from "../../src/sam/allocate-tasks.ts";
import { allocationState } from "../../src/sam/columns.ts";
import { editQuestions } from "../../src/sam/edit-questions.ts";
import { addRound, editRound } from "../../src/sam/edit-round.ts";
import { samTasks } from "../../src/sam/line-tasks.ts";
import { closeRound, openRound, updatePopulation } from "../../src/sam/open-round.ts";
import { samProgress } from "../../src/sam/progress.ts";
import { raiseReturn } from "../../src/sam/raise-return.ts";
import { reconcileReview } from "../../src/sam/reconcile-review.ts";
import { reportAction } from "../../src/sam/report-action.ts";
import { acknowledgeReturn, nameReplacement } from "../../src/sam/settle-return.ts";
import { DAYS, openSamWorld, RECONCILED, reviewOf, saying, signEverything } from "./round.ts";

const RETURN = { what: "Arbetsmiljöuppgifterna vid enheten", why: "Tiden räcker inte", from_on: "2026-12-01" };
const TASKS = {
	tasks: ["investigate", "assess"] as ("investigate" | "assess")[],
	other_tasks: "",
	registry_no: "",
	allocated_on: "2026-11-10",
};

async function signed() {
	const world = await openSamWorld();
	await signEverything(await world.as("mats"), world.reviews.alfa);
	return { ...world, version: (await reviewOf(world.ctx, world.reviews.alfa)).version };
}

test("the avstämning is opened by the signature and done by somebody above, once", async () => {
	const { as, ctx, reviews, version } = await signed();
	const nils = await as("nils");
	await expect(reconcileReview(nils, reviews.beta, { ...RECONCILED, version: 1 })).rejects.toMatchObject({
		message: "Avstämningen öppnas när uppföljningen är signerad.",
	});
	await expect(reconcileReview(await as("mats"), reviews.alfa, { ...RECONCILED, version })).rejects.toMatchObject({
		status: 403,
		message: "Du kan inte göra detta för dina egna uppgifter. Det gör din fördelande chef.",
	});
	await expect(reconcileReview(await as("siv"), reviews.alfa, { ...RECONCILED, version })).rejects.toMatchObject({
		status: 403,
	});
	await expect(reconcileReview(await as("boris"), reviews.alfa, { ...RECONCILED, version })).rejects.toMatchObject({
		status: 404,
	});
	await expect(
		reconcileReview(nils, reviews.alfa, { ...RECONCILED, outcome: "changes", version }),
	).rejects.toMatchObject({
		fields: { outcome_text: "Skriv vad som ändras." },
	});
	await expect(reconcileReview(nils, reviews.alfa, { ...RECONCILED, version: version - 1 })).rejects.toMatchObject({
		status: 409,
	});
	await reconcileReview(nils, reviews.alfa, { ...RECONCILED, version });
	expect(await reviewOf(ctx, reviews.alfa)).toMatchObject({ state: "reconciled" });
	await expect(reconcileReview(nils, reviews.alfa, { ...RECONCILED, version: version + 1 })).rejects.toMatchObject({
		message: "Uppföljningen är redan avstämd.",
	});
});

test("a return: what, why, from when; acknowledged; a replacement named; the allocation ends; never a deviation", async () => {
	const { as, ctx, reviews, ids } = await signed();
	const [mats, nils] = [await as("mats"), await as("nils")];
	await allocateTasks(nils, ids.alfa, { manager_id: ids.mats, ...TASKS });
	const id = await raiseReturn(mats, reviews.alfa, RETURN);
	await expect(raiseReturn(mats, reviews.alfa, RETURN)).rejects.toMatchObject({ status: 422 });
	await expect(raiseReturn(nils, reviews.alfa, RETURN)).rejects.toMatchObject({ status: 403 });
	const replacement = { replacement_id: ids.nils, replaced_from: "2026-12-01" };
	await expect(nameReplacement(nils, id, { ...replacement, version: 1 })).rejects.toMatchObject({
		message: "Kvittera returneringen innan du utser en ersättare.",
	});
	await expect(acknowledgeReturn(mats, id, { answer: "Ok", version: 1 })).rejects.toMatchObject({ status: 403 });
	await acknowledgeReturn(nils, id, { answer: "Jag tar tillbaka dem", version: 1 });
	await expect(
		nameReplacement(nils, id, { ...replacement, replacement_id: ids.mats, version: 2 }),
	).rejects.toMatchObject({ status: 422 });
	// T19: somebody outside the superior's branch does not exist here
	await expect(
		nameReplacement(nils, id, { ...replacement, replacement_id: ids.gunnel, version: 2 }),
	).rejects.toMatchObject({
		fields: { replacement_id: "Välj en chef inom din del av organisationen." },
	});
	await nameReplacement(nils, id, { ...replacement, version: 2 });
	expect(await findSamReturn(ctx.db, id)).toMatchObject({
		state: "replaced",
		acknowledge_by: "2026-11-30",
		acknowledged_by_name: "Nils Holm",
		replacement_name: "Nils Holm",
	});
	expect(await findLiveAllocation(ctx.db, ids.alfa)).toBeUndefined();
	expect(await listDeviations(ctx.db, { reach: "all" } as never)).toEqual([]);
});

test("avstämning with outcome Returneras writes the return down, or rests on the manager's own", async () => {
	const { as, ctx, reviews, version } = await signed();
	const nils = await as("nils");
	await expect(
		reconcileReview(nils, reviews.alfa, { ...RECONCILED, outcome: "returned", version }),
	).rejects.toMatchObject({
		fields: { what: expect.any(String), why: expect.any(String), from_on: expect.any(String) },
	});
	await reconcileReview(nils, reviews.alfa, { ...RECONCILED, outcome: "returned", ...RETURN, version });
	expect(await ctx.db.selectFrom("sam_returns").selectAll().execute()).toMatchObject([
		{ state: "acknowledged", what: RETURN.what },
	]);
});

test("the allocation register: written, acknowledged by the holder alone, and asked for anew when the manager changes", async () => {
	const { as, ctx, ids } = await openSamWorld();
	const nils = await as("nils");
	await expect(allocateTasks(await as("mats"), ids.alfa, { manager_id: ids.mats, ...TASKS })).rejects.toMatchObject({
		status: 403,
	});
	await expect(allocateTasks(nils, ids.alfa, { manager_id: ids.boris, ...TASKS })).rejects.toMatchObject({
		status: 422,
	});
	await expect(allocateTasks(nils, ids.gamma, { manager_id: ids.gunnel, ...TASKS })).rejects.toMatchObject({
		status: 404,
	});
	await expect(
		allocateTasks(nils, ids.alfa, { manager_id: ids.mats, ...TASKS, allocated_on: "2027-01-01" }),
	).rejects.toMatchObject({ status: 422 });
	await allocateTasks(nils, ids.alfa, { manager_id: ids.mats, ...TASKS });
	await expect(acknowledgeAllocation(nils, ids.alfa)).rejects.toMatchObject({ status: 403 });
	const state = async () =>
		allocationState((await listAllocationRows(ctx.db, { own: [ids.alfa], branch: [] }, "2026-11-16"))[0]!);
	expect(await state()).toBe("Väntar på kvittens");
	await acknowledgeAllocation(await as("mats"), ids.alfa);
	expect(await state()).toBe("Gäller");
	await ctx.database.transaction(async (trx) => {
		await trx.updateTable("roles").set({ valid_to: "2026-11-10" }).where("person_id", "=", ids.mats).execute();
		await trx.updateTable("roles").set({ unit_id: ids.alfa }).where("person_id", "=", ids.boris).execute();
	});
	expect(await state()).toBe("Ny chef: ny fördelning behövs");
});

test("a reorganisation during the round: new, closed, moved units and new managers are followed, and keep their history", async () => {
	const { as, ctx, ids, round, reviews } = await openSamWorld();
	const carin = await as("carin");
	await signEverything(await as("mats"), reviews.alfa);
	await ctx.database.transaction(async (trx) => {
		await trx.updateTable("org_units").set({ parent_id: ids.psyk }).where("id", "=", ids.alfa).execute();
		await trx.updateTable("org_units").set({ valid_to: "2026-11-10" }).where("id", "=", ids.gamma).execute();
		await trx.updateTable("roles").set({ valid_to: "2026-11-10" }).where("person_id", "=", ids.boris).execute();
		const beta = await trx.selectFrom("org_units").selectAll().where("id", "=", ids.beta).executeTakeFirstOrThrow();
		await trx
			.insertInto("org_units")
			.values({ ...beta, id: "delta", code: "9", name: "Vårdcentralen Delta", sort_name: "delta" })
			.execute();
	});
	await updatePopulation(carin, round, (await findSamRound(ctx.db, round))!.version);
	expect(await reviewOf(ctx, reviews.alfa)).toMatchObject({
		parent_id: ids.psyk,
		state: "signed",
		manager_name: "Mats Berg",
	});
	expect(await reviewOf(ctx, reviews.gamma)).toMatchObject({ state: "ended" });
	expect(await reviewOf(ctx, reviews.beta)).toMatchObject({ manager_id: null });
	expect(await ctx.db.selectFrom("sam_reviews").select("state").where("unit_id", "=", "delta").execute()).toEqual([
		{ state: "open" },
	]);
	await ctx.database.transaction((trx) =>
		trx.updateTable("org_units").set({ valid_to: null }).where("id", "=", ids.gamma).execute(),
	);
	await updatePopulation(carin, round, (await findSamRound(ctx.db, round))!.version);
	expect(await reviewOf(ctx, reviews.gamma)).toMatchObject({ state: "open", ended_at: null });
});

test("an open round keeps its questions; a new edition comes with the next", async () => {
	const { as, ctx, ids, round } = await openSamWorld();
	const carin = await as("carin");
	const questions = ["Ett", "Två", "Tre", "Fyra", "Fem"].map((text) => ({ key: "", text, help: "" }));
	expect(await editQuestions(carin, { reason: "Kortare", questions })).toBe(2);
	await expect(editQuestions(carin, { reason: "För kort", questions: questions.slice(1) })).rejects.toMatchObject({
		status: 422,
	});
	expect((await findSamRound(ctx.db, round))!.edition).toBe(1);
	const next = await addRound(carin, { unit_id: ids.administration, year: 2027, ...DAYS });
	expect((await findSamRound(ctx.db, next))!.edition).toBe(2);
	await expect(addRound(carin, { unit_id: ids.administration, year: 2027, ...DAYS })).rejects.toMatchObject({
		fields: { year: "Det finns redan en SAM-omgång för 2027." },
	});
	await expect(addRound(await as("nils"), { unit_id: ids.administration, year: 2028, ...DAYS })).rejects.toMatchObject({
		status: 404,
	});
	await expect(editRound(carin, next, { ...DAYS, closes_on: "2026-10-01", version: 1 })).rejects.toMatchObject({
		status: 422,
	});
});

test("a round opens once, and is not closed before its last day", async () => {
	const { as, ctx, round, reviews } = await openSamWorld();
	await expect(openRound(await as("carin"), round, 2)).rejects.toMatchObject({ message: "Omgången är redan öppnad." });
	await expect(closeRound(await as("carin"), round, 2)).rejects.toMatchObject({ status: 422 });
	await closeRound(await as("carin", "2026-12-02T09:00:00.000Z"), round, 2);
	await expect(signEverything(await as("mats"), reviews.alfa)).rejects.toMatchObject({
		message: "SAM-omgången 2026 är avslutad. Svaren kan inte ändras.",
	});
	expect((await findSamRound(ctx.db, round))!.status).toBe("closed");
});

test("an åtgärd lives on: reported done with what was done, cancelled only with a reason", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	await signEverything(await as("mats"), reviews.alfa, [
		saying(4, "no", { what: "Kurs", who: "Mats", due_on: "2026-12-01" }),
	]);
	const [action] = await listSamActions(ctx.db, { reach: "all" });
	await expect(
		reportAction(await as("mats"), action!.id, { status: "cancelled", note: "", version: 1 }),
	).rejects.toMatchObject({ status: 422 });
	await expect(
		reportAction(await as("boris"), action!.id, { status: "ongoing", note: "", version: 1 }),
	).rejects.toMatchObject({ status: 404 });
	await reportAction(await as("mats"), action!.id, { status: "done", note: "Kursen är genomförd", version: 1 });
	await expect(
		reportAction(await as("mats"), action!.id, { status: "ongoing", note: "", version: 1 }),
	).rejects.toMatchObject({ status: 409 });
	expect(await listSamActions(ctx.db, { reach: "all", open: true })).toEqual([]);
});

test("SAM reports itself at a cut-off, as it stood then, and not about fewer than five managers", async () => {
	const { as, ctx, reviews, ids, version } = await signed();
	const period = { unit_id: ids.administration, year: 2026, cut_off: "2026-11-20" };
	expect(await samProgress(ctx.db, period)).toEqual([]);
	await ctx.database.transaction((trx) =>
		trx.updateTable("sam_reviews").set({ manager_id: ids.fia }).where("id", "=", reviews.psyk).execute(),
	);
	await reconcileReview(await as("nils", "2026-11-25T09:00:00.000Z"), reviews.alfa, { ...RECONCILED, version });
	const counts = async (cut_off: string) =>
		(await samProgress(ctx.db, { ...period, cut_off })).map((row) => [row.done, row.total]);
	expect(await counts("2026-11-20")).toEqual([
		[1, 5],
		[0, 5],
	]);
	expect(await counts("2026-11-25")).toEqual([
		[1, 5],
		[1, 5],
	]);
	expect(await counts("2026-11-15")).toEqual([]);
});

test("what waits for each in the line: the nearest superior reconciles, and a vacant post is asked of whoever is above it", async () => {
	const { as, ctx, ids, version: _version } = await signed();
	const waiting = async (person: "nils" | "mats" | "fia") => {
		const { actor } = await as(person);
		const tasks = await samTasks(ctx.db, actor, "2026-11-16");
		return [tasks.answer, tasks.vacant, tasks.reconcile].map((list) => list.map((one) => one.unit_name));
	};
	await ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ role: "allocating_manager" }).where("person_id", "=", ids.fia).execute(),
	);
	expect(await waiting("mats")).toEqual([[], [], []]);
	expect(await waiting("nils")).toEqual([["Område nära vård"], [], ["Vårdcentralen Alfa"]]);
	expect(await waiting("fia")).toEqual([[], ["Område psykiatri"], []]);
});
