import { afterAll, expect, test } from "vitest";
import { addressOf, routeTable } from "../support/route-table.ts";
import { openWholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible } from "./site.ts";

afterAll(closeChromium);

/** Files, fragments without a page around them, and doors that lead on. */
const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip)|\/(healthz|readyz|metrics|scim|tillgangar|oidc)/;
/** Who sees most comes first. */
const PEOPLE: PersonKey[] = ["carin", "adam", "maria", "mats", "nils"];

test("every page is accessible and fits: on a phone in the light, and the colours on a wide screen in the dark", async () => {
	const world = await openWholeWorld();
	const site = await openSite(world);
	const left = new Set(
		routeTable(world)
			.filter((route) => route.method === "GET" && !NO_PAGE.test(route.path))
			.map((route) => {
				const path = route.path.replace("/till/:kind/", "/till/sample_item/");
				return addressOf({ ...route, path }, world.objects[path.slice(0, path.indexOf("/:"))] ?? "finns-inte");
			}),
	);
	const all = left.size;
	const wrong: string[] = [];
	const note = (error: Error) => wrong.push(error.message.slice(0, 600));
	for (const person of PEOPLE) {
		const { page, context } = await site.visit(person);
		for (const address of left) {
			const seen = await context.request.get(address, { maxRedirects: 0 });
			if (seen.status() !== 200 || !seen.headers()["content-type"]?.startsWith("text/html")) continue;
			left.delete(address);
			await page.setViewportSize({ width: 360, height: 900 });
			await page.emulateMedia({ colorScheme: "light" });
			await page.goto(address);
			await requireAccessible(page).catch(note);
			await page.setViewportSize({ width: 1440, height: 900 });
			await page.emulateMedia({ colorScheme: "dark" });
			await requireAccessible(page, "color-contrast").catch(note);
		}
	}
	expect(wrong).toEqual([]);
	expect(all - left.size, "pages that somebody could open").toBeGreaterThan(60);
});
