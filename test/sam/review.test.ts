import { expect, test } from "vitest";
import { listEventsOf } from "../../db/queries/ground/write.ts";
import { listReviewActions } from "../../db/queries/sam/matters.ts";
import { findLiveSignature, listSamAnswers, listSignatures } from "../../db/queries/sam/reviews.ts";
import { copyAnswers } from "../../src/sam/copy-answers.ts";
import { reconcileReview } from "../../src/sam/reconcile-review.ts";
import { reopenReview } from "../../src/sam/reopen-review.ts";
import { saveAnswers } from "../../src/sam/save-answers.ts";
import { signReview } from "../../src/sam/sign-review.ts";
import { stateOpinion } from "../../src/sam/state-opinion.ts";
import { eventSentence } from "../../src/ground/write/events.ts";
import {
	answerEverything,
	input,
	openSamWorld,
	RECONCILED,
	reviewOf,
	saying,
	signEverything,
	TOOK_PART,
} from "./round.ts";

const AFTER_CLOSING = "2026-12-03T09:00:00.000Z";

test("opening a round asks every unit's manager, and tells of a vacant post", async () => {
	const { ctx, reviews, ids } = await openSamWorld();
	expect(await reviewOf(ctx, reviews.alfa)).toMatchObject({
		manager_id: ids.mats,
		manager_name: "Mats Berg",
		state: "open",
	});
	expect(await reviewOf(ctx, reviews.nara)).toMatchObject({ manager_id: ids.nils });
	expect(await reviewOf(ctx, reviews.psyk)).toMatchObject({ manager_id: null, manager_name: "" });
});

test("an answer is kept at once; the trail tells that, and proves what, without saying it", async () => {
	const { as, ctx, reviews, ids } = await openSamWorld();
	await saveAnswers(await as("mats"), reviews.alfa, input([saying(3, "no", { comment: "För många medarbetare" })]));
	expect(await listSamAnswers(ctx.db, reviews.alfa)).toMatchObject([{ position: 3, answer: "no", version: 1 }]);
	expect((await reviewOf(ctx, reviews.alfa)).marks).toBe("..N.............");
	const [event] = await listEventsOf(ctx.db, "sam_review", [reviews.alfa]);
	expect(eventSentence(event!)).toBe("Mats Berg svarade på fråga 3 i SAM-uppföljningen 2026 för Vårdcentralen Alfa");
	expect(event!.unit_id).toBe(ids.alfa);
	expect(event!.data).not.toMatch(/"no"|medarbetare/);
});

test("the same answer again changes nothing; another one is a new version, and the old one stays", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await saveAnswers(mats, reviews.alfa, input([saying(1, "yes")]));
	expect(await saveAnswers(mats, reviews.alfa, input([saying(1, "yes", { seen: 1 })]))).toMatchObject({ saved: false });
	await saveAnswers(mats, reviews.alfa, input([saying(1, "partly", { seen: 1 })]));
	const rows = await ctx.db.selectFrom("sam_answers").select(["version", "answer"]).orderBy("version").execute();
	expect(rows).toEqual([
		{ version: 1, answer: "yes" },
		{ version: 2, answer: "partly" },
	]);
	await expect(
		ctx.database.transaction((trx) => trx.updateTable("sam_answers").set({ comment: "x" }).execute()),
	).rejects.toThrow("not allowed");
});

test("two windows: what the other one saved is told, not overwritten; the same window may go on", async () => {
	const { as, reviews, ctx } = await openSamWorld();
	const mats = await as("mats");
	await saveAnswers(mats, reviews.alfa, input([saying(1, "yes")], { form_id: "A" }));
	await saveAnswers(mats, reviews.alfa, input([saying(1, "no")], { form_id: "A" }));
	await expect(saveAnswers(mats, reviews.alfa, input([saying(1, "partly")], { form_id: "B" }))).rejects.toMatchObject({
		status: 409,
		message: expect.stringContaining("Fråga 1: Mats Berg har ändrat"),
	});
	expect(await listSamAnswers(ctx.db, reviews.alfa)).toMatchObject([{ answer: "no" }]);
});

test("a comment without an answer is refused with its sentence, and nothing else in the form is lost in silence", async () => {
	const { as, reviews, ctx } = await openSamWorld();
	const save = saveAnswers(
		await as("mats"),
		reviews.alfa,
		input([saying(1, "yes"), saying(2, null, { comment: "Hm" })]),
	);
	await expect(save).rejects.toMatchObject({
		status: 422,
		fields: { "svar-2": "Välj ett svar, så sparas också det du skrev." },
	});
	expect(await listSamAnswers(ctx.db, reviews.alfa)).toEqual([]);
});

test("signing wants every answer, and what, who and when for Delvis and Nej, and who took part", async () => {
	const { as, reviews } = await openSamWorld();
	const mats = await as("mats");
	await expect(signReview(mats, reviews.alfa)).rejects.toMatchObject({
		status: 422,
		fields: { "svar-1": "Besvara fråga 1.", deltagare: "Skriv vilka som deltog.", ombud_besked: expect.any(String) },
	});
	await answerEverything(mats, reviews.alfa, [
		saying(4, "partly"),
		saying(5, "no", { what: "Skriva", who: "Mats", due_on: "2026-11-01" }),
	]);
	await expect(signReview(mats, reviews.alfa)).rejects.toMatchObject({
		fields: {
			"vad-4": "Fråga 4: skriv vad som ska göras.",
			"vem-4": "Fråga 4: skriv vem som gör det.",
			"nar-4": "Fråga 4: ange när det ska vara klart.",
			"nar-5": "Fråga 5: dagen har redan passerat.",
		},
	});
});

test("a signature covers the content; a second one is refused", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await signEverything(mats, reviews.alfa, [saying(4, "partly", { what: "Kurs", who: "Mats", due_on: "2027-02-01" })]);
	expect(await findLiveSignature(ctx.db, reviews.alfa)).toMatchObject({ signed_by_name: "Mats Berg", is_late: 0 });
	expect(await listReviewActions(ctx.db, reviews.alfa)).toMatchObject([{ what: "Kurs", status: "not_started" }]);
	await expect(signReview(mats, reviews.alfa)).rejects.toMatchObject({
		message: "Uppföljningen är redan signerad av Mats Berg 16 november 2026.",
	});
});

test("double submit: two signatures at the same moment leave one", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await answerEverything(mats, reviews.alfa);
	const both = await Promise.allSettled([signReview(mats, reviews.alfa), signReview(mats, reviews.alfa)]);
	expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
	expect(await listSignatures(ctx.db, reviews.alfa)).toHaveLength(1);
});

test("a changed answer after signing needs a reason, and ends signature, skyddsombud's word and avstämning", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await signEverything(mats, reviews.alfa);
	await stateOpinion(await as("siv"), reviews.alfa, { stand: "took_part", text: "" });
	await reconcileReview(await as("nils"), reviews.alfa, {
		...RECONCILED,
		version: (await reviewOf(ctx, reviews.alfa)).version,
	});
	const change = saying(1, "not_applicable", { seen: 1 });
	await expect(saveAnswers(mats, reviews.alfa, input([change], { form_id: "ny" }))).rejects.toMatchObject({
		message: "Uppföljningen är signerad. Öppna den igen, med ett skäl, för att ändra.",
	});
	await saveAnswers(mats, reviews.alfa, input([change], { form_id: "ny", reason: "Fel fråga" }));
	expect(await reviewOf(ctx, reviews.alfa)).toMatchObject({ state: "open" });
	expect(await findLiveSignature(ctx.db, reviews.alfa)).toBeUndefined();
	const live = await Promise.all(
		(["sam_statements", "sam_reconciliations"] as const).map((table) =>
			ctx.db.selectFrom(table).select("id").where("reopened_at", "is", null).execute(),
		),
	);
	expect(live).toEqual([[], []]);
	await signReview(mats, reviews.alfa);
	expect(await listSignatures(ctx.db, reviews.alfa)).toHaveLength(2);
});

test("opening again without changing is an act of its own, with a reason", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await signEverything(mats, reviews.alfa);
	const { version } = await reviewOf(ctx, reviews.alfa);
	await expect(
		reopenReview(mats, reviews.alfa, { reason: "Glömde en sak", version: version - 1 }),
	).rejects.toMatchObject({ status: 409 });
	await reopenReview(mats, reviews.alfa, { reason: "Glömde en sak", version });
	expect((await listSignatures(ctx.db, reviews.alfa))[0]).toMatchObject({ reopen_reason: "Glömde en sak" });
	await expect(reopenReview(mats, reviews.alfa, { reason: "igen", version: version + 1 })).rejects.toMatchObject({
		status: 422,
	});
});

test("after the last day: stamped as late when the round permits, otherwise refused with the day", async () => {
	const open = await openSamWorld();
	await answerEverything(await open.as("mats"), open.reviews.alfa);
	expect(await signReview(await open.as("mats", AFTER_CLOSING), open.reviews.alfa)).toEqual({ late: true });
	const strict = await openSamWorld({ allows_late: 0 });
	await answerEverything(await strict.as("mats"), strict.reviews.alfa);
	await expect(signReview(await strict.as("mats", AFTER_CLOSING), strict.reviews.alfa)).rejects.toMatchObject({
		status: 422,
		message: expect.stringContaining("Sista dag var 30 november 2026"),
	});
	expect(await listSamAnswers(strict.ctx.db, strict.reviews.alfa)).toHaveLength(16);
});

test("T18 another manager's form: 404 from outside the branch, 403 with a sentence from above, and nothing is kept", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	for (const person of ["boris", "gunnel"] as const)
		await expect(saveAnswers(await as(person), reviews.alfa, input([saying(1, "yes")]))).rejects.toMatchObject({
			status: 404,
		});
	await expect(saveAnswers(await as("nils"), reviews.alfa, input([saying(1, "yes")]))).rejects.toMatchObject({
		status: 403,
		message: expect.stringContaining("som Mats Berg ansvarar för"),
	});
	for (const person of ["carin", "rune", "fia", "adam", "maria"] as const)
		await expect(saveAnswers(await as(person), reviews.alfa, input([saying(1, "yes")]))).rejects.toMatchObject({
			status: 404,
		});
	expect(await listSamAnswers(ctx.db, reviews.alfa)).toEqual([]);
});

test("a vacant post escalates: the nearest superior answers for it, and someone else reconciles", async () => {
	const { as, ctx, reviews, ids } = await openSamWorld();
	await grant(ctx, { person: ids.fia, role: "allocating_manager", unit: ids.administration });
	await signEverything(await as("fia"), reviews.psyk);
	expect(await findLiveSignature(ctx.db, reviews.psyk)).toMatchObject({ signed_by_name: "Fia Ström" });
	const { version } = await reviewOf(ctx, reviews.psyk);
	await expect(reconcileReview(await as("fia"), reviews.psyk, { ...RECONCILED, version })).rejects.toMatchObject({
		status: 403,
		message: expect.stringContaining("Du har själv signerat"),
	});
});

test("T43 a substitute answers and signs, stamped för NN; the substitute cannot reconcile for the absent one", async () => {
	const { as, ctx, reviews, ids } = await openSamWorld();
	await grant(ctx, { person: ids.gunnel, role: "manager", unit: ids.alfa, for: ids.mats });
	await signEverything(await as("gunnel"), reviews.alfa);
	expect(await findLiveSignature(ctx.db, reviews.alfa)).toMatchObject({
		signed_by_name: "Gunnel Dahl",
		signed_for: "Mats Berg",
	});
	const [event] = await listEventsOf(ctx.db, "sam_review", [reviews.alfa]);
	expect(event!.on_behalf_of).toBe("Mats Berg");
});

test("the skyddsombud signs in with a word of their own; a dissent needs its text; the manager cannot be the skyddsombud", async () => {
	const { as, ctx, reviews, ids } = await openSamWorld();
	const siv = await as("siv");
	await expect(stateOpinion(siv, reviews.alfa, { stand: "dissent", text: "" })).rejects.toMatchObject({
		fields: { text: "Skriv din avvikande mening." },
	});
	await stateOpinion(siv, reviews.alfa, { stand: "took_part", text: "" });
	await stateOpinion(siv, reviews.alfa, { stand: "dissent", text: "Riskbedömningen saknas." });
	const live = await ctx.db.selectFrom("sam_statements").selectAll().where("reopened_at", "is", null).execute();
	expect(live).toMatchObject([{ stand: "dissent", person_name: "Siv Lund" }]);
	await expect(stateOpinion(siv, reviews.beta, { stand: "took_part", text: "" })).rejects.toMatchObject({
		status: 404,
	});
	await grant(ctx, { person: ids.mats, role: "safety_representative", unit: ids.alfa });
	await expect(stateOpinion(await as("mats"), reviews.alfa, { stand: "took_part", text: "" })).rejects.toMatchObject({
		status: 403,
		message: "Den som är chef för enheten kan inte också vara dess skyddsombud.",
	});
	const own = { ...TOOK_PART, rep_name: "berg, Mats" };
	await expect(saveAnswers(await as("mats"), reviews.alfa, input([], { participation: own }))).rejects.toMatchObject({
		fields: { ombud_namn: expect.stringContaining("inte vara samma person som chefen") },
	});
});

test("a manager with several units copies answers, marked, to questions without one; åtgärder stay with their unit", async () => {
	const world = await openSamWorld();
	const { ctx, reviews, ids, as } = world;
	await grant(ctx, { person: ids.mats, role: "manager", unit: ids.beta });
	await ctx.database.transaction((trx) =>
		trx.updateTable("sam_reviews").set({ manager_id: ids.mats }).where("id", "=", reviews.beta).execute(),
	);
	const mats = await as("mats");
	await answerEverything(mats, reviews.alfa, [saying(2, "no", { what: "Mandat", who: "Nils", due_on: "2027-01-31" })]);
	await saveAnswers(mats, reviews.beta, input([saying(1, "partly")]));
	expect(await copyAnswers(mats, reviews.beta, { from: reviews.alfa })).toBe(15);
	const copied = await listSamAnswers(ctx.db, reviews.beta);
	expect(copied[0]).toMatchObject({ answer: "partly", copied_from: null });
	expect(copied[1]).toMatchObject({ answer: "no", copied_from: "Vårdcentralen Alfa" });
	expect(await listReviewActions(ctx.db, reviews.beta)).toEqual([]);
	await expect(copyAnswers(mats, reviews.beta, { from: reviews.gamma })).rejects.toMatchObject({ status: 404 });
	await expect(copyAnswers(mats, reviews.beta, { from: reviews.alfa })).rejects.toMatchObject({ status: 422 });
});

test("an answer changed to Ja takes its åtgärd away with a trace, and Nej again brings it back", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	const no = { what: "Mandat", who: "Nils", due_on: "2027-01-31" };
	await saveAnswers(mats, reviews.alfa, input([saying(2, "no", no)]));
	await saveAnswers(mats, reviews.alfa, input([saying(2, "yes", { seen: 1 })]));
	expect(await listReviewActions(ctx.db, reviews.alfa)).toMatchObject([{ status: "cancelled", what: "Mandat" }]);
	await saveAnswers(mats, reviews.alfa, input([saying(2, "no", { ...no, seen: 2 })]));
	expect(await listReviewActions(ctx.db, reviews.alfa)).toMatchObject([{ status: "not_started" }]);
});

test("answers given at the same time to different questions are all kept", async () => {
	const { as, ctx, reviews } = await openSamWorld();
	const mats = await as("mats");
	await Promise.all(
		Array.from({ length: 16 }, (_, index) => saveAnswers(mats, reviews.alfa, input([saying(index + 1, "yes")]))),
	);
	expect(await listSamAnswers(ctx.db, reviews.alfa)).toHaveLength(16);
	expect((await reviewOf(ctx, reviews.alfa)).marks).toBe("J".repeat(16));
});

async function grant(
	ctx: Awaited<ReturnType<typeof openSamWorld>>["ctx"],
	role: {
		person: string;
		role: "manager" | "allocating_manager" | "safety_representative";
		unit: string;
		for?: string;
	},
): Promise<void> {
	await ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				id: `${role.person}-${role.role}-${role.unit}`.slice(0, 90),
				person_id: role.person,
				role: role.role,
				unit_id: role.unit,
				valid_from: "2026-11-01",
				valid_to: role.for ? "2026-12-31" : null,
				substitute_for: role.for ?? null,
				version: 1,
			})
			.execute(),
	);
}
