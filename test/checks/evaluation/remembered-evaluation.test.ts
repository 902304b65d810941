import { expect, test } from "vitest";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import {
	type Evaluation,
	type EvaluationInput,
	evaluateControl,
	readEvaluation,
} from "../../../src/checks/evaluation/evaluate-control.ts";
import { approveRun } from "../../../src/checks/runs/approve-run.ts";
import { returnRun } from "../../../src/checks/runs/return-run.ts";
import { decideSwap } from "../../../src/checks/samples/decide-swap.ts";
import { replaceItem } from "../../../src/checks/samples/replace-item.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { editUnit } from "../../../src/people/units/edit-unit.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answer, answerAll, saying } from "../samples/answers.ts";

/** All that is shown of it, without the functions that work it out. */
const told = (evaluation: Evaluation) =>
	JSON.stringify({
		...evaluation,
		second_looks: [...evaluation.second_looks],
		groups: evaluation.groups.map((group) => ({ ...group, questions: group.questions })),
	});

test("what is remembered of an evaluation is what it would be worked out to, after everything that happens in a run and beside it", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const [maria, mats] = [await world.as("maria"), await world.as("mats")];
	const [beata, boris, adam] = [await world.as("beata"), await world.as("boris"), await world.as("adam")];
	const alfa = await openDrawnRun(world, { n: 3 });
	const beta = await openDrawnRun(world, { n: 3, unit: "beta" });
	const base = { control_id: world.ids.control, period_key: "2026", reach: "all" as const, today: "2026-11-16" };
	const asked: EvaluationInput[] = [
		{ ...base, level: "whole" },
		{ ...base, level: "unit" },
		{ ...base, level: "unit", unit_id: world.ids.alfa, reach: { own: [], branch: [world.ids.alfa] } },
	];
	const seen = new Set<string>();
	const right = async (after: string) => {
		for (const input of asked)
			expect(told(await readEvaluation(db, input)), after).toBe(told(await evaluateControl(db, input)));
		seen.add(told(await readEvaluation(db, asked[1]!)));
	};
	const steps: [string, () => Promise<unknown>][] = [
		["answers", () => answerAll(maria, alfa, { "0 3": saying(3, "no"), "1 12": saying(12, "not_applicable") })],
		["a signature", () => signRun(maria, alfa.runId, { version: 1 })],
		["a return", () => returnRun(mats, alfa.runId, { version: 2, note: "Titta på frågan igen" })],
		["another answer", () => answer(maria, alfa.itemIds[0]!, [saying(3, "yes")], "Fel fråga")],
		["a signature again", () => signRun(maria, alfa.runId, { version: 3 })],
		["an approval", () => approveRun(mats, alfa.runId, { version: 4, note: "" })],
		["a swap", () => replaceItem(beata, beta.itemIds[0]!, { version: 1, why: "not_purchase", note: "Intern" })],
		["what the other unit signs", otherSigned],
		["a decided swap", decided],
		["a unit's new name", renamed],
		["a third run", () => openDrawnRun(world, { n: 2, period_key: "2026-09" })],
	];
	await right("nothing");
	for (const [name, step] of steps) {
		await step();
		await right(name);
	}
	// each of them is told somewhere, or the steps would prove nothing
	expect(seen.size).toBeGreaterThan(6);

	async function otherSigned() {
		const drawn = (await listItems(db, beta.runId)).filter(({ status }) => status === "drawn");
		await answerAll(beata, { ...beta, itemIds: drawn.map(({ id }) => id) });
		await signRun(beata, beta.runId, { version: 1 });
	}

	async function decided() {
		const { id, version } = await db.selectFrom("swaps").selectAll().executeTakeFirstOrThrow();
		return decideSwap(boris, id, { version, decision: "accepted", note: "" });
	}

	async function renamed() {
		const { kind, code, valid_from, valid_to, parent_id, version } = (await findUnit(db, world.ids.alfa))!;
		const unit = { kind, code, valid_from, valid_to, parent_id, version };
		return editUnit(adam, world.ids.alfa, { ...unit, name: "Nya Alfa" });
	}
});

test("an evaluation lets those who wait in between its questions, and one inside a transaction nobody", async () => {
	const world = await openWorld();
	await openDrawnRun(world, { n: 3 });
	const base = { control_id: world.ids.control, period_key: "2026", reach: "all" as const, today: "2026-11-16" };
	const turnsDuring = async (work: () => Promise<Evaluation>) => {
		let [turns, isOver] = [0, false];
		const count = () => {
			turns++;
			if (!isOver) setImmediate(count);
		};
		setImmediate(count);
		const { groups } = await work();
		isOver = true;
		return { turns, questions: groups[0]!.questions.length };
	};
	const { turns, questions } = await turnsDuring(() => readEvaluation(world.ctx.db, { ...base, level: "unit" }));
	expect(questions).toBeGreaterThan(5);
	expect(turns).toBeGreaterThanOrEqual(questions);
	expect(await turnsDuring(() => evaluateControl(world.ctx.db, { ...base, level: "unit" }))).toMatchObject({
		turns: 0,
	});
});
