import { describe, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const LONG = "å".repeat(10_000);

/** What no link of ours says: names of JavaScript's own, marks that a database reads as its own, and texts that are far too long. */
const QUERIES = [
	...["__proto__", "constructor", "toString", "-", "--due_on", "due_on;drop table runs", "due_on\0", LONG].flatMap(
		(word) => [
			["sortera", word],
			["kolumn", word],
			["vy", word],
			["hitta", word],
			["vald", word],
			["enhet", word],
			["sida", word],
		],
	),
	...["%", "_", "\\", "'", '"', "\u202e", "\ud83d", "a\0b"].map((word) => ["hitta", word]),
] as [string, string][];

describe.each(DIALECTS)("%s", (_name, open) => {
	test("T05: whatever an address says of order, columns, search, rows, view and page, a list answers and shows no more than it did", async () => {
		const world = await openWorldOn(open);
		for (const [person, unit] of [
			["mats", "alfa"],
			["boris", "beta"],
		] as const) {
			const form = { unit_id: world.ids[unit], risk_id: world.ids.risk, title: `Fel ${unit}`, description: "Sett" };
			const more = { severity: "minor", cause_code: "", direct_fix: "" };
			expect((await (await clientFor(world, person)).post(paths.deviations(), { ...form, ...more })).status).toBe(303);
		}
		const mats = await clientFor(world, "mats");
		const wrong: string[] = [];
		for (const address of [paths.deviations(), paths.runs(), paths.measures({})])
			for (const [name, word] of QUERIES) {
				const once = new URLSearchParams([[name, word]]);
				for (const path of [`${address}?${once}`, `${address}.json?${once}&${name}=title`]) {
					const answer = await mats.get(path);
					const shown = (await answer.text()).includes("Fel beta");
					if (![200, 404, 422].includes(answer.status) || shown) wrong.push(`${answer.status} ${path.slice(0, 80)}`);
				}
			}
		expect(wrong).toEqual([]);
	}, 240_000);

	test("an id with a mark that no text of the database can hold is an id that is not there", async () => {
		const world = await openWorldOn(open);
		const carin = await clientFor(world, "carin");
		for (const address of [paths.deviation("a\0b"), paths.run("\0"), paths.measure("\0"), paths.regionItem("\0")])
			expect((await carin.get(address)).status, address).toBe(404);
		const form = { unit_id: "\0", risk_id: world.ids.risk, title: "\0", description: "\0", severity: "minor" };
		expect((await carin.post(paths.deviations(), form)).status).toBe(422);
		expect((await carin.post(paths.savedViewRemoval(), { view: "\0" })).status).toBe(422);
	});
});
