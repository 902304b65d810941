import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../db/schema/vocabulary.ts";
import { scopeOf } from "../../src/ground/access/permissions.ts";
import { viewOf } from "../../src/ground/access/require-may.ts";
import { draftPlan } from "../../src/register/plans/draft-plan.ts";
import { clientFor } from "../support/browser-client.ts";
import { addressOf, isMutating, type Route, routeTable } from "../support/route-table.ts";
import { openWholeWorld, strangerWith, type WholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";

/** What belongs to no unit: checklists are the region's, tokens and integrations the installation's, previews their maker's. */
const WITHOUT_A_UNIT =
	/^\/(fortsatt|checklistor|integrationer|atkomstnycklar|inkop\/forhandsgranskning|planer\/inlasning|hr-filer|inbjudan|uppstart|tillgangar|tillganglighet|kalender|scim)\//;

/** Forms of runs that have no drawn purchases: alfa's run has. */
const OTHER_RUNS = /^\/stickprov\/:id\/(kostnader|kassor|fakturor)/;

/** Pages of a plan that is not decided; alfa's is in force. */
const OF_A_DRAFT = /^\/planer\/:id\/(andring|ordning)(\/|$)/;
const DRAFT = "/planer (utkast)";

const MARKER = "Kanylen-Zeta";

/** The whole world, and next year's plan as a draft. */
async function openWalkedWorld(): Promise<WholeWorld> {
	const world = await openWholeWorld(MARKER);
	const draft = await draftPlan(await world.as("carin"), { board_id: world.ids.board, year: 2027 });
	return { ...world, objects: { ...world.objects, [DRAFT]: draft } };
}

/** Every route about one object, with its action and the address of the object at alfa. */
function routesAbout(world: WholeWorld): (Route & { address: string })[] {
	return routeTable(world)
		.filter((route) => route.path.includes(":") && !WITHOUT_A_UNIT.test(route.path))
		.map((route) => {
			const path = route.path.replace("/till/:kind/", "/till/sample_item/");
			const noun = OF_A_DRAFT.test(path) ? DRAFT : path.slice(0, path.indexOf("/:"));
			const id = world.objects[noun];
			if (id === undefined) throw new Error(`No object in the whole world for ${route.path}`);
			return { ...route, address: addressOf({ ...route, path }, id) };
		});
}

/** Every pair of names a form may carry a unit in: none of them may decide (T20). */
const OWN_UNIT = { unit_id: "delta", enhet: "delta", version: "1" };

describe("T18, T20, T23: what belongs to another unit is not there", () => {
	test.each((Object.keys(ROLES) as Role[]).filter((role) => role !== "auditor"))(
		"%s of another förvaltning gets 404 (403 where they see but may not) from every route about alfa",
		async (role) => {
			const world = await openWalkedWorld();
			const stranger = await clientFor(await strangerWith(world, role), "carin");
			const count = async () => (await world.ctx.db.selectFrom("events").select("seq").execute()).length;
			const before = await count();
			const wrong: string[] = [];
			const routes = routesAbout(world);
			for (const route of routes) {
				const scope = route.action && scopeOf(route.action, role);
				if (scope === "all") continue; // this right reaches everywhere, by the table
				const sees = route.action && scopeOf(viewOf(route.action), role) === "all";
				const readable = routes.some(({ path, method, action }) => {
					return path === route.path && method === "GET" && action !== undefined && scopeOf(action, role) === "all";
				});
				const expected = scope === undefined || sees ? [403, 404] : [404];
				if (readable) expected.push(422); // the form again, on a page this role may read anywhere
				const response = isMutating(route)
					? await stranger.post(route.address, OWN_UNIT)
					: await stranger.get(`${route.address}?enhet=delta`);
				const leaks = !sees && (await response.text()).includes(MARKER);
				if (!expected.includes(response.status) || leaks)
					wrong.push(`${route.method} ${route.address} (${route.action}): ${response.status}${leaks ? " leaks" : ""}`);
			}
			expect(wrong).toEqual([]);
			expect((await count()) - before, "nothing was recorded").toBe(0);
		},
	);

	test("the objects are real: everybody's addresses answer somebody at home", async () => {
		const world = await openWalkedWorld();
		const home: PersonKey[] = ["carin", "adam", "mats", "nils", "rune", "maria"];
		const clients = await Promise.all(home.map((person) => clientFor(world, person)));
		const unanswered: string[] = [];
		for (const route of routesAbout(world)) {
			if (isMutating(route) || route.path.split(":").length > 2 || OTHER_RUNS.test(route.path)) continue;
			const statuses: number[] = [];
			for (const client of clients)
				if (!statuses.includes(200)) statuses.push((await client.get(route.address)).status);
			if (!statuses.includes(200)) unanswered.push(`${route.address}: ${statuses}`);
		}
		expect(unanswered).toEqual([]);
	});
});
