import { describe, expect, test } from "vitest";
import { EVENT_NOUNS, nounOf, typesOf } from "../../../src/proof/trail/event-nouns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { EVENT_NAMES } from "../../../src/ground/write/events.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";

/** `count` facts at a unit, by a person. */
async function facts(world: World, person: PersonKey | "system", unit: keyof World["ids"], count = 1, at?: string) {
	const ctx = await world.as(person, at);
	await write(ctx, async ({ record }) => {
		for (let n = 1; n <= count; n++) {
			await record({
				type: "area.added",
				unit_id: world.ids[unit] as string,
				object: { kind: "area", id: `omrade-${n}` },
				data: { name: `${String(unit)} ${n} <i>` },
			});
		}
	});
}

type Line = { seq: number; sentence: string; actor: string; hash: string };
const listed = async (world: World, person: PersonKey, query = "") =>
	(await (await (await clientFor(world, person)).get(`${paths.trail()}.json${query}`)).json()) as Line[];

describe("the log", () => {
	test("says in whole Swedish sentences who did what, newest first, and escapes what people wrote", async () => {
		const world = await openWorld();
		await facts(world, "nils", "nara");
		const html = await (await (await clientFor(world, "carin")).get(paths.trail())).text();
		expect(html).toContain("Nils Holm lade till verksamheten nara 1 &lt;i&gt;");
		expect(html).not.toContain("<i>");
		const lines = await listed(world, "carin");
		expect(lines.map((line) => line.seq)).toEqual(lines.map((line) => line.seq).toSorted((a, b) => b - a));
	});

	test("is read page by page without a gap or a repetition", async () => {
		const world = await openWorld();
		await facts(world, "carin", "alfa", 120);
		const carin = await clientFor(world, "carin");
		const seen: string[] = [];
		let address: string | undefined = `${paths.trail()}?avser=area`;
		while (address) {
			const html: string = await (await carin.get(address)).text();
			seen.push(...[...html.matchAll(/alfa (\d+) &lt;/g)].map((match) => match[1]!));
			const older: string | undefined = /href="([^"]*fore=\d+[^"]*)"[^>]*>\s*Äldre/.exec(html)?.[1];
			address = older?.replaceAll("&amp;", "&");
		}
		expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(120 - index)));
	});

	test("can be narrowed to a kind, a person, an object and days as Stockholm counts them", async () => {
		const world = await openWorld();
		await facts(world, "nils", "nara", 1, "2026-11-10T22:59:00.000Z");
		await facts(world, "carin", "alfa", 2, "2026-11-10T23:00:00.000Z");
		const sentences = async (query: string) => (await listed(world, "rune", query)).map((line) => line.sentence);
		expect(await sentences("?avser=area&person=HOLM")).toEqual(["Nils Holm lade till verksamheten nara 1 <i>"]);
		expect(await sentences("?avser=area&till=2026-11-10")).toEqual(["Nils Holm lade till verksamheten nara 1 <i>"]);
		expect(await sentences("?avser=area&fran=2026-11-11")).toHaveLength(2);
		expect(await sentences("?objekt=area:omrade-2")).toEqual(["Carin Åberg lade till verksamheten alfa 2 <i>"]);
		expect(await sentences(`?avser=area&enhet=${world.ids.nara}`)).toHaveLength(1);
		expect(await sentences("?person=ingen+heter+s%C3%A5")).toEqual([]);
	});

	test("T05: a filter that means nothing is left out by the page, and refused by the files", async () => {
		const rune = await clientFor(await openWorld(), "rune");
		const odd = "?avser=__proto__&fran=2026-02-30&objekt=;drop&fore=x";
		expect((await rune.get(`/logg${odd}`)).status).toBe(200);
		for (const file of ["json", "csv", "xlsx"]) expect((await rune.get(`/logg.${file}${odd}`)).status).toBe(422);
	});

	test("T23: a controller sees the own förvaltning and own acts, the auditor everything", async () => {
		const world = await openWorld();
		await facts(world, "adam", "region");
		await facts(world, "nils", "nara");
		const seen = async (person: PersonKey) =>
			(await listed(world, person, "?avser=area")).map((line) => line.sentence.split(" ").at(-3));
		expect(await seen("carin")).toEqual(["nara"]);
		expect(await seen("rune")).toEqual(["nara", "region"]);
	});

	test("is for controller and auditor; others are refused on every address", async () => {
		const world = await openWorld();
		for (const person of ["maria", "mats", "fia", "adam"] as const) {
			const client = await clientFor(world, person);
			for (const ending of ["", ".json", ".csv", ".xlsx"])
				expect((await client.get(paths.trail() + ending)).status).toBe(403);
		}
	});

	test("is streamed whole as JSON and CSV, with what redoing the chain needs", async () => {
		const world = await openWorld();
		await facts(world, "carin", "alfa", 2500);
		const rune = await clientFor(world, "rune");
		const lines = await listed(world, "rune");
		expect(lines.length).toBeGreaterThan(2500);
		expect(new Set(lines.map((line) => line.hash)).size).toBe(lines.length);
		expect(Object.keys(lines[0]!)).toEqual(expect.arrayContaining(["prev_hash", "data", "object_id", "actor_id"]));
		const csv = await (await rune.get(`${paths.trail()}.csv`)).text();
		expect(csv.trim().split("\r\n").length).toBeGreaterThan(2501);
		expect(await listed(world, "rune", "?person=ingen")).toEqual([]);
	});
});

describe("reading what is sensitive is a fact too", () => {
	test("opening a file, once per sitting, says who read what; a refused attempt reads nothing", async () => {
		const world = await openWholeWorld();
		const path = paths.evidenceFile("underlag-hel");
		expect((await (await clientFor(world, "gunnel")).get(path)).status).toBe(404);
		for (const at of ["2026-11-16T09:00:00.000Z", "2026-11-16T09:05:00.000Z", "2026-11-16T09:30:00.000Z"]) {
			await (await (await clientFor(world, "maria", at)).get(path)).arrayBuffer();
		}
		const read = await trailOf(world, "evidence", "underlag-hel");
		expect(read).toHaveLength(2);
		expect(read[0]).toMatch(/^Maria Ek öppnade underlaget .* \(SHA-256 [0-9a-f]{64}\)$/);
	});

	test("a copy of the log says who took it, as what, with which filter", async () => {
		const world = await openWorld();
		await (await (await clientFor(world, "rune")).get(`${paths.trail()}.csv?person=Ek`)).text();
		expect(await trailOf(world, "trail", "csv")).toEqual(["Rune Öberg hämtade loggen som csv (urval: person=Ek)"]);
	});
});

test("every type of event has a noun, and every noun its types", () => {
	for (const name of EVENT_NAMES) expect([name, nounOf(name)]).not.toEqual([name, "Annat"]);
	for (const noun of Object.keys(EVENT_NOUNS)) expect(typesOf(noun as keyof typeof EVENT_NOUNS)).not.toEqual([]);
});
