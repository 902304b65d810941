import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isUniqueViolation } from "../../db/errors.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { paths } from "../../src/paths/paths.ts";
import { signRun } from "../../src/checks/samples/sign-run.ts";
import { answer, answerAll, saying } from "../checks/samples/answers.ts";
import { clientFor } from "../support/browser-client.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWholeWorld } from "../support/whole-world.ts";
import { openWorld, type PersonKey } from "../support/world.ts";

describe("T07: links that leave the product come from the configured address", () => {
	test.each(["ond.example", "ond.example:3000", "127.0.0.1@ond.example"])(
		"an invitation asked for with Host %s",
		async (host) => {
			const world = await openWorld();
			const adam = await clientFor(world, "adam", undefined, { BASE_URL: "http://127.0.0.1:3000" });
			const headers = { Host: host, "X-Forwarded-Host": host, Forwarded: `host=${host}` };
			const page = await (await adam.post(paths.personInvitation(world.ids.mats), {}, { headers })).text();
			expect(page).toContain("http://127.0.0.1:3000/inbjudan/");
			expect(page).not.toContain("ond.example");
		},
	);
});

describe("T37: what is signed is read and locked in one transaction", () => {
	test("an answer that races the signature is either in it or refused; none comes after it", async () => {
		const world = await openWorld();
		const run = await openDrawnRun(world);
		const maria = await world.as("maria");
		await answerAll(maria, run);
		const { version } = await world.ctx.db
			.selectFrom("control_runs")
			.select("version")
			.where("id", "=", run.runId)
			.executeTakeFirstOrThrow();
		const race = [
			signRun(maria, run.runId, { version }),
			...run.itemIds.map((id) => answer(maria, id, [saying(1, "no", { seen: 1 })])),
		];
		const results = await Promise.allSettled(race);
		const events = await world.ctx.db.selectFrom("events").select(["type"]).orderBy("seq").execute();
		const types = events.map(({ type }) => type);
		const signed = types.indexOf("run.signed");
		expect(signed).toBeGreaterThan(0);
		expect(types.slice(signed + 1).filter((type) => type === "item.answered")).toEqual([]);
		const answered = types.filter((type) => type === "item.answered").length - run.itemIds.length;
		const kept = results.slice(1).filter(({ status }) => status === "fulfilled").length;
		expect(answered).toBe(kept);
		const told = await world.ctx.db
			.selectFrom("deviations")
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.executeTakeFirstOrThrow();
		expect(told.n).toBe(kept);
	});
});

describe("T38: an end of the trail is believed only with its signature", () => {
	async function anchored() {
		const world = await openWorld();
		const anchors = openTrailAnchors(world);
		const { head } = await verifyTrail(world.ctx.db, anchors);
		const anchor = anchors.add({ at: "2026-11-16T09:00:00.000Z", ...head, by: "daily" });
		const rewrite = (line: object) =>
			writeFileSync(`${world.dataDir}/keys/trail-head.jsonl`, `${JSON.stringify(line)}\n`);
		const problems = async () => (await verifyTrail(world.ctx.db, anchors)).problems;
		return { world, anchor, rewrite, problems };
	}

	test("signed, it holds; the key's fingerprint stands beside it, outside the database", async () => {
		const { anchor, problems } = await anchored();
		expect(await problems()).toEqual([]);
		expect(anchor.key).toMatch(/^[0-9a-f]{64}$/);
	});

	test.each([
		["without a signature", { signature: "" }, "saknar signatur"],
		["with another number", { seq: 0 }, "signaturen stämmer inte"],
		["with another hash", { hash: "a".repeat(64) }, "signaturen stämmer inte"],
		["with another day", { at: "2020-01-01T00:00:00.000Z" }, "signaturen stämmer inte"],
		["signed by a key nobody knows", { key: "b".repeat(64) }, "okänd nyckel"],
	])("%s it fails", async (_, change, sentence) => {
		const { anchor, rewrite, problems } = await anchored();
		rewrite({ ...anchor, ...change });
		expect((await problems()).join()).toContain(sentence);
	});

	test("signed by a key of the forger's own, it fails", async () => {
		const { anchor, rewrite, problems } = await anchored();
		const elsewhere = openTrailAnchors(await openWorld());
		rewrite(elsewhere.add({ ...anchor, hash: "c".repeat(64) }));
		expect((await problems()).join()).toContain("okänd nyckel");
	});
});

test("T39: every event about something that belongs to a unit carries that unit, whoever acted from where", async () => {
	const world = await openWorld();
	const [alfa, beta] = [await openDrawnRun(world), await openDrawnRun(world, { unit: "beta" })];
	await answerAll(await world.as("maria"), alfa, { "0 1": saying(1, "no") });
	await answerAll(await world.as("beata"), beta, { "0 1": saying(1, "no") });
	// somebody of another unit, as a substitute: the fact belongs where the run is, not where the person does
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				...{ id: "vik", person_id: world.ids.gunnel, role: "material_coordinator", unit_id: world.ids.alfa },
				...{ valid_from: "2026-11-01", valid_to: null, substitute_for: world.ids.maria, version: 1 },
			})
			.execute(),
	);
	await answer(await world.as("gunnel"), alfa.itemIds[1]!, [saying(2, "no", { seen: 1 })]);
	const { db } = world.ctx;
	const unitOf = new Map<string, string>();
	const items = db.selectFrom("sample_items").innerJoin("control_runs", "control_runs.id", "sample_items.run_id");
	for (const row of await items.select(["sample_items.id", "control_runs.unit_id"]).execute())
		unitOf.set(row.id, row.unit_id);
	for (const table of ["control_runs", "deviations"] as const)
		for (const row of await db.selectFrom(table).select(["id", "unit_id"]).execute()) unitOf.set(row.id, row.unit_id);
	const events = await db.selectFrom("events").selectAll().execute();
	const about = events.filter((event) => unitOf.has(event.object_id));
	expect(about.length).toBeGreaterThan(10);
	expect(about.filter((event) => event.unit_id !== unitOf.get(event.object_id))).toEqual([]);
});

describe("T45: a reminder stands once", () => {
	test("what is overdue is on the list once, also after a restart, and goes when the date moves", async () => {
		const world = await openWorld();
		await openDrawnRun(world, { due_on: "2026-11-10" });
		const count = async (person: PersonKey) => {
			const html = await (await (await clientFor(world, person)).get(paths.inbox())).text();
			return html.split("Stickprov av inköp under 10 tkr").length - 1;
		};
		const first = await count("maria");
		expect(first).toBeGreaterThan(0);
		expect(await count("maria"), "another start of the application").toBe(first);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ status: "approved" }).execute(),
		);
		expect(await count("maria")).toBe(0);
	});

	test("the database keeps one reminder of a person, a report and a day", async () => {
		const world = await openWorld();
		const remind = (id: string, day: string) =>
			world.ctx.database.transaction((trx) =>
				trx
					.insertInto("reminders")
					.values({
						id,
						period_id: world.ids.period,
						person_id: world.ids.mats,
						day,
						matters: 1,
						sent_at: `${day}T09:00:00.000Z`,
						sent_by: world.ids.carin,
					})
					.execute(),
			);
		await remind("a", "2026-11-16");
		const again = await remind("b", "2026-11-16").catch((error: unknown) => error);
		expect(isUniqueViolation(again)).toBe(true);
		await remind("c", "2026-11-17");
	});
});

test("T50: files and connections are given back under load, also when the reader hangs up", async () => {
	const { readdirSync } = await import("node:fs");
	const world = await openWholeWorld();
	const carin = await clientFor(world, "carin");
	const open = () => readdirSync("/proc/self/fd").length;
	const read = async () => {
		await (await carin.get(paths.evidenceFile("underlag-hel"))).arrayBuffer();
		await (await carin.get(paths.evidenceFile("underlag-hel"))).body!.cancel();
	};
	const make = async () => (await carin.post(paths.reportWorkbook(world.ids.period), {})).arrayBuffer();
	await read();
	await make();
	const before = open();
	for (let round = 0; round < 15; round++) await read();
	for (let round = 0; round < 6; round++) await make();
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(open()).toBeLessThanOrEqual(before + 5);
});
