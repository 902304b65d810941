import { describe, expect, test } from "vitest";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import { insertUnit } from "../../../db/writes/people/units.ts";
import { insertReportingPeriod } from "../../../db/writes/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { OidcProvider } from "../../../src/people/session/oidc-provider.ts";
import { KEY, sender } from "../../running/imports/sender.ts";
import { clientFor } from "../../support/browser-client.ts";
import { countedWaits } from "../../support/counted-waits.ts";
import { giveAccount, PASSWORD } from "../../support/local-account.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";
import { bearer, keyOf, problemOf, read } from "./documented.ts";

const PROVIDER = { name: "regionens inloggning", issuer: "https://id.example" } as unknown as OidcProvider;
const WITH_PROVIDER = { signIn: { provider: PROVIDER, proxies: [] } };

async function decide(world: World, key: string, value: object): Promise<void> {
	const row = { id: key, key, value: JSON.stringify(value), valid_from: "2026-11-01" };
	await world.ctx.database.transaction((trx) =>
		insertSetting(trx, { ...row, created_at: TODAY, created_by: world.ids.adam }),
	);
}

/** A key made by somebody who came in with a password of this product's own. */
async function passwordKey(world: World, person: PersonKey, at: string, form: Record<string, string>): Promise<string> {
	await giveAccount(world, person);
	const visitor = visitorTo(world, WITH_PROVIDER);
	await visitor.post("/logga-in/losenord", { user_name: person, password: PASSWORD });
	const made = await visitor.post(at, { name: "natt", days: "30", ...form });
	return /value="([\w-]{43})"/.exec(await made.text())![1]!;
}

describe("T55: a key is worth no more than the sign-in it was made in", () => {
	test("where passwords are forbidden, a key that one made is too; an integration's is not", async () => {
		const world = await openWorld();
		const mats = await passwordKey(world, "mats", paths.ownApiTokens(), {});
		const service = await passwordKey(world, "adam", paths.apiTokens(), { integration: "Lönesystemet" });
		const ask = async (key: string, path: string) =>
			(await visitorTo(world, WITH_PROVIDER).get(`${path}.json`, bearer(key))).status;
		expect([await ask(mats, paths.controls()), await ask(service, paths.people())]).toEqual([200, 200]);
		await decide(world, "local_passwords", { forbidden: true });
		expect([await ask(mats, paths.controls()), await ask(service, paths.people())]).toEqual([401, 200]);
	});

	test("where a second factor is asked for, a key made without one neither reads nor imports", async () => {
		const world = await openWorld();
		const key = await passwordKey(world, "adam", paths.ownApiTokens(), { imports: "people" });
		const send = sender(world, key);
		const file = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n100;Tove Åberg;;1001;Chef;\n";
		expect((await read(world, key, `${paths.people()}.json`)).status).toBe(200);
		await decide(world, "second_factor", { required: true });
		await problemOf(await read(world, key, `${paths.people()}.json`));
		expect((await read(world, key, `${paths.people()}.json`)).status).toBe(403);
		expect((await send("personer", file, { kind: "people" })).status).toBe(403);
		expect(await world.ctx.db.selectFrom("hr_people").selectAll().execute()).toEqual([]);
	});
});

test("T23: a key narrowed to a board reads that board's rows and no other's, whoever made it; narrowed past its roles it opens nothing", async () => {
	const world = await openWorld();
	const [unit_id, board_id] = ["trafik-enhet", "trafik"];
	await world.ctx.database.transaction(async (trx) => {
		const [name, version] = ["Trafikförvaltningen", 1];
		const span = { valid_from: "2020-01-01", valid_to: null, version };
		const unit = { id: unit_id, kind: "administration" as const, code: "T", name, sort_name: name };
		await insertUnit(trx, { ...unit, parent_id: world.ids.region, ...span });
		await insertBoard(trx, { id: board_id, name: "Trafiknämnden", unit_id, ...span });
		const days = { first_day: "2026-01-01", cut_off: "2026-12-31", deadline: "2027-02-15" };
		const period = { id: "t", key: "t", board_id, name: "Trafikens", kind: "annual_report" as const, year: 2026 };
		await insertReportingPeriod(trx, { ...period, ...days, version });
	});
	const rowsFor = async (form: Record<string, string>) => {
		const answer = await read(world, await keyOf(world, "rune", form), `${paths.reports()}.json`);
		expect(answer.status).toBe(200);
		return (await answer.text()).match(/Trafiknämnden|Hälso- och sjukvårdsnämnden/g)!.sort();
	};
	expect(new Set(await rowsFor({}))).toEqual(new Set(["Hälso- och sjukvårdsnämnden", "Trafiknämnden"]));
	expect(new Set(await rowsFor({ unit_id }))).toEqual(new Set(["Trafiknämnden"]));
	expect(new Set(await rowsFor({ unit_id: world.ids.administration }))).toEqual(
		new Set(["Hälso- och sjukvårdsnämnden"]),
	);
	expect((await read(world, await keyOf(world, "carin", { unit_id }), `${paths.reports()}.json`)).status).toBe(401);
});

test("T21: every refusal to a program is a problem with a sentence, of lists as of imports", async () => {
	const world = await openWorld();
	const [key, reader] = [await keyOf(world, "mats"), await keyOf(world, "rune")];
	const chosen = await keyOf(world, "carin", { reads: "chosen", lists: paths.deviations(), imports: "people" });
	const asked = async (path: string, by: string) => {
		const answer = await read(world, by, path);
		return { ...(await problemOf(answer)), status: answer.status };
	};
	const controls = `${paths.controls()}.json`;
	expect((await asked(controls, "x".repeat(43))).status).toBe(401);
	expect((await asked(`${paths.people()}.json`, key)).status).toBe(403);
	expect((await asked(controls, chosen)).status).toBe(403);
	expect((await asked("/rapporter/finns-inte/lage.json", reader)).status).toBe(404);
	for (const query of ["finns_inte=1", "antal=0", "sortera=finns_inte", "kolumn=finns_inte"])
		expect([query, await asked(`${controls}?${query}`, key)]).toMatchObject([
			query,
			{ status: 422, title: "Adressen går inte att följa" },
		]);
	for (const headers of [{}, { [KEY]: "kort" }]) {
		const { status, body } = await sender(world, chosen)("personer", "x", { kind: "people" }, headers);
		expect([status, body.status]).toEqual([403, 403]);
	}
	countedWaits();
	const guesser = visitorTo(world, { peer: "192.0.2.9" });
	for (let n = 0; n < 100; n++) await guesser.get(controls, bearer("y".repeat(43)));
	const rest = await Promise.all(Array.from({ length: 30 }, () => guesser.get(controls, bearer("y".repeat(43)))));
	const late = rest.find(({ status }) => status === 429)!;
	expect((await problemOf(late)).detail).toContain("För många försök");
});

test("T23: the last part of a list has no next, also when it is full, and what lies beyond is empty", async () => {
	const world = await openWorld();
	const key = await keyOf(world, "carin");
	const path = `${paths.units()}.json`;
	const part = async (query: string) => {
		const answer = await read(world, key, `${path}?${query}`);
		const link = /<([^>]+)>; rel="next"/.exec(answer.headers.get("Link") ?? "")?.[1];
		return { rows: ((await answer.json()) as object[]).length, next: link && new URL(link, "http://x").search };
	};
	const all = (await (await read(world, key, path)).json()) as object[];
	const more = Math.floor(all.length / 2) + 1;
	expect(await part(`antal=${all.length}`)).toEqual({ rows: all.length, next: undefined });
	expect(await part(`antal=${more}`)).toEqual({ rows: more, next: `?antal=${more}&sida=2` });
	expect(await part(`antal=${more}&sida=2`)).toEqual({ rows: all.length - more, next: undefined });
	expect(await part(`antal=${more}&sida=3`)).toEqual({ rows: 0, next: undefined });
	expect(await part(`antal=${all.length - 1}`)).toEqual({
		rows: all.length - 1,
		next: `?antal=${all.length - 1}&sida=2`,
	});
});

test("T30: a key that has ended or run out replays no import, and a revoked one is refused in the midst of its parts", async () => {
	const world = await openWorld();
	const key = await keyOf(world, "adam", { imports: "people" });
	const file = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n100;Tove Åberg;;1001;Chef;\n";
	const headers = { [KEY]: "natten-1" };
	expect((await sender(world, key)("personer", file, { kind: "people" }, headers)).status).toBe(201);
	expect((await read(world, key, `${paths.people()}.json?antal=1`)).status).toBe(200);
	const [token] = await world.ctx.db.selectFrom("api_tokens").select("id").execute();
	const adam = await clientFor(world, "adam");
	expect((await adam.post(paths.apiTokenEnding(token!.id), {})).status).toBe(303);
	expect((await sender(world, key)("personer", file, { kind: "people" }, headers)).status).toBe(401);
	expect((await read(world, key, `${paths.people()}.json?antal=1&sida=2`)).status).toBe(401);
});
