import { expect, test } from "vitest";
import { search } from "../../../src/office/search/search.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";

const labelsOf = async (world: World, who: Parameters<World["as"]>[0], text: string) =>
	(await search(await world.as(who), text)).map(({ label }) => label);
const titlesIn = async (world: World, who: Parameters<World["as"]>[0], text: string, label: string) =>
	(await search(await world.as(who), text)).find((group) => group.label === label)?.hits.map(({ title }) => title) ??
	[];

test("units, people, runs and pages are found by beginnings and misspelt words", async () => {
	const world = await openWorld();
	await openDrawnRun(world);
	expect(await titlesIn(world, "carin", "vårdcntralen alfa", "Enheter")).toEqual(["Vårdcentralen Alfa (1001)"]);
	expect((await titlesIn(world, "carin", "alfa", "Kontrolltillfällen"))[0]).toContain("Vårdcentralen Alfa");
	expect(await titlesIn(world, "carin", "maria", "Personer")).toHaveLength(1);
	expect(await titlesIn(world, "carin", "dubbletter", "Sidor")).toEqual(["Träffar"]);
	expect(await search(await world.as("carin"), "finns verkligen inte")).toEqual([]);
	expect(await search(await world.as("carin"), "%_'\"|")).toEqual([]);
});

test("T23: what the pages do not show is not found either", async () => {
	const world = await openWorld();
	await openDrawnRun(world, { unit: "beta", performer: null });
	expect(await labelsOf(world, "carin", "beta")).toContain("Kontrolltillfällen");
	// a materialsamordnare reaches the own unit alone, and neither people nor units
	const own = await labelsOf(world, "maria", "beta");
	expect(own).not.toContain("Kontrolltillfällen");
	expect(own).not.toContain("Enheter");
	expect(await labelsOf(world, "maria", "carin")).not.toContain("Personer");
	expect(await titlesIn(world, "carin", "logg", "Sidor")).toContain("Logg");
	expect(await titlesIn(world, "maria", "logg", "Sidor")).not.toContain("Logg");
	expect(await labelsOf(world, "maria", "LF84100")).not.toContain("Verifikationer");
});

test("a voucher is found by the beginning of its number: drawn, or in the population", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const number = run.keys[0]!.split("|")[3]!;
	const [drawn] = (await search(await world.as("carin"), number)).find(({ label }) => label === "Verifikationer")!.hits;
	expect(drawn).toMatchObject({ href: expect.stringContaining("/stickprov/inkop/") });
	expect((await titlesIn(world, "maria", number, "Verifikationer")).length).toBeGreaterThan(0);
	expect(await titlesIn(world, "carin", number.slice(0, 3), "Verifikationer")).toEqual([]);
});

test("what was changed a moment ago is found by its new name, and what is gone by none", async () => {
	const world = await openWorld();
	expect(await titlesIn(world, "adam", "kappa", "Enheter")).toEqual([]);
	const adam = await clientFor(world, "adam");
	const unit = { kind: "unit", code: "1999", name: "Vårdcentralen Kappa", parent_id: world.ids.administration };
	const made = await adam.post("/enheter/ny", { ...unit, valid_from: "2026-01-01" });
	expect(made.status).toBe(303);
	expect(await titlesIn(world, "adam", "kappa", "Enheter")).toEqual(["Vårdcentralen Kappa (1999)"]);
});

test("the page holds the words, escapes them, and says when nothing fits", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const html = await (await carin.get("/sok?q=%3Cscript%3Ealert(1)%3C/script%3E")).text();
	expect(html).toContain("&lt;script&gt;");
	expect(html).toContain("Inget passar");
	expect((await carin.get(`/sok?q=${"å".repeat(5000)}`)).status).toBe(200);
});
