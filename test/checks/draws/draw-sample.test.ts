import type { ImportInput } from "../../../src/checks/populations/import/import-purchases.ts";
import { describe, expect, it } from "vitest";
import { findDraw, listDrawnStrata } from "../../../db/queries/checks/draws.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { findPopulation } from "../../../db/queries/checks/populations.ts";
import { drawSample } from "../../../src/checks/draws/draw-sample.ts";
import { recordOf } from "../../../src/checks/draws/record-of.ts";
import type { DrawRecord } from "../../../src/ground/sampling/draw-record.ts";
import { rank, seedFrom } from "../../../src/ground/sampling/selection.ts";
import { verifyDrawRecord } from "../../../src/ground/sampling/verify-draw-record.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import { Invalid, NotAllowed, NotFound } from "../../../src/ground/errors.ts";
import { csv, importText, purchasesOf, rowsIn } from "../populations/support.ts";
import selection from "../../ground/sampling/vectors/selection.json" with { type: "json" };
import { openWorld, type World } from "../../support/world.ts";
import { freezeVectors } from "./support.ts";

const NONE = { public_value: null };

/** October frozen: twelve purchases at Alfa, three at Beta. */
async function frozen(decided: Partial<ImportInput> = {}) {
	const world = await openWorld();
	const carin = await world.as("carin");
	const file = csv(...purchasesOf("1001", 12), ...purchasesOf("1002", 3));
	const { population_id } = await importText(world, carin, file, decided);
	return { world, carin, population_id };
}

async function recordFor(world: World, drawId: string): Promise<DrawRecord> {
	return recordOf(world.ctx.db, (await findDraw(world.ctx.db, drawId))!);
}

function itemsOf(world: World, unit: string) {
	return world.ctx.db
		.selectFrom("sample_items as item")
		.innerJoin("control_runs as run", "run.id", "item.run_id")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.select(["line.item_key as key", "item.hash", "item.rank", "item.position", "item.kind", "item.status"])
		.where("run.unit_id", "=", unit)
		.orderBy("item.rank")
		.execute();
}

describe("a draw", () => {
	it("gives each run its items by rank, all of them where there are few, and makes the runs ready", async () => {
		const { world, carin, population_id } = await frozen();
		const drawn = await drawSample(carin, population_id, NONE);
		expect(drawn).toMatchObject({ draw_id: "inkop-under-10000/2026-10", population: 15, drawn: 8 });
		expect(drawn.strata).toEqual([
			{ unit: "Vårdcentralen Alfa", N: 12, n: 5 },
			{ unit: "Vårdcentralen Beta", N: 3, n: 3 },
		]);
		const items = await itemsOf(world, world.ids.alfa);
		expect(items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5]);
		expect(items.every((item) => item.kind === "random" && item.status === "drawn")).toBe(true);
		const runs = await world.ctx.db
			.selectFrom("control_runs")
			.select("status")
			.where("period_key", "=", "2026-10")
			.execute();
		expect(runs.map((run) => run.status)).toEqual(["drawn", "drawn"]);
	});

	it("reveals the secret that was committed to, and the trail has it", async () => {
		const { world, carin, population_id } = await frozen();
		const { id, commitment } = await drawSample(carin, population_id, NONE);
		const draw = (await findDraw(world.ctx.db, id))!;
		expect(draw.secret).toMatch(/^[0-9a-f]{64}$/);
		expect(draw).toMatchObject({ commitment, drawn_by: "Carin Åberg" });
		const [event] = await listEventsOf(world.ctx.db, "draw", [id]);
		expect(event).toMatchObject({ type: "sample.drawn", unit_id: world.ids.administration });
		expect(JSON.parse(event!.data)).toMatchObject({ secret: draw.secret, drawn: 8, population: 15 });
	});

	it("makes a run without purchases ready, with nothing to check", async () => {
		const world = await openWorld();
		const carin = await world.as("carin");
		const { population_id } = await importText(world, carin, csv(...purchasesOf("1001", 1)));
		await drawSample(carin, population_id, NONE);
		const run = await world.ctx.db
			.selectFrom("control_runs")
			.select(["status", "population_n"])
			.where("unit_id", "=", world.ids.beta)
			.where("period_key", "=", "2026-10")
			.executeTakeFirstOrThrow();
		expect(run).toEqual({ status: "drawn", population_n: 0 });
		expect(await itemsOf(world, world.ids.beta)).toEqual([]);
	});

	it("leaves a run that was reported as not done without items", async () => {
		const { world, carin, population_id } = await frozen();
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ status: "not_done" }).where("unit_id", "=", world.ids.beta).execute(),
		);
		const { id, drawn } = await drawSample(carin, population_id, NONE);
		expect(drawn).toBe(5);
		expect(verifyDrawRecord(await recordFor(world, id))).toMatchObject({ ok: true, sampleCount: 5 });
	});

	it("mixes a public value into the seed", async () => {
		const source = { public_source: "Svenska Spels Lotto", public_day: "2026-11-17" };
		const { world, population_id } = await frozen(source);
		const carin = await world.as("carin", "2026-11-17T09:00:00.000Z");
		const { id } = await drawSample(carin, population_id, { public_value: "Lotto 2026-11-14: 3 7 12" });
		const draw = (await findDraw(world.ctx.db, id))!;
		const items = await itemsOf(world, world.ids.alfa);
		const record = await recordFor(world, id);
		const keys = record.rows.filter((row) => row.unit === "1001").map((row) => row.key);
		const expected = rank(seedFrom(draw.secret!, draw.draw_id, "Lotto 2026-11-14: 3 7 12"), draw.draw_id, keys);
		expect(items.map((item) => item.key)).toEqual(expected.slice(0, 5).map((item) => item.key));
		expect(verifyDrawRecord(record)).toMatchObject({ ok: true });
	});

	it("T60: is never made twice: of two at once one wins, the other is told so", async () => {
		const { world, carin, population_id } = await frozen();
		const results = await Promise.allSettled([
			drawSample(carin, population_id, NONE),
			drawSample(carin, population_id, NONE),
		]);
		expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
		const lost = results.find((result) => result.status === "rejected")!.reason as Invalid;
		expect(lost).toBeInstanceOf(Invalid);
		expect(lost.message).toMatch(/drogs redan .* av Carin Åberg. En dragning görs aldrig om./);
		expect(await rowsIn(world, "sample_items")).toBe(8);
		const events = await world.ctx.db.selectFrom("events").select("seq").where("type", "=", "sample.drawn").execute();
		expect(events).toHaveLength(1);
	});

	it("T17: is made by the controller alone", async () => {
		const { world, population_id } = await frozen();
		const tries: [Context, typeof NotFound | typeof NotAllowed][] = [
			[await world.as("maria"), NotFound],
			[await world.as("mats"), NotFound],
			[await world.as("fia"), NotAllowed],
			[await world.as("rune"), NotAllowed],
		];
		for (const [ctx, refusal] of tries)
			await expect(drawSample(ctx, population_id, NONE)).rejects.toBeInstanceOf(refusal);
		await expect(drawSample(await world.as("carin"), "annan", NONE)).rejects.toBeInstanceOf(NotFound);
		expect(await rowsIn(world, "sample_items")).toBe(0);
	});

	it("T60: is refused when the frozen lines are not those of the digest", async () => {
		const { world, carin, population_id } = await frozen();
		const population = (await findPopulation(world.ctx.db, population_id))!;
		await world.ctx.database.transaction(async (trx) => {
			const line = await trx.selectFrom("ledger_rows").selectAll().limit(1).executeTakeFirstOrThrow();
			await trx
				.insertInto("ledger_rows")
				.values({ ...line, id: 900_000, item_key: "||2026|X|1001" })
				.execute();
		});
		await expect(drawSample(carin, population_id, NONE)).rejects.toThrow("Populationen har ändrats sedan den frystes");
		expect((await findDraw(world.ctx.db, population.draw_id))?.secret).toBeNull();
	});

	it("T60: is refused when the sealed secret is not the one committed to", async () => {
		const { world, carin, population_id } = await frozen();
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("draws")
				.set({ secret_encrypted: world.ctx.keys.encrypt("ab".repeat(32)) })
				.execute(),
		);
		await expect(drawSample(carin, population_id, NONE)).rejects.toThrow("Hemligheten svarar inte mot åtagandet");
		expect(await rowsIn(world, "sample_items")).toBe(0);
	});

	it("T60: stays as it was: the database refuses to change it", async () => {
		const { world, carin, population_id } = await frozen();
		await drawSample(carin, population_id, NONE);
		const change = world.ctx.database.transaction((trx) =>
			trx
				.updateTable("draws")
				.set({ secret: "00".repeat(32) })
				.execute(),
		);
		await expect(change).rejects.toThrow(/not allowed here/);
	});
});

describe("the vectors, through the whole path", () => {
	it.each(selection.cases)("$drawId", async (vector) => {
		const world = await openWorld();
		const population_id = await freezeVectors(world, vector);
		const { id } = await drawSample(await world.as("carin"), population_id, NONE);
		const draw = (await findDraw(world.ctx.db, id))!;
		expect(draw).toMatchObject({ commitment: vector.commitment, secret: vector.seedHex });
		for (const [code, unit] of Object.entries({ "enhet-A": world.ids.alfa, "enhet-B": world.ids.beta } as const)) {
			const items = await itemsOf(world, unit);
			const expected = vector.ranking.filter((row) => row.unit === code).map(({ key, hash }) => ({ key, hash }));
			expect(items.map(({ key, hash }) => ({ key, hash }))).toEqual(expected.slice(0, 2));
			expect(items.map((item) => item.key)).toEqual(vector.perUnit.selected[code as "enhet-A"]);
		}
		const strata = await listDrawnStrata(world.ctx.db, id);
		expect(strata.map((stratum) => stratum.n)).toEqual([2, 2]);
		expect(verifyDrawRecord(await recordFor(world, id))).toMatchObject({ ok: true, commitment: vector.commitment });
	});
});

describe("the record", () => {
	it("says the same every time, and verifies without the database", async () => {
		const { world, carin, population_id } = await frozen();
		const { id, digest } = await drawSample(carin, population_id, NONE);
		const record = await recordFor(world, id);
		expect(await recordFor(world, id)).toEqual(record);
		expect(verifyDrawRecord(JSON.parse(JSON.stringify(record)))).toMatchObject({
			ok: true,
			digest,
			populationCount: 15,
			sampleCount: 8,
		});
		expect(record.strata.map((stratum) => stratum.id)).toEqual(["1001", "1002"]);
		expect(record.recipe).toContain("openssl");
	});

	it("does not exist before the draw", async () => {
		const { world, population_id } = await frozen();
		const population = (await findPopulation(world.ctx.db, population_id))!;
		await expect(recordFor(world, population.draw_id)).rejects.toBeInstanceOf(NotFound);
	});

	it("is found out when somebody tampers with it", async () => {
		const { world, carin, population_id } = await frozen();
		const { id } = await drawSample(carin, population_id, NONE);
		const record = await recordFor(world, id);
		const tamperings: ((copy: DrawRecord) => void)[] = [
			(copy) => {
				copy.rows.pop();
			},
			(copy) => {
				copy.rows[0]!.amountOre += 1;
			},
			(copy) => {
				copy.secretHex = "00".repeat(32);
			},
			(copy) => {
				copy.strata[0]!.items.reverse();
			},
			(copy) => {
				copy.strata[0]!.items.pop();
			},
			(copy) => {
				copy.strata[0]!.n = 4;
			},
		];
		for (const tamper of tamperings) {
			const copy = structuredClone(record);
			tamper(copy);
			expect(verifyDrawRecord(copy).ok).toBe(false);
		}
	});
});
