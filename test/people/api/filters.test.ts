import { afterAll, expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { hold } from "../../support/lifetime.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import type { PersonKey } from "../../support/world.ts";
import { documentedLists, keyOf, type Parameter, problemOf, read, type Schema } from "./documented.ts";

const OWN = ["sortera", "kolumn", "hitta", "vald", "antal", "sida"];
const PEOPLE: PersonKey[] = ["carin", "adam", "rune", "maria", "mats", "nils"];

const [{ world, lists, keys }, close] = await hold(async () => {
	const world = await openWholeWorld();
	const { document, lists } = await documentedLists(world);
	const keys = await Promise.all(PEOPLE.map((person) => keyOf(world, person)));
	const described = lists.map(({ name, address }) => {
		const queries = document.paths[name]!.get.parameters.filter((one) => one.in === "query");
		return { name, address, queries, filters: queries.filter((one) => !OWN.includes(one.name)) };
	});
	return { world, lists: described, keys };
});
afterAll(close);

/** The key of the first person who may read the list. */
async function reader(address: string) {
	for (const [place, key] of keys.entries())
		if ((await read(world, key, address)).status === 200) return { key, person: PEOPLE[place]! };
	throw new Error(`nobody reads ${address}`);
}

function samples({ type, format, enum: words, const: word, anyOf, items, minimum }: Schema): string[] {
	if (anyOf) return anyOf.flatMap(samples);
	if (word !== undefined) return [word];
	if (words) return words;
	if (type === "array") return [samples(items).slice(0, 2).join(",")];
	if (type === "integer") return [String(minimum! + 26)];
	return format === "date" ? ["2026-10-15"] : [];
}

/** Text of any kind is followed; every other filter has something it cannot be. */
const isText = ({ schema }: Parameter) => samples(schema).length === 0;

test("there are filters, and they are words of a vocabulary as often as not", () => {
	const filters = lists.flatMap((list) => list.filters);
	expect(filters.length).toBeGreaterThan(70);
	expect(filters.filter((filter) => !isText(filter)).length).toBeGreaterThan(40);
});

test("every documented value is followed; no other value, and no other name", async () => {
	const wrong: string[] = [];
	for (const { address, filters } of lists) {
		const { key } = await reader(address);
		const asked = async (query: string, status: number) => {
			const answer = await read(world, key, `${address}?${query}`);
			if (answer.status !== status) wrong.push(`${address}?${query}: ${answer.status}`);
			else if (status === 422) await problemOf(answer);
		};
		await asked("finns_inte=1", 422);
		for (const filter of filters) {
			for (const value of samples(filter.schema)) await asked(`${filter.name}=${encodeURIComponent(value)}`, 200);
			await asked(`${filter.name}=`, 200);
			if (isText(filter)) continue;
			await asked(`${filter.name}=finns-inte`, 422);
			const [first] = samples(filter.schema);
			await asked(`${filter.name}=${first}&${filter.name}=${first}`, 422);
		}
	}
	expect(wrong).toEqual([]);
}, 240_000);

test("every filter that a page's form has is documented, and each of its choices is followed", async () => {
	const wrong: string[] = [];
	let choices = 0;
	for (const { address, queries } of lists) {
		const { key, person } = await reader(address);
		const html = await (await (await clientFor(world, person)).get(address.replace(".json", ""))).text();
		const form =
			/<details class="list-fold">\s*<summary>(?:(?!<\/summary>).)*Filtrera.*?<\/details>/s.exec(html)?.[0] ?? "";
		for (const [, name, inside] of form.matchAll(
			/<(?:select|input)[^>]* name="(\w+)"[^>]*>([\s\S]*?)(?=<(?:select|input)|$)/g,
		)) {
			if (!queries.some((one) => one.name === name)) wrong.push(`${address}: ${name} is not documented`);
			for (const [, value] of inside!.matchAll(/<option value="([^"]+)"/g)) {
				choices++;
				const { status } = await read(world, key, `${address}?${name}=${encodeURIComponent(value!)}`);
				if (status !== 200) wrong.push(`${address}?${name}=${value}: ${status}`);
			}
		}
	}
	expect(wrong).toEqual([]);
	expect(choices).toBeGreaterThan(40);
}, 240_000);

test("a filter narrows what the key reads: its rows are those of the page's column", async () => {
	const { key } = await reader(`${paths.deviations()}.json`);
	const rows = async (address: string) => (await (await read(world, key, address)).json()) as Record<string, string>[];
	const all = await rows(`${paths.deviations()}.json`);
	expect(all.length).toBeGreaterThan(0);
	const split = await Promise.all(
		["minor", "major", "critical"].map((grad) => rows(`${paths.deviations()}.json?grad=${grad}`)),
	);
	expect(split.flat().length).toBe(all.length);
	for (const part of split) expect(new Set(part.map((row) => row.severity)).size).toBeLessThan(2);
	expect(await rows(`${paths.deviations()}.json?enhet=finns-inte`)).toEqual([]);
});

test("rows that are the same answer 304 to whoever has their mark, with the link to the next part; nobody's mark says what another may read", async () => {
	const address = `${paths.controls()}.json?antal=1`;
	const key = keys[0]!;
	const first = await read(world, key, address);
	const mark = first.headers.get("ETag")!;
	expect(mark).toMatch(/^"/);
	const again = await read(world, key, address, { "If-None-Match": mark });
	expect([again.status, await again.text()]).toEqual([304, ""]);
	expect(again.headers.get("Link")).toBe(first.headers.get("Link"));
	const other = await read(world, key, `${address}&kolumn=title`, { "If-None-Match": mark });
	expect(other.status).toBe(200);
	const bought = await read(world, key, `${paths.purchases()}.json`);
	const marked = { "If-None-Match": bought.headers.get("ETag")! };
	expect((await read(world, key, `${paths.purchases()}.json`, marked)).status).toBe(304);
	expect((await read(world, keys[3]!, `${paths.purchases()}.json`, marked)).status).toBe(403);
	const gone = await read(world, "x".repeat(43), address, { "If-None-Match": mark });
	expect(gone.status).toBe(401);
	const whole = `${paths.controls()}.json`;
	const whole_mark = { "If-None-Match": (await read(world, key, whole)).headers.get("ETag")! };
	expect((await read(world, key, whole, whole_mark)).status).toBe(304);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("controls").set({ title: "Ändrad" }).where("id", "=", world.ids.control).execute(),
	);
	expect((await read(world, key, whole, whole_mark)).status).toBe(200);
});
