import { expect, test } from "vitest";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld } from "../../support/world.ts";

test("an administrator adds a nämnd for a förvaltning, and not for a unit", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const form = { name: "Regionstyrelsen", unit_id: world.ids.region, valid_from: "2026-01-01" };
	expect((await adam.post("/namnder", { ...form, unit_id: world.ids.alfa })).status).toBe(422);
	expect((await adam.post("/namnder", { ...form, name: "" })).status).toBe(422);
	expect((await adam.post("/namnder", form)).status).toBe(303);
	const added = (await listBoards(world.ctx.db, "all")).find((board) => board.name === "Regionstyrelsen");
	expect(await trailOf(world, "board", added!.id)).toEqual(["Adam Norén lade till nämnden Regionstyrelsen"]);
	expect(await (await adam.get("/namnder")).text()).toContain("Regionstyrelsen");
});

test("others do not add one", async () => {
	const world = await openWorld();
	for (const person of ["maria", "carin", "rune"] as const) {
		const client = await clientFor(world, person);
		expect((await client.post("/namnder", { name: "X", unit_id: world.ids.region })).status).toBe(403);
	}
});
