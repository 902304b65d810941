import { afterAll, expect, test } from "vitest";
import { clientFor } from "../support/browser-client.ts";
import { hold } from "../support/lifetime.ts";
import { addressOf, routeTable } from "../support/route-table.ts";
import { openWholeWorld, type WholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, type Visitor } from "./site.ts";

/** Files, fragments without a page around them, and doors that lead on. */
const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip)|\/(healthz|readyz|metrics|scim|tillgangar|oidc)/;
/** Who sees most comes first. */
const PEOPLE: PersonKey[] = ["carin", "adam", "maria", "mats", "nils"];

// the tests below only look: they share one world, and it must be there before they can be named
const [{ pages, as }, close] = await hold(async () => {
	const world = await openWholeWorld();
	const pages = await listPages(world);
	const site = await openSite(world);
	const as = {} as Record<PersonKey, Visitor>;
	for (const person of new Set(pages.values())) as[person] = await site.visit(person);
	return { pages, as };
});
afterAll(async () => {
	await close();
	await closeChromium();
});

/** The address of every page that somebody may open, with the first who may. */
async function listPages(world: WholeWorld): Promise<Map<string, PersonKey>> {
	const addresses = routeTable(world)
		.filter((route) => route.method === "GET" && !NO_PAGE.test(route.path))
		.map((route) => {
			const path = route.path.replace("/till/:kind/", "/till/sample_item/");
			return addressOf({ ...route, path }, world.objects[path.slice(0, path.indexOf("/:"))] ?? "finns-inte");
		});
	const opened = new Map<string, PersonKey>();
	for (const person of PEOPLE) {
		const client = await clientFor(world, person);
		for (const address of addresses.filter((one) => !opened.has(one))) {
			const { status, headers } = await client.get(address);
			if (status === 200 && headers.get("content-type")?.startsWith("text/html")) opened.set(address, person);
		}
	}
	return opened;
}

test("the pages were found", () => {
	expect(pages.size).toBeGreaterThan(60);
});

test.each([...pages])(
	"%s is accessible and fits: on a phone in the light, its colours on a wide screen in the dark",
	async (address, person) => {
		const { page } = as[person];
		await page.setViewportSize({ width: 360, height: 900 });
		await page.emulateMedia({ colorScheme: "light" });
		await page.goto(address);
		await requireAccessible(page);
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.emulateMedia({ colorScheme: "dark" });
		await requireAccessible(page, "color-contrast");
	},
);
