import { clientFor } from "./browser-client.ts";
import { addressOf, routeTable } from "./route-table.ts";
import type { WholeWorld } from "./whole-world.ts";
import type { PersonKey } from "./world.ts";

/** Files, fragments without a page around them, and doors that lead on. */
export const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip)|\/(healthz|readyz|metrics|scim|tillgangar|oidc)/;
/** Who sees most comes first. */
const PEOPLE: PersonKey[] = ["carin", "adam", "maria", "mats", "nils", "siv", "fia", "rune"];

/** The address of every page there is, of an object in the world where there is one. */
export function pageAddresses(world: WholeWorld): string[] {
	return routeTable(world)
		.filter((route) => route.method === "GET" && !NO_PAGE.test(route.path))
		.map((route) => {
			const path = route.path.replace("/till/:kind/", "/till/sample_item/");
			return addressOf({ ...route, path }, world.objects[path.slice(0, path.indexOf("/:"))] ?? "finns-inte");
		});
}

/** The address of every page that somebody may open, with the first who may. */
export async function listPages(world: WholeWorld): Promise<Map<string, PersonKey>> {
	const addresses = pageAddresses(world);
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
