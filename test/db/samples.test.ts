import { listNewsForFinder } from "../../db/queries/checks/deviations-news.ts";
import { describe, expect, it } from "vitest";
import { countDeviations, listDeviations, listDeviationsOfRun } from "../../db/queries/checks/deviations.ts";
import { listItems } from "../../db/queries/checks/samples.ts";
import { findRun } from "../../db/queries/checks/runs.ts";
import { closeDeviation } from "../../src/checks/deviations/close-deviation.ts";
import { approveRun } from "../../src/checks/runs/approve-run.ts";
import { listSwaps } from "../../db/queries/checks/samples-swaps.ts";
import { decideSwap } from "../../src/checks/samples/decide-swap.ts";
import { replaceItem } from "../../src/checks/samples/replace-item.ts";
import { loadWorkpaper } from "../../src/checks/samples/workpaper.ts";
import { signRun } from "../../src/checks/samples/sign-run.ts";
import { answer, answerAll, saying } from "../checks/samples/answers.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("the check in %s", (_name, open) => {
	it("is answered, replaced, signed and approved, and its deviation is closed", async () => {
		const world = await openWorldOn(open);
		const run = await openDrawnRun(world, { n: 2 });
		const maria = await world.as("maria");
		await answer(maria, run.itemIds[0]!, [saying(6, "no")]);
		await replaceItem(maria, run.itemIds[1]!, { version: 1, why: "not_purchase", note: "Intern överföring" });
		const drawn = (await listItems(maria.db, run.runId)).filter((item) => item.status === "drawn");
		await answerAll(maria, { ...run, itemIds: drawn.map((item) => item.id) }, { "0 6": saying(6, "no") });
		const workpaper = await loadWorkpaper(maria.db, (await findRun(maria.db, run.runId))!, "2026-11-16");
		expect(workpaper).toMatchObject({ done: 2, deviations: 1, questions: 12, next: null });
		await signRun(maria, run.runId, { version: 1 });
		const [swap] = await listSwaps(maria.db, run.runId);
		await decideSwap(await world.as("mats"), swap!.id, { version: 1, decision: "accepted", note: "" });
		await approveRun(await world.as("mats"), run.runId, { version: 2, note: "" });
		const [deviation] = await listDeviationsOfRun(maria.db, run.runId);
		await closeDeviation(await world.as("mats"), deviation!.id, {
			version: 1,
			effective: "yes",
			effect_check: "Rättat",
		});
		expect(await listNewsForFinder(maria.db, world.ids.maria, "2026-01-01")).toHaveLength(1);
		const reach = { own: [], branch: [world.ids.nara] };
		expect(await listDeviations(maria.db, { reach, status: "closed", unit_id: world.ids.alfa })).toHaveLength(1);
		expect(await countDeviations(maria.db, { reach, status: "unfinished", person_id: world.ids.mats })).toBe(0);
	});

	it("numbers deviations without gaps when they come at once, and lets one of two approvals through (T42)", async () => {
		const world = await openWorldOn(open);
		const run = await openDrawnRun(world, { n: 3 });
		const maria = await world.as("maria");
		await Promise.all(run.itemIds.map((item) => answer(maria, item, [saying(1, "no")])));
		const numbers = (await listDeviationsOfRun(maria.db, run.runId)).map((one) => one.number);
		expect(numbers).toEqual([1, 2, 3]);
		await answerAll(maria, run);
		await signRun(maria, run.runId, { version: 1 });
		const approvals = await Promise.allSettled([
			approveRun(await world.as("mats"), run.runId, { version: 2, note: "" }),
			approveRun(await world.as("carin"), run.runId, { version: 2, note: "" }),
		]);
		expect(approvals.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});
