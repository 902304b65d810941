import { describe, expect, test } from "vitest";
import { findSamRound, listSamRounds } from "../../db/queries/sam/rounds.ts";
import { listAllocationRows, listSamActions } from "../../db/queries/sam/matters.ts";
import { listSamReviews } from "../../db/queries/sam/reviews.ts";
import { addRound } from "../../src/sam/edit-round.ts";
import { samTasks } from "../../src/sam/line-tasks.ts";
import { loadReview } from "../../src/sam/load-review.ts";
import { openRound } from "../../src/sam/open-round.ts";
import { overviewOf } from "../../src/sam/overview.ts";
import { samProgress } from "../../src/sam/progress.ts";
import { reconcileReview } from "../../src/sam/reconcile-review.ts";
import { requireSamReview } from "../../src/sam/require-review.ts";
import { saveAnswers } from "../../src/sam/save-answers.ts";
import { DAYS, input, RECONCILED, reviewOf, saying, signEverything } from "../sam/round.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("SAM on %s", (_name, open) => {
	test("a round, a signed and reconciled review, its overview, tasks, register and report say the same on both", async () => {
		const world = await openWorldOn(open);
		const { as, ctx, ids } = world;
		const carin = await as("carin");
		const round = await addRound(carin, { unit_id: ids.administration, year: 2026, ...DAYS });
		expect(await openRound(carin, round, 1)).toBe(5);
		const alfa = (await listSamReviews(ctx.db, { round_id: round })).find((one) => one.unit_id === ids.alfa)!.id;
		const no = saying(3, "no", { what: "Bemanna", who: "Mats", due_on: "2026-12-01" });
		await signEverything(await as("mats"), alfa, [no]);
		const nils = await as("nils");
		expect((await samTasks(ctx.db, nils.actor, "2026-11-16")).reconcile).toHaveLength(1);
		await reconcileReview(nils, alfa, { ...RECONCILED, version: (await reviewOf(ctx, alfa)).version });
		const found = (await findSamRound(ctx.db, round))!;
		const overview = (await overviewOf(ctx.db, nils.actor, found, ids.nara, "2026-12-05"))!;
		expect(overview.focus.figures).toMatchObject({
			units: 3,
			signed: 1,
			reconciled: 1,
			open_actions: 1,
			late_actions: 1,
		});
		expect(overview.questions[2]!.figures).toMatchObject({ no: 1, yes: 0 });
		expect((await overviewOf(ctx.db, carin.actor, found, ids.administration, "2026-12-05"))!.focus.figures).toBeNull();
		const view = await loadReview(nils, await requireSamReview(ctx.db, alfa), "2026-11-16");
		expect(view.superior).toMatchObject({ name: "Nils Holm" });
		expect(await listSamActions(ctx.db, { reach: "all", open: true })).toHaveLength(1);
		expect(await listAllocationRows(ctx.db, { own: [], branch: [ids.nara] }, "2026-11-16")).toHaveLength(3);
		expect(await listSamRounds(ctx.db, { own: [], branch: [ids.alfa] })).toHaveLength(1);
		expect(await samProgress(ctx.db, { unit_id: ids.administration, year: 2026, cut_off: "2026-12-31" })).toEqual([]);
	});

	test("simultaneous answers are all kept", async () => {
		const { as, ctx, ids } = await openWorldOn(open);
		const carin = await as("carin");
		const round = await addRound(carin, { unit_id: ids.administration, year: 2026, ...DAYS });
		await openRound(carin, round, 1);
		const gamma = (await listSamReviews(ctx.db, { round_id: round })).find((one) => one.unit_id === ids.gamma)!.id;
		const gunnel = await as("gunnel");
		await Promise.all(Array.from({ length: 8 }, (_, n) => saveAnswers(gunnel, gamma, input([saying(n + 1, "yes")]))));
		expect((await reviewOf(ctx, gamma)).marks).toBe("JJJJJJJJ........");
	});
});
