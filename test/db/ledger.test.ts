import { describe, expect, test } from "vitest";
import { countHitsByRule, listHitLines, listCards, listHitsById } from "../../db/queries/checks/ledger.ts";
import { countPlannedControls, listPlannedControls } from "../../db/queries/checks/sample-plans.ts";
import { listFileFindings } from "../../db/queries/checks/evaluation-file-answers.ts";
import type { FileAnswer } from "../../db/schema/vocabulary.ts";
import { evaluateControl } from "../../src/checks/evaluation/evaluate-control.ts";
import { startLedgerRules } from "../../src/checks/ledger/start-ledger-rules.ts";
import { decideSamplePlan } from "../../src/checks/sample-plans/decide-sample-plan.ts";
import { sampleSizesFor } from "../../src/checks/sample-plans/sample-sizes.ts";
import { importLines } from "../checks/ledger/ledger-support.ts";
import { listHitsOnCard } from "../../db/queries/checks/ledger-cards.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("the rules' thread opens the same database; hits are counted, listed and not doubled", async () => {
		const world = await openWorldOn(open);
		await importLines(world, "2026-10", [
			{ key: "a", date: "2026-10-05", kr: 9_500, requisitioner: "Olle", invoice: "500" },
			{ key: "b", unit: "beta", date: "2026-10-06", kr: 6_000, requisitioner: "Olle", invoice: "700" },
		]);
		const carin = await world.as("carin");
		const first = await startLedgerRules(carin, null);
		expect(first.problem).toBe("");
		expect(await startLedgerRules(carin, null)).toMatchObject({ hits_new: 0, hits_grown: 0 });
		const filter = { reach: { own: [], branch: [world.ids.administration] } };
		const cards = await listCards(world.ctx.db, filter);
		expect(cards[0], "a split stands first").toMatchObject({ rule: "split_units_7" });
		const hits = await listHitsById(
			world.ctx.db,
			cards.map((card) => card.id),
		);
		expect(hits.reduce((sum, hit) => sum + hit.card_hits, 0)).toBe(first.hits_new);
		expect(hits.reduce((sum, hit) => sum + hit.card_version, 0)).toBe(first.hits_new);
		const split = (await listHitsOnCard(world.ctx.db, hits[0]!.card_key)).find((hit) => hit.rule === "split_7");
		expect(await listHitLines(world.ctx.db, split!.id)).toHaveLength(2);
		const counts = await countHitsByRule(world.ctx.db, "all", "2026-01-01");
		expect(counts.find((one) => one.rule === "split_7")).toEqual({
			rule: "split_7",
			now: 1,
			earlier: 0,
			judged: 0,
			confirmed: 0,
		});
	});

	test("a plan is decided, sizes follow it, and a tertial is evaluated", async () => {
		const world = await openWorldOn(open);
		const { control, questions, alfa } = world.ids;
		await decideSamplePlan(await world.as("carin"), control, {
			confidence_permille: 950,
			level: "unit",
			expected_deviations: 0,
			months: 12,
			two_stage: false,
			rates: questions.map((question_id) => ({ question_id, tolerable_permille: 50 })),
			valid_from: "2026-01-01",
			reason: "Beslut",
		});
		await openDrawnRun(world, { period_key: "2026-09" });
		const sizes = await sampleSizesFor(world.ctx.db, { id: control, sample_size: 3 }, "2026-10", [
			{ unit_id: alfa, N: 40 },
		]);
		expect(sizes.get(alfa)).toBe(5);
		expect(await listPlannedControls(world.ctx.db, "all")).toMatchObject([{ valid_from: "2026-01-01" }]);
		expect(await countPlannedControls(world.ctx.db, "all")).toBe(1);
		const { groups } = await evaluateControl(world.ctx.db, {
			control_id: control,
			period_key: "2026-T3",
			level: "unit",
			reach: "all",
			today: "2026-11-16",
		});
		expect(groups).toMatchObject([{ N: 20, n: 0, unfrozen: ["2026-10", "2026-11", "2026-12"] }]);
		const days = { from: "2026-01-01", to: "2026-12-31" };
		const scope = { control_id: control, ...days, root_id: world.ids.administration, reach: "all" as const };
		const found = async (by: FileAnswer) => [...(await listFileFindings(world.ctx.db, scope, by)).values()];
		expect([await found("two_attestants"), await found("agreement_list")]).toEqual([[0], []]);
		await world.ctx.database.transaction(async (trx) => {
			const list = { id: "lista", unit_id: world.ids.administration, edition: 1, file_name: "a", sha256: "0", rows: 0 };
			await trx
				.insertInto("agreement_lists")
				.values({ ...list, imported_at: "2026-01-01T00:00:00.000Z", imported_by: world.ids.carin })
				.execute();
		});
		expect(await found("agreement_list")).toEqual([20]);
	});
});
