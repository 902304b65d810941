import { afterAll, expect, test } from "vitest";
import type { Database } from "../../db/open.ts";
import { hold } from "../support/lifetime.ts";
import { clientFor } from "../support/browser-client.ts";
import { listPages } from "../support/pages.ts";
import { SizedLists } from "../support/sized-lists.ts";
import { openWholeWorld } from "../support/whole-world.ts";

/** What a page shows: no tags, and thereby no attributes such as a time's own. */
const textOf = (html: string) => html.replace(/<(script|style)\b.*?<\/\1>|<[^>]*>/gs, " ");

// the tests below only look: they share one world
const [{ world, pages }, close] = await hold(async () => {
	const world = await openWholeWorld();
	// a unit with others below it, since its page lists them
	const objects = { ...world.objects, "/enheter": world.ids.nara };
	return { world, pages: await listPages({ ...world, objects }) };
});
afterAll(close);

test.each([0, 1, 2, 5])("every page opens when its lists hold %i rows", async (size) => {
	const db = world.ctx.db.withPlugin(new SizedLists(size));
	const database: Database = Object.create(world.ctx.database, { db: { value: db } });
	const sized = { ...world, ctx: { ...world.ctx, database, db } };
	const failed: string[] = [];
	for (const person of new Set(pages.values())) {
		const client = await clientFor(sized, person, undefined, {}, (line) => failed.push(line));
		for (const [address] of [...pages].filter(([, who]) => who === person)) {
			const page = await client.get(address);
			const { status } = page;
			const instant = /\d{4}-\d\d-\d\dT\d\d:\S*/.exec(textOf(await page.text()));
			if (instant) failed.push(`${address} (${person}) shows a time as machines write it: ${instant[0]}`);
			// an emptied list may hold the one thing the page is about: then there is no such page
			if (status !== 200 && !(size === 0 && status === 404)) failed.push(`${address} (${person}): ${status}`);
		}
	}
	expect(failed).toEqual([]);
});
