import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../db/schema/vocabulary.ts";
import { type Action, PERMISSIONS, scopeOf } from "../../src/ground/access/permissions.ts";
import { viewOf } from "../../src/ground/access/require-may.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { addressOf, isMutating, type Route, routeTable } from "../support/route-table.ts";
import { openWorld, type PersonKey } from "../support/world.ts";

/** One person per role in the world. */
const PERSON: Record<Role, PersonKey> = {
	material_coordinator: "maria",
	manager: "mats",
	allocating_manager: "nils",
	controller: "carin",
	approver: "fia",
	auditor: "rune",
	administrator: "adam",
	safety_representative: "siv",
};

/** Changes that need no right: signing in, with what one knows or with a one-time link. */
const OPEN: string[] = [
	paths.signIn(),
	paths.signInPassword(),
	paths.signInCode(),
	"/inbjudan/:token",
	"/uppstart/:token",
];

/** What an empty request may do: reading the log as a file is a fact, and so is asking for the rules to be run. */
const WITHOUT_A_FORM = ["trail.exported", "ledger.rules_started"];

/** The entrances of programs know no session and no cookie: a person is nobody there, whatever their role. */
const forIntegrations = (route: Route) => /^\/(scim|api\/inlasning)\//.test(route.path);

const routes = async () => routeTable(await openWorld());

describe("T16: every route that changes something names its permission", () => {
	test("the route table was read", async () => {
		expect((await routes()).filter(isMutating).length).toBeGreaterThan(20);
	});

	test("no mutating route is without an action of the table", async () => {
		const bare = (await routes()).filter(
			(route) => isMutating(route) && !OPEN.includes(route.path) && !(route.action && route.action in PERMISSIONS),
		);
		expect(bare).toEqual([]);
	});
});

test("T18: whatever can be done is seen by a right of the table, so that a refusal is a 404 or a 403 and no fault", () => {
	const unseen = Object.keys(PERMISSIONS).filter((action) => !(viewOf(action as Action) in PERMISSIONS));
	expect(unseen).toEqual([]);
});

describe("T17, T21: the table decides, for every role and route, before anything else happens", () => {
	test.each(Object.keys(ROLES) as Role[])(
		"%s is refused with 403 exactly where the table gives nothing",
		async (role) => {
			const world = await openWorld();
			const client = await clientFor(world, PERSON[role]);
			const facts = () =>
				world.ctx.db.selectFrom("events").select("type").where("type", "not in", WITHOUT_A_FORM).execute();
			const before = await facts();
			const wrong: string[] = [];
			for (const route of routeTable(world)) {
				if (!route.action || route.path === paths.signOut() || forIntegrations(route)) continue;
				const path = addressOf(route, "finns-inte");
				const response = isMutating(route) ? await client.post(path, {}) : await client.get(path);
				const names = route.instead ? [route.action, route.instead] : [route.action];
				const allowed = names.some((action) => scopeOf(action, role) !== undefined);
				if ((response.status === 403) === allowed || response.status >= 500) {
					wrong.push(`${route.method} ${path} (${names}): ${response.status}, expected ${allowed ? "not " : ""}403`);
				}
			}
			expect(wrong).toEqual([]);
			expect((await facts()).slice(before.length), "a refused or empty request records nothing").toEqual([]);
		},
	);
});

test("T23: every file of a list asks for the right that its page asks for", async () => {
	const ENDING = /(?:\{[^}]*\\)?\.(json|csv|xlsx)\}?$/;
	const rights = new Map<string, Set<string | undefined>>();
	const base = (path: string) => path.replace(ENDING, "").replace(/\{\[\^\/\.\]\+\}$/, "");
	// the document of the lists says which there are, and nothing that is in them: anybody may read it
	const reading = (await routes()).filter(({ method, path }) => method === "GET" && path !== paths.apiDocument());
	const files = new Set(reading.filter(({ path }) => ENDING.test(path)).map(({ path }) => base(path)));
	for (const { path, action } of reading.filter((route) => files.has(base(route.path))))
		rights.set(base(path), new Set([...(rights.get(base(path)) ?? []), action]));
	expect(rights.size).toBeGreaterThan(20);
	expect([...rights].filter(([, actions]) => actions.size !== 1 || actions.has(undefined))).toEqual([]);
});

describe("T34: a change asked for from another site is refused", () => {
	test("every mutating route answers 403 to a foreign Origin; where cookies count for nothing, 401", async () => {
		const world = await openWorld();
		const client = await clientFor(world, "carin");
		const changing = routeTable(world).filter(isMutating);
		const answers = await Promise.all(
			changing.map(async (route) => {
				const path = addressOf(route, "x");
				const plain = await client.post(path, {}, { headers: { Origin: "https://ond.example" } });
				const htmx = await client.post(path, {}, { htmx: true, headers: { Origin: "https://ond.example" } });
				return [path, forIntegrations(route) ? 401 : 403, plain.status, htmx.status];
			}),
		);
		expect(answers.filter(([, expected, plain, htmx]) => plain !== expected || htmx !== expected)).toEqual([]);
	});
});

test("T33: no answer allows another origin with credentials", async () => {
	const client = await clientFor(await openWorld(), "carin");
	const response = await client.get(paths.inbox(), { Origin: "https://ond.example" });
	expect(response.headers.get("access-control-allow-origin")).toBeNull();
	expect(response.headers.get("access-control-allow-credentials")).toBeNull();
});
