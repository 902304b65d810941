import { expect, test } from "vitest";
import { WORDS, wordId } from "../../../src/office/help/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const steps = (page: string) => [...page.matchAll(/>(Gjort|Kvar)</g)].map(([, word]) => word);

test("whoever sets the product up sees the steps that are theirs, and which are taken at their own units", async () => {
	const world = await openWorld();
	const page = async (person: "carin" | "adam" | "maria" | "boris") =>
		(await (await clientFor(world, person)).get(paths.help())).text();
	const carin = await page("carin");
	expect(carin).toContain("Lägg in ert eget");
	expect(carin).toContain("Läs in den första inköpsfilen");
	expect(steps(carin)).toContain("Gjort");
	expect(steps(carin)).toContain("Kvar");
	expect(await page("adam")).toContain("Lägg in enheterna");
	expect(await page("adam")).not.toContain("Läs in den första inköpsfilen");
	expect(await page("maria")).not.toContain("Lägg in ert eget");
	expect(await page("maria")).toContain("Tangenter");
	await world.ctx.database.transaction((trx) => trx.updateTable("plans").set({ decided_on: null }).execute());
	expect(steps(await page("carin")).filter((word) => word === "Gjort").length).toBe(
		steps(carin).filter((word) => word === "Gjort").length - 1,
	);
});

test("every word stands once, has a place of its own, and is found by the search", async () => {
	const world = await openWorld();
	const maria = await clientFor(world, "maria");
	const page = await (await maria.get(paths.help())).text();
	const ids = WORDS.map(({ word }) => wordId(word));
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(page).toContain(`id="${id}"`);
	const found = await (await maria.get(`${paths.search()}?q=populasion`)).text();
	expect(found).toContain(`${paths.help()}#${wordId("Population")}`);
});
