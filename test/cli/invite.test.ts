import { expect, test } from "vitest";
import { trailOf } from "../support/trail-of.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld } from "../support/world.ts";
import { isk } from "./commands.ts";

test("whoever runs commands on the server lets a locked-out administrator in again; the trail says so", async () => {
	const world = await openWorld();
	const said = await isk(world.dataDir, "invite", "Adam@Prov.example");
	const token = /\/inbjudan\/([\w-]{43})$/.exec(said)![1]!;
	expect(await trailOf(world, "person", world.ids.adam)).toEqual([
		"Kommandoraden gav Adam Norén en inbjudan att välja inloggning",
	]);
	expect((await visitorTo(world, { clock: () => new Date() }).get(`/inbjudan/${token}`)).status).toBe(200);
	await expect(isk(world.dataDir, "invite", "ingen@prov.example")).rejects.toThrow("Ingen person");
});
