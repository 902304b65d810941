import { describe, expect, test } from "vitest";
import { findDeviation, listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import type { Role } from "../../../db/schema/vocabulary.ts";
import { closeDeviation } from "../../../src/checks/deviations/close-deviation.ts";
import { editDeviation } from "../../../src/checks/deviations/edit-deviation.ts";
import { handleDeviation } from "../../../src/checks/deviations/handle-deviation.ts";
import { approveRun } from "../../../src/checks/runs/approve-run.ts";
import { returnRun } from "../../../src/checks/runs/return-run.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { ACTS, type Act, DUTIES, forbids, RELATIONS, type Relation } from "../../../src/ground/access/duties.ts";
import { type Action, PERMISSIONS } from "../../../src/ground/access/permissions.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import { type DrawnRun, openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { answer, answerAll, saying } from "../samples/answers.ts";

/** Each act, or two that are one command, with the right it takes. Explaining hits and approving assessments touch no drawn line. */
const WALKED: { acts: Act[]; action: Action }[] = [
	{ acts: ["perform"], action: "run.perform" },
	{ acts: ["review"], action: "run.review" },
	{ acts: ["check_effect", "close"], action: "deviation.close" },
	{ acts: ["ease"], action: "deviation.handle" },
	{ acts: ["withdraw"], action: "run.perform" },
];
const ELSEWHERE: Act[] = ["explain", "approve"];

const HOLDERS: Partial<Record<Role, PersonKey>> = {
	material_coordinator: "maria",
	manager: "mats",
	allocating_manager: "nils",
	controller: "carin",
};
const NAMES: Partial<Record<PersonKey, string>> = {
	maria: "Ek, Maria",
	mats: "M Berg",
	nils: "nilhol01 Nils Holm",
	carin: "Carin Åberg",
};
const LINES: Relation[] = ["requisitioner", "receiver", "approver"];
const HANDLED: Relation[] = ["owner", "planner", "causer"];

interface Cell {
	actor: PersonKey;
	relation: Relation | null;
	larger: boolean;
}

/** The cells of an act: every relation it can meet, and none, at a mindre and at a större deviation where that tells. */
function cellsOf(acts: readonly Act[], actor: PersonKey): Cell[] {
	const performing = acts.includes("perform") || acts.includes("withdraw");
	const relations: (Relation | null)[] = [null, ...(acts.includes("withdraw") ? [] : LINES)];
	if (!performing && actor !== "nils") relations.push("performer");
	if (!acts.includes("perform") && !acts.includes("review")) relations.push(...HANDLED);
	const sizes = acts.includes("ease")
		? [true]
		: acts.includes("perform") || acts.includes("review")
			? [false]
			: [false, true];
	return relations.flatMap((relation) => sizes.map((larger) => ({ actor, relation, larger })));
}

test("T52 T53 the walk meets every act of the table, and every relation it closes", () => {
	expect([...WALKED.flatMap(({ acts }) => acts), ...ELSEWHERE].sort()).toEqual(Object.keys(ACTS).sort());
	for (const { acts } of WALKED) {
		const met = new Set(cellsOf(acts, "mats").map(({ relation }) => relation));
		const closed = acts.flatMap((act) => Object.keys(DUTIES[act]) as Relation[]);
		expect(closed.filter((relation) => !met.has(relation))).toEqual([]);
	}
	expect(Object.keys(RELATIONS)).toHaveLength(8);
});

test("T52 T53 what the table must close, said once more in other words", () => {
	const closed = (relation: Relation, larger: boolean) =>
		(Object.keys(ACTS) as Act[]).filter((act) => forbids(act, relation, larger)).join(" ");
	for (const relation of LINES) {
		expect(closed(relation, false)).toBe("perform review check_effect explain");
		expect(closed(relation, true)).toBe("perform review check_effect close ease explain");
	}
	for (const relation of HANDLED) {
		expect(closed(relation, false)).toBe("");
		expect(closed(relation, true)).toBe("check_effect close ease withdraw");
	}
	expect([closed("performer", true), closed("preparer", false)]).toEqual(["review", "approve"]);
});

describe.each(WALKED)("T52 T53 $acts", ({ acts, action }) => {
	const roles = Object.keys(PERMISSIONS[action]) as Role[];
	test.each(roles)("as %s: refused exactly where the table says", async (role) => {
		const actor = HOLDERS[role]!;
		const world = await openWorld();
		const wrong: string[] = [];
		for (const [index, cell] of cellsOf(acts, actor).entries()) {
			const refused = await isRefused(() => play(world, index, acts[0]!, cell));
			// the chef owns what is found at the unit from the start
			const hands = actor === "mats" ? [cell.relation, "owner" as const] : [cell.relation];
			const expected = acts.some((act) => hands.some((hand) => hand !== null && forbids(act, hand, cell.larger)));
			if (refused !== expected) wrong.push(`${cell.relation} ${cell.larger} refused ${refused}`);
		}
		expect(wrong).toEqual([]);
	});
});

class Prepared {
	constructor(readonly act: () => Promise<unknown>) {}
}

async function isRefused(play: () => Promise<Prepared>): Promise<boolean> {
	const { act } = await play();
	try {
		await act();
		return false;
	} catch (error) {
		expect(error).toMatchObject({ status: 403, attempt: expect.anything() });
		return true;
	}
}

/** Prepares everything up to the act, by people without a hand in it; what is returned is the act alone. */
async function play(world: World, index: number, act: Act, cell: Cell): Promise<Prepared> {
	const { actor, relation, larger } = cell;
	const by = await world.as(actor);
	const other: PersonKey = actor === "carin" ? "mats" : "carin";
	const performs = act === "perform" || act === "withdraw" || relation === "performer";
	const performer: PersonKey = performs ? actor : actor === "maria" ? "carin" : "maria";
	const run = await openDrawnRun(world, {
		n: 1,
		population: 2,
		period_key: `20${20 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`,
		performer,
		reviewer: null,
		lines: LINES.includes(relation!) ? { 0: { [relation!]: `Någon Annan; ${NAMES[actor]}` } } : {},
	});
	const performing = await world.as(performer);
	if (act === "perform") return new Prepared(() => answer(by, run.itemIds[0]!, [saying(1, "yes")]));
	if (act === "review") {
		await answerAll(performing, run);
		await signRun(performing, run.runId, { version: 1 });
		return new Prepared(() => approveRun(by, run.runId, { version: 2, note: "" }));
	}
	await answerAll(performing, run, { "0 6": saying(6, "no", { severity: larger ? "major" : "minor" }) });
	const [found] = await listDeviationsOfRun(world.ctx.db, run.runId);
	await touch(world, found!.id, cell, other);
	const now = async () => (await findDeviation(world.ctx.db, found!.id))!;
	if (act === "check_effect") {
		if ((await now()).status === "open") await handle(world, await world.as(other), found!.id, {});
		const { version } = await now();
		const effect_check = "Tre nya stickprov utan fel";
		return new Prepared(() => closeDeviation(by, found!.id, { version, effective: "yes", effect_check }));
	}
	if (act === "ease") {
		const { title, description, cause_code, direct_fix, owner_id, due_on, version } = await now();
		const facts = { title, description, cause_code, direct_fix, owner_id, due_on, version };
		return new Prepared(() => editDeviation(by, found!.id, { ...facts, severity: "minor" }));
	}
	return withdrawal(world, run, by, other);
}

async function withdrawal(world: World, run: DrawnRun, by: Context, other: PersonKey): Promise<Prepared> {
	const { version } = (await findRun(world.ctx.db, run.runId))!;
	await signRun(by, run.runId, { version });
	await returnRun(await world.as(other), run.runId, { version: version + 1, note: "Se över fråga 6" });
	const given = await listAnswersOfItem(world.ctx.db, run.itemIds[0]!);
	const seen = given.find(({ position }) => position === 6)!.version;
	return new Prepared(() => answer(by, run.itemIds[0]!, [saying(6, "yes", { seen })], "Det var rätt"));
}

/** Gives the actor the hand, and takes it away again as far as the register goes: owner and plan are somebody else's in the end. */
async function touch(world: World, id: string, { actor, relation }: Cell, other: PersonKey): Promise<void> {
	const helper = await world.as(other);
	if (relation === "owner") {
		await own(world, helper, id, actor);
		await own(world, helper, id, "maria");
	} else if (relation === "planner" || relation === "causer") {
		if (relation === "causer") await handle(world, helper, id, {});
		await handle(
			world,
			await asManagerToo(world, actor),
			id,
			relation === "causer" ? { root_cause: "En annan orsak" } : {},
		);
		await handle(world, helper, id, { plan: "En ny plan", root_cause: "En ny orsak" });
	}
}

async function own(world: World, by: Context, id: string, owner: PersonKey): Promise<void> {
	const { title, description, severity, cause_code, direct_fix, due_on, version } = (await findDeviation(by.db, id))!;
	const facts = { title, description, severity, cause_code, direct_fix, due_on, version };
	await editDeviation(by, id, { ...facts, owner_id: world.ids[owner] });
}

async function handle(
	world: World,
	by: Context,
	id: string,
	more: { plan?: string; root_cause?: string },
): Promise<void> {
	const { version, plan, root_cause } = (await findDeviation(by.db, id))!;
	const words = { plan: plan || "Gå igenom rutinen", root_cause: root_cause || "Okänd rutin", ...more };
	await handleDeviation(by, id, { version, ...words, owner_id: world.ids.siv, due_on: "2026-12-15" });
}

/** The same person with one role more: several roles change nothing. */
async function asManagerToo(world: World, person: PersonKey): Promise<Context> {
	const ctx = await world.as(person);
	const manager = { role: "manager" as const, unit_id: world.ids.alfa, substitute_for: null };
	return { ...ctx, actor: { ...ctx.actor, roles: [...ctx.actor.roles, manager] } };
}
