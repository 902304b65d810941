import { expect, test } from "vitest";
import { findAssessment } from "../../../db/queries/report/assessments.ts";
import { insertRecommendation } from "../../../db/writes/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { write } from "../../../src/ground/write/write.ts";
import { paths } from "../../../src/paths/paths.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { JANUARY, openFinishedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { insertMeasure } from "../../../db/writes/register/measures.ts";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { checkInvoice } from "../../../src/checks/samples/check-invoice.ts";
import { decideMoneyPlan } from "../../../src/checks/own-forms/hired-staff/decide-money-plan.ts";
import { reconcileReview } from "../../../src/sam/reconcile-review.ts";
import {
	answerAll,
	drawnInvoices,
	figures,
	hiredWorld,
	itemsOf,
	sign,
} from "../../checks/own-forms/hired-staff/support.ts";
import { openSamWorld, RECONCILED, reviewOf, signEverything } from "../../sam/round.ts";
import { expectRows } from "./support.ts";
import type { World } from "../../support/world.ts";

/** Five managers, of whom two have signed and one is reconciled. */
async function openSamYear() {
	const world = await openSamWorld();
	const { as, ctx, ids, reviews } = world;
	await ctx.database.transaction((trx) =>
		trx.updateTable("sam_reviews").set({ manager_id: ids.fia }).where("id", "=", reviews.psyk).execute(),
	);
	await signEverything(await as("mats"), reviews.alfa);
	await signEverything(await as("boris"), reviews.beta);
	const { version } = await reviewOf(ctx, reviews.alfa);
	await reconcileReview(await as("nils"), reviews.alfa, { ...RECONCILED, version });
	return world;
}

/** A year in which every kind of ground has rows to count, and rows struck out of the plan that no ground counts. */
async function openYear() {
	const world = await openFinishedYear(await openSamYear());
	const { ids } = world;
	const dropped_reason = "Hör till en annan plan";
	const { db } = world.ctx;
	const risk = await db.selectFrom("risks").selectAll().where("id", "=", ids.risk).executeTakeFirstOrThrow();
	const measure = await db.selectFrom("measures").selectAll().where("id", "=", ids.measure).executeTakeFirstOrThrow();
	await write(world.ctx, async ({ trx, record }) => {
		await trx.updateTable("deviations").set({ severity: "major", status: "open" }).where("number", "=", 1).execute();
		await insertRisk(trx, { ...risk, id: "struken-risk", number: 99, dropped_reason });
		await insertMeasure(trx, { ...measure, id: "struken", position: 99, dropped_reason });
		await trx
			.updateTable("risks")
			.set({ requirements: JSON.stringify(Object.keys(REQUIREMENTS)) })
			.execute();
		for (const [number, received_on] of [
			[1, "2026-05-05"],
			[2, "2027-01-05"],
		] as const)
			await insertRecommendation(trx, {
				...{ id: `rek-${number}`, board_id: ids.board, number, source: "audit", issuer: "Revisorerna", received_on },
				...{ title: "Brist", text: "Brist", requirements: '["c"]', owner_id: null, due_on: null, answer: "" },
				...{ decided: "no", carried_out: "no", reported_back: "no", remaining_need: "yes", status: "open" },
				...{ closed_on: null, registered_at: JANUARY, version: 1 },
			});
		const object = { kind: "system", id: "grounds" };
		await record({ type: "system.started", unit_id: null, object, data: { note: "fyllde grunderna" } });
	});
	return world;
}

const started = async (world: World, level: "administration" | "division", unit_id: string | null) =>
	(await findAssessment(
		world.ctx.db,
		await startAssessment(await world.as("carin", JANUARY), world.ids.period, { level, unit_id }),
	))!;

test("every ground leads to exactly the rows it counts, for the förvaltning and for an område", async () => {
	const world = await openYear();
	const carin = await clientFor(world, "carin", JANUARY);
	for (const assessment of [
		await started(world, "administration", null),
		await started(world, "division", world.ids.nara),
		await started(world, "division", world.ids.psyk),
	]) {
		const grounds = (await suggest(world.ctx.db, assessment, "2027-01-20"))
			.filter((one) => one.requirement !== "total")
			.flatMap((one) => one.grounds);
		const kinds = new Set(grounds.map(({ href }) => href.split("?")[0]!.split("/").at(-1)));
		const whole = assessment.level === "administration" ? ["sam", "granskade", "rekommendationer"] : [];
		for (const kind of ["kontrolltillfallen", "avvikelser", "atgarder", "risker", ...whole])
			expect(kinds, kind).toContain(kind);
		await expectRows(carin, grounds);
	}
});

test("from the nämnd's page to a drawn purchase in two clicks, and nobody else's rows are shown", async () => {
	const world = await openYear();
	const fia = await clientFor(world, "fia", JANUARY);
	const href = paths.reportGround(world.ids.period, "avvikelser");
	expect(await (await fia.get(paths.boardPageOf(world.ids.period))).text()).toContain(`href="${href}"`);
	const list = await (await fia.get(href)).text();
	expect(list).toContain(`href="${paths.item(world.itemIds[1]!)}"`);
	expect((await fia.get(paths.item(world.itemIds[1]!))).status).toBe(200);
	for (const [person, query, status] of [
		["maria", "", 403],
		["mats", "", 404],
		["mats", `?enhet=${world.ids.beta}`, 404],
		["mats", `?enhet=${world.ids.alfa}`, 200],
	] as const) {
		const answer = await (await clientFor(world, person, JANUARY)).get(href + query);
		expect([person, query, answer.status]).toEqual([person, query, status]);
	}
	expect((await fia.get(paths.reportGround("finns-inte", "avvikelser"))).status).toBe(404);
	expect(await (await fia.get(`${href}?krav=%27&grad=x&sida=-1`)).text()).toContain("Avvikelser som rapporten räknar");
});

test("a conclusion in kronor leads to the invoices that it counts as examined", async () => {
	const world = await hiredWorld(30);
	const { ids } = world;
	await decideMoneyPlan(await world.as("carin"), ids.control, {
		...{ confidence_permille: 950, tolerable_ore: 30_000_000, year_ore: 60_000_000, expected_errors: 0 },
		...{ method: "interval", valid_from: "2026-10-01", reason: "Prov" },
	});
	const rows = Array.from({ length: 60 }, (_, i) => `${i + 1};1001;2026-10-02;Läkarpoolen;77;10000`);
	const { alfa } = await drawnInvoices(world, rows);
	const maria = await world.as("maria");
	const items = await itemsOf(world, alfa);
	for (const [index, item] of items.entries()) {
		const wrong = index < 2;
		await checkInvoice(maria, item.id, figures(item.amount_ore - (wrong ? 100_000 : 0)));
		await answerAll(world, "maria", item.id, wrong ? 3 : 0);
	}
	const found = async () => {
		const suggestions = await suggest(world.ctx.db, await assessment, "2027-01-20");
		const money = suggestions.flatMap(({ grounds }) => grounds).filter(({ href }) => href.includes("/fakturor"));
		await expectRows(await clientFor(world, "carin", JANUARY), money);
		return new Set(money.map(({ rows }) => rows));
	};
	const assessment = started(world, "administration", null);
	expect(await found(), "until the answers are signed nothing is examined").toEqual(new Set([0]));
	await sign(world, "maria", alfa);
	expect(await found()).toEqual(new Set([items.length]));
});
