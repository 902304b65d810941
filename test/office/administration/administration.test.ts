import { expect, test } from "vitest";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

test("Administration offers what the rights allow", async () => {
	const world = await openWorld();
	const adam = await (await (await clientFor(world, "adam")).get("/administration")).text();
	expect(adam).toContain("/personer");
	expect(adam).not.toContain('href="/logg"');
	const rune = await (await (await clientFor(world, "rune")).get("/administration")).text();
	expect(rune).toContain('href="/logg"');
	expect((await (await clientFor(world, "maria")).get("/administration")).status).toBe(403);
});

test("the accessibility statement is read without signing in", async () => {
	const world = await openWorld();
	const answer = await (await clientFor(world, null)).get("/tillganglighet");
	expect(answer.status).toBe(200);
	expect(await answer.text()).toContain("WCAG 2.1");
});
