import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { keyOf } from "../../people/api/documented.ts";
import { INKOP, KEY, sender } from "./sender.ts";

const HEAD = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum";
const PEOPLE = `${HEAD}\n100;Tove Åberg;tove@prov.example;1001;Chef;\n`;
const SALDON = [
	"Enhet;Konto;Kontotext;Period;Belopp;Budget",
	"1001;5410;Förbrukning;2026-10;150 000,00;100 000,00",
	"1002;5410;Förbrukning;2026-10;10,00;10,00",
].join("\n");
const events = async (world: World, type: string) =>
	(await world.ctx.db.selectFrom("events").selectAll().execute()).filter((event) => event.type === type);

async function opened(person: PersonKey, imports: string) {
	const world = await openWorld();
	const send = sender(world, await keyOf(world, person, { imports }));
	return { world, send };
}

const balances = (world: World, over: Record<string, string> = {}) => ({
	...{ unit_id: world.ids.administration, period_key: "2026-10", mark_percent: "10", mark_kr: "10000" },
	...over,
});

async function costs(world: World) {
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("controls")
			.set({ population_kind: "material_costs", checklist_id: null, sample_size: 0 })
			.where("id", "=", world.ids.control)
			.execute(),
	);
	await createRuns(await world.as("carin"), { today: "2026-11-16", period_key: "2026-10" });
}

test("people: a preview stores nothing; the import is done once, however often its key comes, and logged as the key's", async () => {
	const { world, send } = await opened("adam", "people");
	const shown = await send("personer", PEOPLE, { kind: "people", granska: "1" }, {});
	expect([shown.status, JSON.stringify(shown.body.acts)]).toEqual([200, expect.stringContaining("Tove Åberg")]);
	expect(await events(world, "hr.imported")).toEqual([]);
	const headers = { [KEY]: "natten-1" };
	const first = await send("personer", PEOPLE, { kind: "people" }, headers);
	expect([first.status, first.body]).toEqual([201, { done: 2, failed: [] }]);
	const again = await send("personer", PEOPLE, { kind: "people" }, headers);
	expect([again.status, again.body, again.headers.get("Idempotency-Replayed")]).toEqual([201, first.body, "true"]);
	const [event, ...more] = await events(world, "hr.imported");
	expect(more).toEqual([]);
	expect(event).toMatchObject({ via: "api", actor_id: world.ids.adam });
	expect(event!.actor_name).toContain("(nyckeln Power BI)");
	const other = await send("personer", PEOPLE.replace("Tove", "Tora"), { kind: "people" }, headers);
	expect(other.status).toBe(422);
	expect(other.body.detail).toContain("redan använd för en annan inläsning");
	expect(await events(world, "hr.imported")).toHaveLength(1);
});

test("balances: refused by field and line, stored by nobody without the right, once when sent four times at once", async () => {
	const { world, send } = await opened("carin", "balances");
	await costs(world);
	const wrong = await send("saldon", SALDON.replace("1001;", "9999;"), balances(world));
	expect(wrong.status).toBe(422);
	expect(wrong.headers.get("content-type")).toContain("application/problem+json");
	expect(wrong.body.errors).toEqual([{ field: "file", line: 2, detail: "Okänd enhet 9999." }]);
	const early = await send("saldon", SALDON, balances(world, { period_key: "2027-01" }));
	expect(early.body.errors).toEqual([{ field: "period_key", line: null, detail: "Månaden har inte börjat." }]);
	expect((await send("saldon", SALDON, balances(world, { granska: "1" }))).status).toBe(422);
	expect((await send("saldon", SALDON, balances(world, { unit_id: "finns-inte" }))).status).toBe(404);
	expect(await events(world, "balances.imported")).toEqual([]);
	const headers = { [KEY]: "saldon-oktober" };
	const all = await Promise.all([1, 2, 3, 4].map(() => send("saldon", SALDON, balances(world), headers)));
	expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
	expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1);
	expect(await events(world, "balances.imported")).toHaveLength(1);
	const same = await send("saldon", SALDON, balances(world));
	expect(same.body.detail).toContain("Samma fil är redan inläst");
});

test("purchases: previewed and stored by the page's own rules, and the same key gives the same draw", async () => {
	const { world, send } = await opened("carin", "purchases");
	const fields = { period_key: "2026-10", control_id: world.ids.control };
	const shown = await send("inkop", INKOP, { ...fields, granska: "1" }, {});
	expect([shown.status, shown.body.rows], JSON.stringify(shown.body)).toEqual([200, 2]);
	const refused = await send("inkop", INKOP, { ...fields, control_rows: "3" });
	expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, "control_rows"]);
	expect(await events(world, "purchases.imported")).toEqual([]);
	const headers = { [KEY]: "inkop-oktober" };
	const first = await send("inkop", INKOP, fields, headers);
	expect(first.status, JSON.stringify(first.body)).toBe(201);
	const again = await send("inkop", INKOP, fields, headers);
	expect([again.status, again.body.population_id]).toEqual([201, first.body.population_id]);
	expect(await world.ctx.db.selectFrom("populations").selectAll().execute()).toHaveLength(1);
	const twice = await send("inkop", INKOP, fields);
	expect([twice.status, twice.body.detail]).toEqual([422, expect.stringContaining("är redan fryst (fil.csv")]);
});

test("a file without a plan is refused in words", async () => {
	const { world, send } = await opened("carin", "plan");
	const answer = await send("plan", "Kolumn\nvärde\n", { board_id: world.ids.board, year: "2031" });
	expect([answer.status, answer.body.errors[0]?.field]).toEqual([422, "file"]);
	const without = await send("plan", "Kolumn\nvärde\n", {});
	expect(without.body.errors.map(({ field }) => field)).toEqual(["board_id", "year"]);
	expect(await events(world, "plan.imported")).toEqual([]);
});

test("no way in without the key's scope, the person's right, a key that holds, or an idempotency key", async () => {
	const world = await openWorld();
	await costs(world);
	const before = await world.ctx.db.selectFrom("events").select("seq").execute();
	const saldon = async (person: PersonKey, form: Record<string, string>, headers?: Record<string, string>) => {
		const send = sender(world, await keyOf(world, person, form));
		return send("saldon", SALDON, balances(world), headers);
	};
	expect((await saldon("carin", {})).status).toBe(403);
	expect((await saldon("carin", { imports: "purchases" })).status).toBe(403);
	expect((await saldon("adam", { imports: "balances" })).status).toBe(403);
	for (const key of ["", "kort", "med blank", "x".repeat(201)]) {
		const answer = await saldon("carin", { imports: "balances" }, key ? { [KEY]: key } : {});
		expect([key, answer.status, answer.body.errors[0]?.field]).toEqual([key, 422, KEY]);
	}
	const wrong = await sender(world, "x".repeat(43))("saldon", SALDON, balances(world));
	expect([wrong.status, wrong.body.title]).toEqual([401, "Nyckeln gäller inte"]);
	const carin = await clientFor(world, "carin");
	const form = new FormData();
	for (const [field, value] of Object.entries(balances(world))) form.append(field, value);
	form.append("file", new File([SALDON], "fil.csv"));
	expect((await carin.upload(paths.apiImport("saldon"), form)).status).toBe(401);
	const added = (await world.ctx.db.selectFrom("events").select(["seq", "type"]).execute()).slice(before.length);
	expect(added.filter(({ type }) => type === "balances.imported")).toEqual([]);
});

test("a key is remembered for the access key that sent it: another's same word is its own", async () => {
	const { world, send } = await opened("adam", "people");
	const headers = { [KEY]: "samma-ord" };
	expect((await send("personer", PEOPLE, { kind: "people" }, headers)).status).toBe(201);
	const second = sender(world, await keyOf(world, "adam", { imports: "people" }));
	const answer = await second("personer", PEOPLE.replace("Åberg", "Berg"), { kind: "people" }, headers);
	expect([answer.status, answer.body.done]).toEqual([201, 1]);
});

test("a file over the page's limit is refused, and nothing of a refused file is left behind", async () => {
	const { world, send } = await opened("adam", "people");
	const large = await send("personer", `${HEAD}\n${"x".repeat(20_000_001)}`, { kind: "people" });
	expect([large.status, large.body.errors[0]?.field]).toEqual([422, "file"]);
	expect(await events(world, "hr.imported")).toEqual([]);
});
