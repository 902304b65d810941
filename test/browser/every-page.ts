import { expect } from "vitest";
import { addressOf, routeTable } from "../support/route-table.ts";
import { openWholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";
import { openSite, requireAccessible } from "./site.ts";

/** Files, fragments without a page around them, and doors that lead on. */
const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip)|\/(healthz|readyz|metrics|scim|tillgangar|oidc)/;
/** Who sees most comes first. */
const PEOPLE: PersonKey[] = ["carin", "adam", "maria", "mats", "nils"];

/** Walks every page of the product as a browser of this width sees it; `rule` narrows axe to one rule. */
export async function requireEveryPage(colorScheme: "light" | "dark", width: number, rule?: string): Promise<void> {
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
	for (const person of PEOPLE) {
		const { page, context } = await site.visit(person, { width, colorScheme });
		for (const address of left) {
			const seen = await context.request.get(address, { maxRedirects: 0 });
			if (seen.status() !== 200 || !seen.headers()["content-type"]?.startsWith("text/html")) continue;
			left.delete(address);
			await page.goto(address);
			await requireAccessible(page, rule).catch((error: Error) => wrong.push(error.message.slice(0, 600)));
		}
	}
	expect(wrong).toEqual([]);
	expect(all - left.size, "pages that somebody could open").toBeGreaterThan(60);
}
