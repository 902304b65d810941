import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDiff } from "../../../src/register/comparison/word-diff.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { openWorld } from "../../support/world.ts";
import { decide, draftOf, versionIn, wholeRisk } from "../decisions/decision-support.ts";

interface Row {
	title: string;
	kind: string;
	what: string;
	field: string | null;
	before: string | null;
	after: string | null;
	reason: string | null;
}

async function rowsOf(client: Client, plan: string, query = ""): Promise<Row[]> {
	const answer = await client.get(`/planer/${plan}/jamforelse.json${query}`);
	expect(answer.status).toBe(200);
	return (await answer.json()) as Row[];
}

async function drop(client: Client, plan: string, row: string): Promise<void> {
	const path = `/planer/${plan}/ordning/${row}`;
	const form = { act: "drop", reason: "Rutinen är på plats", version: await versionIn(client, path) };
	expect((await client.post(path, form)).status).toBe(303);
}

test("a draft carried over is last year's plan: what only moves with the year is no change", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const rows = await rowsOf(carin, plan);
	expect(rows.map(({ kind, what }) => [kind, what])).toEqual([
		["Verksamhet", "Oförändrad"],
		["Risk", "Oförändrad"],
		["Åtgärd", "Oförändrad"],
		["Kontrollmoment", "Oförändrad"],
	]);
	const html = await (await carin.get(`/planer/${plan}/jamforelse`)).text();
	expect(html).toContain("Oförändrad: 4");
	expect(html).toContain("2027, utkast");
	expect(await (await carin.get(`/planer/${plan}`)).text()).toContain("Jämför med 2026");
});

test("row by row: kept, changed word by word, new, and gone with its reason", async () => {
	const world = await openWorld();
	const { plan, area, risk, measure } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const edit = `/risker/${risk}/andring`;
	const changed = { ...wholeRisk(world, area), title: "Otillåtna beställningar under 15 tkr" };
	expect((await carin.post(edit, { ...changed, version: await versionIn(carin, edit) })).status).toBe(303);
	expect((await carin.post(`/planer/${plan}/risker`, wholeRisk(world, area))).status).toBe(303);
	await drop(carin, plan, `measure/${measure}`);
	const rows = await rowsOf(carin, plan);
	expect(rows).toContainEqual({
		...{ title: "Otillåtna beställningar under 15 tkr", kind: "Risk", what: "Ändrad", field: "Rubrik" },
		...{ before: "Otillåtna beställningar under 10 tkr", after: "Otillåtna beställningar under 15 tkr", reason: null },
	});
	expect(rows.filter(({ what }) => what === "Ny").map(({ title }) => title)).toEqual(["Kontanta medel hanteras fel"]);
	const gone = await rowsOf(carin, plan, "?utfall=dropped");
	expect(gone.map(({ kind, reason }) => [kind, reason])).toEqual([["Åtgärd", "Rutinen är på plats"]]);
	const html = await (await carin.get(`/planer/${plan}/jamforelse`)).text();
	expect(html).toContain("<del>10</del>");
	expect(html).toContain("<ins>15</ins>");
	expect(html).toContain("Ny: 1");
});

test("a renamed verksamhet is the same one, and decisions of a year compare with each other", async () => {
	const world = await openWorld();
	const { plan, area, risk } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const path = `/planer/${plan}/ordning/area/${area}`;
	const named = { act: "rename", title: "Inköp", reason: "Ny indelning", version: await versionIn(carin, path) };
	expect((await carin.post(path, named)).status).toBe(303);
	const renamed = await rowsOf(carin, plan, "?utfall=changed");
	expect(renamed).toMatchObject([{ kind: "Verksamhet", field: "Namn", before: "Ekonomi", after: "Inköp" }]);

	await prepare(world, plan);
	expect((await decide(carin, `/planer/${plan}/beslut`)).status).toBe(303);
	const edit = `/risker/${risk}/andring`;
	const changed = { ...wholeRisk(world, area), title: "Köp utan avtal" };
	expect((await carin.post(edit, { ...changed, version: await versionIn(carin, edit) })).status).toBe(303);
	// what stands is compared with the decision, unless another version is asked for
	expect((await rowsOf(carin, plan, "?utfall=changed")).map(({ after }) => after)).toContain("Köp utan avtal");
	const same = await rowsOf(carin, plan, `?fran=${plan}.0&till=${plan}.0`);
	expect(new Set(same.map(({ what }) => what))).toEqual(new Set(["Oförändrad"]));
});

test("a version of another board is not found among the choices, and a file refuses nonsense", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const odd = await rowsOf(carin, plan, "?fran=finns-inte.0&till=__proto__");
	expect(odd).toEqual(await rowsOf(carin, plan));
	expect((await carin.get(`/planer/${plan}/jamforelse.json?utfall=constructor`)).status, "T05").toBe(422);
	expect((await carin.get("/planer/finns-inte/jamforelse")).status).toBe(404);
});

test("the pieces of two texts are the texts, and what both have is the same on both sides", () => {
	const text = fc.array(fc.constantFrom("a", "b", "c", " ", "\n", "åäö")).map((words) => words.join(""));
	fc.assert(
		fc.property(text, text, (before, after) => {
			const pieces = wordDiff(before, after);
			const joined = (side: "before" | "after") => pieces[side].map((piece) => piece.text).join("");
			const common = (side: "before" | "after") =>
				pieces[side].flatMap((piece) => (piece.own ? [] : piece.text)).join("");
			expect([joined("before"), joined("after")]).toEqual([before, after]);
			expect(common("before")).toBe(common("after"));
			if (before === after) expect(pieces.before.every((piece) => !piece.own)).toBe(true);
		}),
	);
});
