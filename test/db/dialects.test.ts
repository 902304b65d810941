import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { isUniqueViolation } from "../../db/errors.ts";
import { completeStaging, createStaging, type Db, openReading } from "../../db/open.ts";
import { lastEvent, listLinksAfter } from "../../db/queries/ground/write.ts";
import { findSessionPerson } from "../../db/queries/people/session.ts";
import { unitPath, unitsWithin } from "../../db/queries/people/units.ts";
import { updateVersioned } from "../../db/writes/ground/versioned.ts";
import { sessionIdOf } from "../../src/ground/access/session-id.ts";
import { followChain, GENESIS } from "../../src/ground/write/trail.ts";
import { write } from "../../src/ground/write/write.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const note = (text: string) =>
	({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data: { note: text } }) as const;

describe.each(DIALECTS)("%s", (_name, open) => {
	test("migrating twice does nothing the second time", async () => {
		expect(await (await open()).migrate()).toEqual([]);
	});

	test("forty concurrent writes give one unbroken chain", async () => {
		const world = await openWorldOn(open);
		await Promise.all(Array.from({ length: 40 }, (_, n) => write(world.ctx, ({ record }) => record(note(`nr ${n}`)))));
		const events = await listLinksAfter(world.ctx.db, 0, 100);
		expect(events).toHaveLength(41);
		const broken = events.reduce<{ seq: number; hash: string } | string>(
			(head, event) => (typeof head === "string" ? head : followChain(head, event)),
			{ seq: 0, hash: GENESIS },
		);
		expect(broken).toMatchObject({ seq: 41 });
	});

	test("a copy comes to its end although somebody saves without a pause, and is of one moment", async () => {
		const world = await openWorldOn(open);
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-kopia-"));
		const file = join(folder, "kopia.db");
		let [saved, isDone] = [0, false];
		const copied = world.ctx.database.copyTo(file).finally(() => {
			isDone = true;
		});
		while (!isDone && saved < 1_500) {
			await write(world.ctx, ({ record }) => record(note(`nr ${++saved}`)));
			await setImmediate();
		}
		expect(isDone, "the copy has been waited for as long as anybody waits").toBe(true);
		await copied;
		const copy = openReading(file);
		const events = await listLinksAfter(copy.db, 0, 10_000);
		await copy.close();
		rmSync(folder, { recursive: true });
		expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
		expect(events.length).toBeLessThanOrEqual(saved + 1);
	});

	test("a snapshot stands still while it lasts; the next, also after one that failed, sees what has come since", async () => {
		const { ctx } = await openWorldOn(open);
		const { database } = ctx;
		const written = () => write(ctx, ({ record }) => record(note("mellan")));
		const last = (db: Db) => lastEvent(db).then((event) => event!.seq);
		const [before, during, beside] = await database.snapshot(async (db) => {
			const first = await last(db);
			await written();
			return [first, await last(db), await database.snapshot(last)];
		});
		expect([during, beside]).toEqual([before, before + 1]);
		await expect(database.snapshot(() => Promise.reject(new Error("inte läst")))).rejects.toThrow("inte läst");
		await written();
		expect(await database.snapshot(last)).toBe(before + 2);
	});

	test("the trail refuses update and delete", async () => {
		const { ctx } = await openWorldOn(open);
		const tamper = ctx.database.transaction((trx) => trx.updateTable("events").set({ actor_name: "Ingen" }).execute());
		await expect(tamper).rejects.toThrow("not allowed");
		await expect(ctx.database.transaction((trx) => trx.deleteFrom("events").execute())).rejects.toThrow("not allowed");
	});

	test("a versioned update misses when somebody else was first", async () => {
		const { ctx, ids } = await openWorldOn(open);
		const edit = (title: string) =>
			write(ctx, async ({ trx, record }) => {
				await record(note(title));
				return updateVersioned(trx, "risks", ids.risk, 1, { title });
			});
		expect([await edit("först"), await edit("sist")]).toEqual([true, false]);
		expect(await ctx.db.selectFrom("risks").select(["title", "version"]).executeTakeFirst()).toEqual({
			title: "först",
			version: 2,
		});
	});

	test("a second row under a unique index is told from other errors", async () => {
		const { ctx, ids } = await openWorldOn(open);
		const again = ctx.database.transaction((trx) =>
			trx.insertInto("areas").values({ id: "x", plan_id: ids.plan, name: "Ekonomi", position: 9 }).execute(),
		);
		expect(isUniqueViolation(await again.catch((error: unknown) => error))).toBe(true);
	});

	test("counts and öre come back as numbers", async () => {
		const { ctx } = await openWorldOn(open);
		const row = await ctx.db
			.selectFrom("check_questions")
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.executeTakeFirst();
		expect(row).toEqual({ n: 12 });
	});

	test("staged rows land in the order they were added, a lot in a transaction of its own, and others write in between", async () => {
		const { ctx, ids, dataDir } = await openWorldOn(open);
		const columns = ["id", "plan_id", "name", "position"];
		const staged = (file: string, name: string, count: number) => {
			const path = join(dataDir, file);
			const staging = createStaging(path, columns);
			staging.add(Array.from({ length: count }, (_, n) => [`${name}-${n}`, ids.plan, `${name} ${n}`, n + 10]));
			staging.close();
			completeStaging(path, ["create view landed as select * from staged"]);
			return path;
		};
		const count = async () => (await ctx.db.selectFrom("areas").select("id").execute()).length;
		const land = (file: string, onLot: (done: number) => Promise<void> = async () => {}) =>
			ctx.database.landStaged("areas", columns, file, (_trx, done) => onLot(done));
		const before = await count();
		const stop = async (done: number) => {
			if (done > 2_000) throw new Error("nog");
		};
		await expect(land(staged("ett", "Noll", 4_500), stop)).rejects.toThrow("nog");
		expect(await count()).toBe(before + 4_000);
		const seen: number[] = [];
		const others = async () => {
			const { id } = await ctx.db.selectFrom("areas").select("id").limit(1).executeTakeFirstOrThrow();
			await ctx.database.transaction((trx) =>
				trx.updateTable("areas").set({ position: 7 }).where("id", "=", id).execute(),
			);
			seen.push((await count()) - before - 4_000);
		};
		const all = [
			land(staged("en", "Ett", 4_500)),
			land(staged("två", "Två", 3)),
			land(staged("ingen", "Ingen", 0)),
			others(),
		];
		await Promise.all(all);
		expect(seen[0]).toBeLessThan(4_503);
		const after = await ctx.db.selectFrom("areas").selectAll().execute();
		expect(after).toHaveLength(before + 4_000 + 4_503);
		expect(after).toContainEqual(expect.objectContaining({ id: "Ett-4499", name: "Ett 4499", position: 4509 }));
	});

	test("rows land from a staging file that is still written, no further than it has been shared", async () => {
		const { ctx, ids, dataDir } = await openWorldOn(open);
		const columns = ["id", "plan_id", "name", "position"];
		const path = join(dataDir, "växer");
		const staging = createStaging(path, columns, ["create view landed as select * from staged"]);
		const add = (from: number, to: number) => {
			staging.add(Array.from({ length: to - from }, (_, n) => [`a${from + n}`, ids.plan, `A ${from + n}`, from + n]));
			return from;
		};
		const end = () => {
			staging.close();
			return 3_000;
		};
		const count = async () =>
			(await ctx.db.selectFrom("areas").select("id").where("id", "like", "a%").execute()).length;
		const counts: number[] = [];
		add(0, 2_500);
		// what has been added and not shared is not seen
		const steps = [staging.share, () => add(2_500, 3_000), staging.share, end];
		const before = await count();
		const beyond = async (done: number) => {
			for (;;) {
				counts.push((await count()) - before);
				const step = steps.shift();
				const ready = step ? step() : 3_000;
				if (ready > done || !step) return ready;
			}
		};
		await ctx.database.landStaged("areas", columns, path, async () => {}, { beyond });
		expect(counts).toEqual([0, 2_500, 2_500, 3_000, 3_000]);
	});

	test("bulk adds every row in the open transaction, and none when it fails", async () => {
		const { ctx, ids } = await openWorldOn(open);
		const rows = (count: number) =>
			Array.from({ length: count }, (_, n) => [`area-${n}`, ids.plan, `Verksamhet ${n}`, n + 10]);
		const add = (of: number) =>
			ctx.database.transaction((trx) =>
				ctx.database.bulk(trx, "areas", ["id", "plan_id", "name", "position"], rows(of)),
			);
		const count = async () => (await ctx.db.selectFrom("areas").select("id").execute()).length;
		expect(await add(20_000)).toBe(20_000);
		expect(await count()).toBe(20_001);
		await expect(add(30_000)).rejects.toThrow();
		expect(await count()).toBe(20_001);
	});

	test("the unit tree answers paths and branches, and a cycle ends (T46)", async () => {
		const { ctx, ids } = await openWorldOn(open);
		expect(await unitPath(ctx.db, ids.alfa)).toEqual([ids.alfa, ids.nara, ids.administration, ids.region]);
		const branch = async () => {
			const within = unitsWithin({ own: [], branch: [ids.nara] })!;
			return (await ctx.db.selectFrom("org_units").select("id").where("id", "in", within).execute()).map(
				(unit) => unit.id,
			);
		};
		expect((await branch()).sort()).toEqual([ids.nara, ids.alfa, ids.beta].sort());
		await ctx.database.transaction((trx) =>
			trx.updateTable("org_units").set({ parent_id: ids.alfa }).where("id", "=", ids.nara).execute(),
		);
		expect(new Set(await unitPath(ctx.db, ids.alfa))).toEqual(new Set([ids.alfa, ids.nara]));
		expect((await branch()).sort()).toEqual([ids.nara, ids.alfa, ids.beta].sort());
	});

	test("a session opens for its token only, and not after its time", async () => {
		const world = await openWorldOn(open);
		const token = await signIn(await world.as("maria"), "test");
		const at = (now: string, id = sessionIdOf(token)) =>
			findSessionPerson(world.ctx.db, id, { now, idle_since: "2026-11-16T08:00:00.000Z" });
		expect(await at("2026-11-16T10:00:00.000Z")).toMatchObject({ id: world.ids.maria, name: "Maria Ek" });
		expect(await at("2026-11-17T10:00:00.000Z")).toBeUndefined();
		expect(await at("2026-11-16T10:00:00.000Z", token)).toBeUndefined();
	});
});
