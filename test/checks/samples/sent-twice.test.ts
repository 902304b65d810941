import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { paths } from "../../../src/paths/paths.ts";
import { forgetTaps, TAP_KEPT_DAYS } from "../../../src/running/housekeeping/forget-taps.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { answer, answerAll, saying } from "./answers.ts";

const keyOf = (world: World, person: PersonKey, n: number) => `${world.ids[person]}.${String(n).padStart(32, "0")}`;

async function opened() {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const item = run.itemIds[0]!;
	const maria = await clientFor(world, "maria");
	const tap = (key: string, fields: Record<string, string>, client = maria) =>
		client.post(paths.itemAnswers(item), fields, { htmx: true, headers: { "Idempotency-Key": key } });
	return { world, run, item, maria, tap, key: (n: number) => keyOf(world, "maria", n) };
}

const said = (answer: string, seen = "0") => ({ fraga: "3", "svar-3": answer, "sett-3": seen });
const events = (world: World, type = "item.answered") =>
	world.ctx.db.selectFrom("events").select("data").where("type", "=", type).execute();
const keys = (world: World) => world.ctx.db.selectFrom("tap_keys").selectAll().execute();

test("the same key gives one event and the first answer, however often it comes and whatever has come after", async () => {
	const { world, item, tap, key } = await opened();
	const first = await tap(key(1), said("yes"));
	expect([first.status, first.headers.get("x-versions")]).toEqual([200, '{"sett-3":1}']);
	expect((await tap(key(2), said("no", "1"))).status).toBe(200);
	for (let n = 0; n < 3; n++) {
		const again = await tap(key(1), said("yes"));
		expect([again.status, again.headers.get("x-versions")]).toEqual([200, '{"sett-3":1}']);
	}
	expect(await events(world)).toHaveLength(2);
	expect(await listAnswersOfItem(world.ctx.db, item)).toMatchObject([{ answer: "no", version: 2 }]);
});

test("the same key at once from several tabs gives one event", async () => {
	const { world, tap, key } = await opened();
	const answers = await Promise.all(Array.from({ length: 8 }, () => tap(key(1), said("yes"))));
	expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
	expect(await events(world)).toHaveLength(1);
});

test("the same key with another answer, question or item is refused in words, and changes nothing", async () => {
	const { world, run, item, maria, tap, key } = await opened();
	await tap(key(1), said("yes"));
	const other = await tap(key(1), said("no"));
	expect(other.status).toBe(422);
	expect(await other.text()).toContain("Svaret är redan sparat med ett annat innehåll. Inget är ändrat.");
	const file = new FormData();
	file.append("fil", new File(["kvitto"], "kvitto.txt"));
	const elsewhere = await maria.upload(paths.evidenceOf("sample_item", item), file, {
		htmx: true,
		headers: { "Idempotency-Key": key(1) },
	});
	expect(elsewhere.status).toBe(422);
	expect(await listAnswersOfItem(world.ctx.db, run.itemIds[0]!)).toMatchObject([{ answer: "yes", version: 1 }]);
	expect(await listEvidenceOf(world.ctx.db, "sample_item", item)).toEqual([]);
	expect(await events(world)).toHaveLength(1);
});

test("another person's key, one too long, one of other letters and an empty one are refused in words", async () => {
	const { world, item, tap, key } = await opened();
	const foreign = await tap(keyOf(world, "beata", 1), said("yes"));
	expect(foreign.status).toBe(422);
	expect(await foreign.text()).toContain("Svaret gavs av en annan person än den som är inloggad nu");
	const bad = [`${key(1)}0`, key(1).slice(0, -1), "x".repeat(5_000), `${world.ids.maria}.${"å".repeat(32)}`, "1", ""];
	for (const one of bad) {
		const refused = await tap(encodeURI(one), said("yes"));
		expect([one.slice(0, 80), refused.status]).toEqual([one.slice(0, 80), 422]);
		expect(await refused.text()).toContain("Svaret kom utan giltig nyckel");
	}
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
	expect(await keys(world)).toEqual([]);
});

test("a key opens nothing: whoever has lost the run is refused a replay too, and nobody's key helps another", async () => {
	const { world, run, tap, key } = await opened();
	await tap(key(1), said("yes"));
	const beata = await clientFor(world, "beata");
	expect([403, 404]).toContain((await tap(keyOf(world, "beata", 1), said("yes"), beata)).status);
	await world.ctx.database.transaction((trx) => updateRun(trx, run.runId, 1, { performer_id: world.ids.mats }));
	expect((await tap(key(1), said("yes"))).status).toBe(403);
	expect(await events(world)).toHaveLength(1);
});

test("a replay of what was kept is no refusal when the run is signed; a new tap is, and nothing is stored", async () => {
	const { world, run, item, tap, key } = await opened();
	await tap(key(1), said("yes"));
	const maria = await world.as("maria");
	await answerAll(maria, run, { "0 3": saying(3, "yes", { seen: 1 }) });
	await signRun(maria, run.runId, { version: 1 });
	const before = await events(world);
	expect((await tap(key(1), said("yes"))).status).toBe(200);
	const late = await tap(key(2), said("no", "1"));
	expect(late.status).toBe(422);
	expect(await late.text()).toContain("Kontrollen är signerad. Svaren är låsta tills granskaren återsänder den.");
	expect(await events(world)).toEqual(before);
	expect((await listAnswersOfItem(world.ctx.db, item)).find((one) => one.position === 3)?.answer).toBe("yes");
	expect(await keys(world)).toHaveLength(1);
});

test("a tap never overwrites unseen, not even its own person's newer answer: both stand side by side", async () => {
	const { world, item, tap, key } = await opened();
	await answer(await world.as("maria"), item, [saying(3, "yes")]);
	const late = await tap(key(1), { ...said("no"), "kommentar-3": "Fel <b>artikel</b>", utkast: "ja" });
	const text = await late.text();
	expect(late.status).toBe(409);
	for (const words of ["Ditt svar", "Nej: Fel &lt;b&gt;artikel&lt;/b&gt;", "Sparat av Maria Ek", "Spara mitt svar"])
		expect(text).toContain(words);
	expect(text).toContain("&quot;sett-3&quot;:&quot;1&quot;");
	expect(await listAnswersOfItem(world.ctx.db, item)).toMatchObject([{ answer: "yes", version: 1 }]);
	expect((await tap(key(2), said("no", "1"))).status).toBe(200);
	expect(await keys(world)).toHaveLength(1);
});

test("a file sent twice under one key is one document; under two keys it is two", async () => {
	const { world, item, maria, key } = await opened();
	const send = (n: number, text = "kvitto") => {
		const form = new FormData();
		form.append("fil", new File([text], "kvitto.txt"));
		const headers = { "Idempotency-Key": key(n) };
		return maria.upload(paths.evidenceOf("sample_item", item), form, { htmx: true, headers });
	};
	expect((await send(1)).status).toBe(200);
	expect((await send(1)).status).toBe(200);
	expect(await listEvidenceOf(world.ctx.db, "sample_item", item)).toHaveLength(1);
	expect(await events(world, "evidence.added")).toHaveLength(1);
	expect((await send(1, "ett annat kvitto")).status).toBe(422);
	expect((await send(2)).status).toBe(200);
	expect(await listEvidenceOf(world.ctx.db, "sample_item", item)).toHaveLength(2);
});

test("a tap of a session that has ended waits on its device: 401, nothing kept here, nothing changed", async () => {
	const { world, item, tap, key } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("sessions").set({ ended_at: "2026-11-16T08:00:00.000Z" }).execute(),
	);
	const refused = await tap(key(1), said("yes"));
	expect([refused.status, await refused.text()]).toEqual([401, ""]);
	expect(await world.ctx.db.selectFrom("kept_forms").selectAll().execute()).toEqual([]);
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
});

test("ten thousand keys change nothing for the next tap, and are forgotten when no device can send them any more", async () => {
	const { world, tap, key } = await opened();
	const { database } = world.ctx;
	const row = (n: number) => ({ person_id: world.ids.maria, key: key(n), digest: "x", result: "{}" });
	for (let from = 10; from < 10_010; from += 500) {
		const rows = Array.from({ length: 500 }, (_, n) => ({ ...row(from + n), taken_at: "2026-09-01T00:00:00.000Z" }));
		await database.transaction((trx) => trx.insertInto("tap_keys").values(rows).execute());
	}
	expect((await tap(key(1), said("yes"))).status).toBe(200);
	expect(await forgetTaps({ database, clock: () => new Date("2026-11-16T09:00:00.000Z") })).toBe(10_000);
	expect(await keys(world)).toMatchObject([{ key: key(1) }]);
});

test("the server remembers a key twice as long as a device lets its tap wait", () => {
	const queue = readFileSync(new URL("../../../views/assets/kept/queue.js", import.meta.url), "utf8");
	expect(TAP_KEPT_DAYS).toBe(2 * Number(/WAITS_DAYS = (\d+);/.exec(queue)?.[1]));
});
