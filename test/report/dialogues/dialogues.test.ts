import { describe, expect, test } from "vitest";
import { findDialogue, listEarlierPoints, listPoints } from "../../../db/queries/report/dialogues.ts";
import { paths } from "../../../src/paths/paths.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const meeting = {
	held_on: "2026-11-10",
	participants: "Förvaltningschef, regiondirektör",
	notes: "Läget gicks igenom.",
	version: "0",
};
const agreed = { text: "Utbildning i uppdelade köp", person_id: "", due_on: "2027-03-01" };

async function held(world: World, at?: string) {
	const carin = await clientFor(world, "carin", at);
	expect((await carin.post(paths.dialogue(world.ids.period), meeting)).status).toBe(303);
	expect((await carin.post(paths.dialoguePoints(world.ids.period), agreed)).status).toBe(303);
	const dialogue = (await findDialogue(world.ctx.db, world.ids.period))!;
	const [point] = await listPoints(world.ctx.db, dialogue.id);
	return { carin, dialogue, point: point! };
}

describe("the dialogue", () => {
	test("is noted by the controller, with its facts; a stale note is refused with the newer words", async () => {
		const world = await openWorld();
		const { carin, dialogue } = await held(world);
		expect(dialogue).toMatchObject({ held_on: "2026-11-10", participants: "Förvaltningschef, regiondirektör" });
		expect(await trailOf(world, "dialogue", dialogue.id)).toHaveLength(2);
		const stale = await carin.post(paths.dialogue(world.ids.period), { ...meeting, notes: "Annat" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Läget gicks igenom.");
		expect((await carin.post(paths.dialogue(world.ids.period), { ...meeting, held_on: "2026-13-40" })).status).toBe(
			422,
		);
		expect((await carin.post(paths.dialogue("annan"), meeting)).status).toBe(404);
	});

	test("is read by the approver and auditor, written by neither, and not seen by a chef", async () => {
		const world = await openWorld();
		await held(world);
		const url = paths.dialogue(world.ids.period);
		for (const person of ["fia", "rune"] as const) {
			const client = await clientFor(world, person);
			expect((await client.get(url)).status).toBe(200);
			expect((await client.post(url, meeting)).status).toBe(403);
			expect((await client.post(paths.dialoguePoints(world.ids.period), agreed)).status).toBe(403);
		}
		expect((await (await clientFor(world, "mats")).get(url)).status).toBe(403);
	});
});

describe("what was agreed", () => {
	test("needs a dialogue, and a person of the förvaltning if any (T19)", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const early = await carin.post(paths.dialoguePoints(world.ids.period), agreed);
		expect(early.status).toBe(422);
		expect(await early.text()).toContain("Skriv först när dialogen hölls");
		await held(world);
		const stranger = await carin.post(paths.dialoguePoints(world.ids.period), { ...agreed, person_id: world.ids.rune });
		expect(stranger.status).toBe(422);
	});

	test("is settled once, with what it led to", async () => {
		const world = await openWorld();
		const { carin, dialogue, point } = await held(world);
		const url = paths.dialoguePoint(point.id);
		expect((await carin.post(url, { outcome: "", version: "1" })).status).toBe(422);
		expect((await carin.post(url, { outcome: "Alla beställare har gått.", version: "7" })).status).toBe(409);
		expect((await carin.post(url, { outcome: "Alla beställare har gått.", version: "1" })).status).toBe(303);
		expect(await listPoints(world.ctx.db, dialogue.id)).toMatchObject([
			{ status: "done", outcome: "Alla beställare har gått." },
		]);
		const again = await carin.post(url, { outcome: "Igen", version: "2" });
		expect(again.status).toBe(422);
		expect(await again.text()).toContain("Överenskommelsen är redan klar.");
		expect((await carin.post(paths.dialoguePoint("annan"), { outcome: "x", version: "1" })).status).toBe(404);
	});

	test("lives on after the report is closed: settled then, while the dialogue's own words stand", async () => {
		const opened = await openWorld();
		const { point } = await held(opened);
		const world = await openClosedYear(opened);
		const carin = await clientFor(world, "carin", JANUARY);
		const changed = await carin.post(paths.dialogue(world.ids.period), { ...meeting, notes: "Annat", version: "1" });
		expect(changed.status).toBe(422);
		expect((await listEarlierPoints(world.ctx.db, world.ids.board, "2027-07-31")).map(({ id }) => id)).toContain(
			point.id,
		);
		expect((await carin.post(paths.dialoguePoint(point.id), { outcome: "Klart", version: "1" })).status).toBe(303);
	});
});
