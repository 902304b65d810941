import { expect, test } from "vitest";
import { liesInMenu } from "../../../src/ground/http/shell.ts";
import { routeTable } from "../../support/route-table.ts";
import { openWorld } from "../../support/world.ts";

/** What is reached from the person's own name or the foot of every page, and what is no page: marked by no part of the menu. */
const OUTSIDE = [
	"/fortsatt",
	"/hjalp",
	"/lage",
	"/mina-atkomstnycklar",
	"/mina-paminnelser",
	"/mina-sessioner",
	"/mina-uppgifter",
	"/mitt-konto",
	"/scim",
	"/tillganglighet",
];

test("every page that a right opens marks the part of the menu it lies in", async () => {
	const world = await openWorld();
	const outside = routeTable(world)
		.filter(({ method, action, path }) => method === "GET" && action && !/^\/api\b/.test(path))
		.map(({ path }) => path.replace(/\.(json|csv|xlsx|ics|docx|pdf)$|:\w+\{.*\}$/, ""))
		.filter((path) => !liesInMenu(path))
		.map((path) => `/${path.split("/")[1]}`);
	expect([...new Set(outside)].toSorted()).toEqual(OUTSIDE);
});
