import { randomBytes } from "node:crypto";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { leadPostgres } from "../../db/dialect/leadership.ts";
import { reserveNumbers } from "../../db/writes/checks/ledger-rows.ts";
import { ImportCancelled } from "../../src/checks/populations/import/import-cancelled.ts";
import { findJob, forgetJob } from "../../src/checks/populations/import/import-jobs.ts";
import { dropStillArrivals } from "../../src/checks/populations/import/land-lines.ts";
import { cancelElsewhere, findElsewhere, startShared } from "../../src/checks/populations/import/shared-jobs.ts";
import { readConfig } from "../../src/config.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { giveAccount, PASSWORD } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { TODAY } from "../support/world.ts";
import { openPostgresTest, openWorldOn } from "./dialects.ts";
import { until } from "./two-nodes-support.ts";

describe("the one that leads", () => {
	async function two() {
		const { url } = (await openPostgresTest()).location;
		const led: string[] = [];
		const node = (name: string) => {
			const leadership = leadPostgres(
				url!,
				() => {
					led.push(`${name} begins`);
					return () => led.push(`${name} ends`);
				},
				50,
			);
			onTestFinished(() => leadership.stop());
			return leadership;
		};
		return { url: url!, led, node };
	}

	test("is one of two, and the other takes over when it stops", async () => {
		const { led, node } = await two();
		const first = node("a");
		await until(() => led.length === 1);
		node("b");
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(led).toEqual(["a begins"]);
		await first.stop();
		await until(() => led.includes("b begins"));
		expect(led).toEqual(["a begins", "a ends", "b begins"]);
	});

	test("steps down when the database lets go of its session, as at a fail-over", async () => {
		const { url, led, node } = await two();
		node("a");
		await until(() => led.length === 1);
		const admin = new pg.Client(url);
		await admin.connect();
		await admin.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tillracklig-ledare' and datname = current_database()",
		);
		await admin.end();
		await until(() => led.includes("a ends"));
		await until(() => led.length === 3);
		expect(led).toEqual(["a begins", "a ends", "a begins"]);
	});
});

describe("a long import, seen from another node", () => {
	/** Runs work as one node; in the test's one process the other node is whoever does not find the job in its memory. */
	async function begun<R>(name: string, work: Parameters<typeof startShared<R>>[2]) {
		const { ctx } = await openWorldOn(openPostgresTest);
		const job = (await startShared<R>(ctx, name, work, true))!;
		job.promise.catch(() => {});
		forgetJob(name);
		expect(findJob(name)).toBeUndefined();
		return { ctx, job };
	}

	test("is begun once, tells how far it has come, and what came of it", async () => {
		let finish: (value: { rows: number }) => void = () => {};
		const { ctx } = await begun<{ rows: number }>("store ett", ({ say }) => {
			say("storing", 30, 120);
			return new Promise((resolve) => (finish = resolve));
		});
		expect(await startShared(ctx, "store ett", async () => ({ rows: 0 }), true)).toBeNull();
		await expect.poll(async () => (await findElsewhere(ctx, "store ett"))?.progress.done, { timeout: 10_000 }).toBe(30);
		finish({ rows: 7 });
		const outcome = async () => (await findElsewhere(ctx, "store ett"))?.outcome;
		await expect.poll(outcome, { timeout: 10_000 }).toEqual({ done: { rows: 7 } });
		expect(await cancelElsewhere(ctx, "store ett")).toEqual({ rows: 7 });
	});

	test("is stopped, and a refusal keeps its sentence", async () => {
		const { ctx, job } = await begun(
			"store två",
			({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new ImportCancelled()))),
		);
		expect(await cancelElsewhere(ctx, "store två")).toBeNull();
		await expect(job.promise).rejects.toThrow("avbröts");
		const refused = await begun("store tre", () => Promise.reject(new Invalid({ file: "Filen är tom." })));
		const outcome = async () => (await findElsewhere(refused.ctx, "store tre"))?.outcome;
		await expect.poll(outcome, { timeout: 10_000 }).toEqual({ refused: "Filen är tom." });
	});

	test("dies with its node: half a minute later another may begin, and no token stands in the database", async () => {
		const { ctx } = await openWorldOn(openPostgresTest);
		await startShared(ctx, "store hemlig-biljett", () => new Promise<never>(() => {}), true);
		const name = (await ctx.db.selectFrom("node_notes").select("name").executeTakeFirstOrThrow()).name;
		expect(name).not.toContain("hemlig");
		forgetJob("store hemlig-biljett");
		// another process's note, as a dead node leaves it: nobody beats for this name any more
		await ctx.database.notes!.post(
			"job dött",
			JSON.stringify({ progress: { stage: "reading", done: 0, of: 0 }, outcome: null }),
		);
		await ctx.database.transaction(async (trx) => {
			await trx
				.updateTable("node_notes")
				.set((eb) => ({ written_s: eb("written_s", "-", 31) }))
				.where("name", "=", "job dött")
				.execute();
		});
		expect((await ctx.database.notes!.read("job dött"))!.seconds).toBeGreaterThan(30);
		expect(await ctx.database.notes!.claim("job dött", "nytt", 30)).toBe(true);
		expect(await ctx.database.notes!.claim("job dött", "igen", 30)).toBe(false);
	});
});

test("two nodes whose clocks are ten minutes apart: sessions hold at both, what both write stands in one order, a file on its way stays", async () => {
	const world = await openWorldOn(openPostgresTest);
	const node = (minutes: number) => {
		const clock = () => new Date(Date.parse(TODAY) + minutes * 60_000);
		return { clock, visitor: visitorTo(world, { clock }) };
	};
	const [behind, ahead] = [node(0), node(10.5)];
	await giveAccount(world, "carin");
	await ahead.visitor.post("/logga-in/losenord", { user_name: "carin", password: PASSWORD });
	for (const [name, value] of ahead.visitor.cookies) behind.visitor.cookies.set(name, value);
	for (const { visitor } of [behind, ahead, behind]) {
		const form = new FormData();
		form.set("fil", new Blob([randomBytes(20)]), "kvitto.bin");
		expect(
			(
				await visitor.send("POST", `/underlag/till/measure/${world.ids.measure}`, form, {
					Origin: "http://127.0.0.1:3000",
				})
			).status,
		).toBe(303);
	}
	expect((await verifyTrail(world.ctx.db, openTrailAnchors(readConfig({ DATA_DIR: world.dataDir })))).problems).toEqual(
		[],
	);
	const now = behind.clock().toISOString();
	const arrival = { file_id: "another", rows: 1, unit_ids: [], frame_key: "inkop", replaces_id: null, now };
	await world.ctx.database.transaction((trx) => reserveNumbers(trx, arrival));
	await dropStillArrivals({ database: world.ctx.database, clock: ahead.clock });
	expect(await world.ctx.db.selectFrom("ledger_arrivals").select("file_id").execute()).toEqual([
		{ file_id: "another" },
	]);
});

test("writers who stand in line leave the pages their connections, and are let in as they came", async () => {
	const world = await openWorldOn(openPostgresTest);
	const [adam, carin] = [await clientFor(world, "adam"), await clientFor(world, "carin")];
	const other = new pg.Client(world.ctx.database.location.url!);
	await other.connect();
	onTestFinished(() => other.end());
	// as another node that is at work for long
	await other.query("select pg_advisory_lock(5101974)");
	const unit = (name: string) => ({
		kind: "unit",
		name,
		parent_id: world.ids.nara,
		valid_from: "2026-01-01",
		code: "",
	});
	let ended = 0;
	const writes = Array.from({ length: 30 }, (_, n) =>
		adam.post(paths.unitNew(), unit(`Enhet ${n}`)).finally(() => ended++),
	);
	await until(async () => (await waitingIn(other)) > 0);
	for (const path of [paths.plans(), paths.measure(world.ids.measure)])
		expect((await carin.get(path)).status).toBe(200);
	expect(ended).toBe(0);
	await other.query("select pg_advisory_unlock(5101974)");
	expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([303]));
});

async function waitingIn(client: pg.Client): Promise<number> {
	const { rows } = await client.query<{ n: string }>(
		"select count(*) as n from pg_stat_activity where datname = current_database() and wait_event = 'advisory'",
	);
	return Number(rows[0]!.n);
}
