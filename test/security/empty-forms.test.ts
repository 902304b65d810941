import { expect, test } from "vitest";
import { clientFor } from "../support/browser-client.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { addressOf, isMutating, routeTable } from "../support/route-table.ts";
import { openWorld } from "../support/world.ts";

/** Sentences that say that something is missing, and not what. */
const NAMELESS = /Fyll i fältet|Uppgiften saknas|Välj ett av alternativen|Välj minst ett alternativ|Ange ett datum\./;

test("every form that is sent empty names what is missing and what to do about it", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const { ids } = world;
	const objects = [
		ids.plan,
		ids.risk,
		ids.measure,
		ids.control,
		ids.alfa,
		ids.checklist,
		ids.period,
		ids.maria,
		run.runId,
	];
	const addresses = routeTable(world)
		.filter(isMutating)
		.flatMap((route) => (route.path.includes(":") ? objects.map((id) => addressOf(route, id)) : [route.path]));
	const told = new Set<string>();
	const nameless: string[] = [];
	for (const person of ["carin", "maria"] as const) {
		const client = await clientFor(world, person);
		for (const address of addresses.filter((one) => !one.startsWith("/logga-ut"))) {
			const answer = await client.post(address, { version: "1" });
			if (answer.status !== 422) continue;
			told.add(address);
			const found = NAMELESS.exec(await answer.text());
			if (found) nameless.push(`${person} ${address}: ${found[0]}`);
		}
	}
	expect(nameless).toEqual([]);
	expect(told.size).toBeGreaterThan(20);
}, 120_000);
