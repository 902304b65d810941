import { rmSync, statSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listEventsAfter } from "../../../db/queries/ground/write.ts";
import { insertEvidence } from "../../../db/writes/checks/evidence.ts";
import { signHead } from "../../../src/proof/trail/sign-head.ts";
import { openTrailAnchors, type TrailAnchors } from "../../../src/proof/trail/trail-anchors.ts";
import { verifyDraws } from "../../../src/proof/trail/verify-draws.ts";
import { verifyTrail } from "../../../src/proof/trail/verify-trail.ts";
import { verifyEvidence } from "../../../src/checks/evidence/verify-evidence.ts";
import { populationDigest } from "../../../src/ground/sampling/selection.ts";
import { chainHash } from "../../../src/ground/write/trail.ts";
import { write } from "../../../src/ground/write/write.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { keptPath } from "../../../src/ground/files/file-store.ts";

const none: Pick<TrailAnchors, "list"> = { list: () => ({ anchors: [], faults: [] }) };

async function worldWithEvents(count = 10): Promise<World> {
	const world = await openWorld();
	for (let n = 0; n < count; n++) await write(world.ctx, ({ record }) => record(fact(n)));
	return world;
}

function fact(n: number) {
	return {
		type: "system.started",
		unit_id: null,
		object: { kind: "system", id: `s${n}` },
		data: { note: `händelse ${n}` },
	} as const;
}

/** What somebody with the database file and no scruples can do: the triggers go first. */
async function tamper(world: World, ...statements: string[]): Promise<void> {
	await world.ctx.database.transaction(async (trx) => {
		for (const table of ["events", "ledger_rows", "draws", "populations"]) {
			for (const operation of ["update", "delete"])
				await sql.raw(`drop trigger if exists ${table}_refuse_${operation}`).execute(trx);
		}
		for (const statement of statements) await sql.raw(statement).execute(trx);
	});
}

describe("T41: the chain", () => {
	test("a whole trail gives its length and its end, across batches", async () => {
		const world = await worldWithEvents(3);
		const events = await listEventsAfter(world.ctx.db, 0, 100);
		expect(await verifyTrail(world.ctx.db, none)).toEqual({
			events: events.length,
			head: { seq: events.length, hash: events.at(-1)!.hash },
			problems: [],
		});
	});

	test("T41: it is the chain that the checks beside it have read: another end, or one beyond it, is named", async () => {
		const { db } = (await worldWithEvents(3)).ctx;
		const { head } = await verifyTrail(db, none);
		const problemsOf = async (seen: { seq: number; hash: string }) =>
			(await verifyTrail(db, none, undefined, [seen])).problems;
		expect(await problemsOf(head)).toEqual([]);
		expect(await problemsOf({ ...head, hash: "0".repeat(64) })).toEqual([
			`Loggen har skrivits om: händelse ${head.seq} är inte den som fanns tidigare.`,
		]);
		expect(await problemsOf({ ...head, seq: head.seq + 1 })).toEqual([
			`Loggens slut saknas: tidigare fanns händelse ${head.seq + 1}, men nu slutar loggen vid händelse ${head.seq}.`,
		]);
	});

	test("a changed event is named, and nothing after it is believed", async () => {
		const world = await worldWithEvents();
		await tamper(world, "update events set actor_name = 'Någon annan' where seq = 5");
		const { events, problems } = await verifyTrail(world.ctx.db, none);
		expect(problems).toEqual(["Händelse 5 har ändrats efter att den skrevs."]);
		expect(events).toBe(4);
	});

	test("a removed event is named", async () => {
		const world = await worldWithEvents();
		await tamper(world, "delete from events where seq = 5");
		expect((await verifyTrail(world.ctx.db, none)).problems).toEqual([
			"Händelse 5 saknas i loggen (nästa som finns är 6).",
		]);
	});

	test("an event moved in time, unit or person is named", async () => {
		for (const change of ["at = '2020-01-01T00:00:00.000Z'", "unit_id = 'x'", "via = 'web'", "on_behalf_of = 'Y'"]) {
			const world = await worldWithEvents(3);
			await tamper(world, `update events set ${change} where seq = 2`);
			expect((await verifyTrail(world.ctx.db, none)).problems).toHaveLength(1);
		}
	});

	test("a cut tail shows against the end that was written outside the database", async () => {
		const world = await worldWithEvents();
		const anchors = openTrailAnchors(world);
		const { head } = await verifyTrail(world.ctx.db, anchors);
		anchors.add({ at: "2026-11-16T09:00:00.000Z", ...head, by: "verify" });
		expect((await verifyTrail(world.ctx.db, anchors)).problems).toEqual([]);
		await tamper(world, `delete from events where seq > ${head.seq - 3}`);
		expect((await verifyTrail(world.ctx.db, none)).problems).toEqual([]);
		expect((await verifyTrail(world.ctx.db, anchors)).problems).toEqual([
			`Loggens slut saknas: 16 november 2026 kl. 10.00 fanns händelse ${head.seq}, men nu slutar loggen vid händelse ${head.seq - 3}.`,
		]);
	});

	test("a trail written anew from some event shows, even when its own chain holds", async () => {
		const world = await worldWithEvents();
		const anchors = openTrailAnchors(world);
		const { head } = await verifyTrail(world.ctx.db, anchors);
		anchors.add({ at: "2026-11-16T09:00:00.000Z", ...head, by: "backup" });
		const events = await listEventsAfter(world.ctx.db, 0, 100);
		let prev_hash = events[3]!.hash;
		const rewritten = events.slice(4).map((event) => {
			const changed = { ...event, actor_name: "Ingen", prev_hash };
			prev_hash = chainHash(changed);
			return `update events set actor_name = 'Ingen', prev_hash = '${changed.prev_hash}', hash = '${prev_hash}' where seq = ${event.seq}`;
		});
		await tamper(world, ...rewritten);
		expect((await verifyTrail(world.ctx.db, none)).problems).toEqual([]);
		expect((await verifyTrail(world.ctx.db, anchors)).problems).toEqual([
			`Loggen har skrivits om: händelse ${head.seq} är inte den som fanns 16 november 2026 kl. 10.00.`,
		]);
	});

	test("the array that the database writes of an event is the one that was hashed, whatever a text holds", async () => {
		const world = await worldWithEvents(1);
		const event = (await listEventsAfter(world.ctx.db, 0, 100)).at(-1)!;
		const letters = Array.from({ length: 0x300 }, (_, n) => String.fromCharCode(n)).join("");
		await tamper(world);
		for (const actor_name of [letters, "\u2028\u2029\ufeff\ufffd\ud7ff", '\u{1f600} "\\/', ""]) {
			const hash = chainHash({ ...event, actor_name });
			await world.ctx.database.transaction((trx) =>
				trx.updateTable("events").set({ actor_name, hash }).where("seq", "=", event.seq).execute(),
			);
			expect((await verifyTrail(world.ctx.db, none)).problems).toEqual([]);
			await tamper(world, `update events set actor_name = actor_name || ' ' where seq = ${event.seq}`);
			expect((await verifyTrail(world.ctx.db, none)).problems).toHaveLength(1);
		}
	});

	test("T41: two events that changed places are named", async () => {
		const world = await worldWithEvents();
		await tamper(
			world,
			"update events set seq = -1 where seq = 4",
			"update events set seq = 4 where seq = 5",
			"update events set seq = 5 where seq = -1",
		);
		expect((await verifyTrail(world.ctx.db, none)).problems).toEqual(["Händelse 4 hänger inte ihop med händelse 3."]);
	});

	test("T41: one swapped byte anywhere in an event is named", async () => {
		for (const column of ["data", "actor_name", "type", "object_id", "id", "hash", "prev_hash"]) {
			const world = await worldWithEvents(3);
			await tamper(world, `update events set ${column} = 'x' || substr(${column}, 2) where seq = 3`);
			expect([column, (await verifyTrail(world.ctx.db, none)).problems.length]).toEqual([column, 1]);
		}
	});

	test("T41: the end is signed once a day, and never from a trail that lost the end signed last", async () => {
		const world = await worldWithEvents();
		const anchors = openTrailAnchors(world);
		const on = (day: string) => signHead({ db: world.ctx.db, clock: () => new Date(`${day}T09:00:00Z`) }, anchors);
		expect(await on("2026-11-16")).toMatchObject({ by: "daily" });
		expect(await on("2026-11-16")).toBeNull();
		await write(world.ctx, ({ record }) => record(fact(99)));
		expect(await on("2026-11-17")).toMatchObject({ by: "daily" });
		expect(anchors.list()).toMatchObject({ anchors: [{}, {}], faults: [] });
		expect(statSync(`${world.dataDir}/keys/trail.key`).mode & 0o077).toBe(0);
		await tamper(world, "delete from events where seq = (select max(seq) from events)");
		await expect(on("2026-11-18")).rejects.toThrow("signeras inte");
		expect(anchors.list().anchors).toHaveLength(2);
	});

	test("a line outside the database that cannot be read is told of, not passed over", async () => {
		const world = await worldWithEvents(1);
		const anchors = openTrailAnchors(world);
		anchors.add({ at: "x", seq: 1, hash: "0".repeat(64), by: "verify" });
		writeFileSync(`${world.dataDir}/keys/trail-head.jsonl`, '{"seq":"1"}\ninte json\n');
		expect((await verifyTrail(world.ctx.db, anchors)).problems).toEqual([
			"Rad 1 i keys/trail-head.jsonl går inte att läsa.",
			"Rad 2 i keys/trail-head.jsonl går inte att läsa.",
		]);
	});
});

describe("kept files", () => {
	async function kept(): Promise<{ world: World; path: string }> {
		const world = await openWorld();
		const temp = await world.ctx.files.putTemp(Readable.from(["kvitto"]), 100);
		await world.ctx.files.keep(temp);
		await write(world.ctx, async ({ trx, record }) => {
			await insertEvidence(trx, {
				id: "u1",
				parent_kind: "measure",
				parent_id: world.ids.measure,
				unit_id: world.ids.alfa,
				series_id: "s1",
				edition: 1,
				file_name: "kvitto.txt",
				content_type: "text/plain",
				bytes: 6,
				sha256: temp.sha256,
				note: "",
				about_on: "2026-11-16",
				uploaded_at: "2026-11-16T09:00:00.000Z",
				uploaded_by: world.ids.maria,
			});
			await record(fact(0));
		});
		return { world, path: keptPath(world.dataDir, temp.sha256) };
	}

	test("an untouched file is counted", async () => {
		const { world } = await kept();
		expect(await verifyEvidence(world.ctx.db, world.ctx.files)).toEqual({ rows: 1, files: 1, problems: [] });
	});

	test("T12: a changed file and a missing file are named", async () => {
		const { world, path } = await kept();
		writeFileSync(path, "kvittO");
		expect((await verifyEvidence(world.ctx.db, world.ctx.files)).problems[0]).toContain("kvitto.txt har ändrats");
		rmSync(path);
		expect((await verifyEvidence(world.ctx.db, world.ctx.files)).problems[0]).toContain("kvitto.txt saknas");
	});
});

describe("draws made again", () => {
	/** A draw put in place directly, with the events that a real one leaves. */
	async function drawn(): Promise<World> {
		const world = await openWorld();
		await openDrawnRun(world);
		const draw = await world.ctx.db.selectFrom("draws").selectAll().executeTakeFirstOrThrow();
		const population = await world.ctx.db.selectFrom("populations").selectAll().executeTakeFirstOrThrow();
		const lines = await world.ctx.db.selectFrom("ledger_lines").selectAll().execute();
		const digest = populationDigest(lines.map((line) => ({ key: line.item_key, amountOre: line.amount_ore })));
		await tamper(world, `update populations set digest = '${digest}'`);
		await write(world.ctx, async ({ record }) => {
			const about = { unit_id: world.ids.administration, object: { kind: "draw", id: draw.id } };
			await record({
				...about,
				type: "draw.planned",
				data: { draw_id: draw.draw_id, commitment: draw.commitment, reason: "" },
			});
			await record({
				...about,
				type: "population.frozen",
				data: { draw_id: draw.draw_id, n: population.n, sum_ore: 0, digest, file_sha256: "", strata: [] },
			});
			await record({
				...about,
				type: "sample.drawn",
				data: { draw_id: draw.draw_id, secret: draw.secret!, public_value: null, drawn: 5, population: 20, strata: 1 },
			});
		});
		return world;
	}

	test("an honest draw gives the same items", async () => {
		const { ctx } = await drawn();
		expect(await verifyDraws(ctx.db)).toEqual({ draws: 1, problems: [] });
	});

	test.each([
		[
			"another item in place of a drawn one",
			"update sample_items set line_id = (select id from ledger_lines where id not in (select line_id from sample_items) limit 1) where rank = 3",
			"är inte det som dragningen ger",
		],
		["an item taken away", "delete from sample_items where rank = 5", "loggen säger 5 dragna poster men det finns 4"],
		[
			"an amount changed after the freeze",
			"update ledger_rows set amount_ore = amount_ore + 1 where line_no = 9",
			"populationen är inte den som frystes",
		],
		[
			"a line taken out of the frame",
			"update ledger_rows set population_no = null, frame_no = null where line_no = 19",
			"populationen är inte den som frystes",
		],
		[
			"another secret",
			`update draws set secret = '${"5b".repeat(32)}'`,
			"hemligheten är inte den som åtagandet gällde",
		],
		["another commitment", `update draws set commitment = '${"5b".repeat(32)}'`, "åtagandet är inte det som loggades"],
		[
			"another digest",
			`update populations set digest = '${"5b".repeat(32)}'`,
			"kontrollsumman är inte den som loggades",
		],
		["a secret that is no secret", "update draws set secret = 'x'", "Hemligheten ska vara 64 hexadecimala tecken"],
	])("%s shows", async (_, statement, sentence) => {
		const world = await drawn();
		await tamper(world, statement);
		const { problems } = await verifyDraws(world.ctx.db);
		expect(problems.join("\n")).toContain(sentence);
		expect(problems[0]).toContain("Dragningen inkop-under-10000/2026-10/alfa: ");
	});
});
