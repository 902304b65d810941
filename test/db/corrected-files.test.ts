import { describe, expect, it } from "vitest";
import { listEventsOf } from "../../db/queries/ground/write.ts";
import { findPopulation, findPopulationOf } from "../../db/queries/checks/populations.ts";
import { listFilesFrom } from "../../db/queries/checks/ledger-lines.ts";
import { findPeriod } from "../../db/queries/report/periods.ts";
import { countCorrections } from "../../db/queries/report/workbook-frames.ts";
import { judgedScope } from "../../src/report/periods/scope.ts";
import { drawSample } from "../../src/checks/draws/draw-sample.ts";
import { populationDigest } from "../../src/ground/sampling/selection.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { CORRECTED, correcting, frozen, linesOf } from "../checks/populations/corrected-support.ts";
import { importText } from "../checks/populations/support.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const changes = (world: World) =>
	world.ctx.db.selectFrom("correction_lines").select(["item_key", "kind", "note"]).orderBy("item_key").execute();

describe.each(DIALECTS)("a corrected file before the draw, in %s", (_name, open) => {
	it("supersedes the population with a reason: both are readable, and the draw is made from the new one only", async () => {
		const { world, carin, first } = await frozen(await openWorldOn(open));
		const done = await importText(world, carin, CORRECTED, correcting(first.population_id));
		expect(done).toMatchObject({ n: 4, sum_ore: 125_000, corrected: { added: 1, removed: 1, changed: 2 } });
		expect(done.draw_id).toBe("inkop-under-10000/2026-10/2");
		expect((await changes(world)).map((one) => [one.item_key, one.kind, one.note])).toEqual([
			["||2026|V2|1001", "changed", expect.stringMatching(/Belopp: 200,00.kr → 250,00.kr/)],
			["||2026|V3|1002", "removed", "Finns inte i den rättade filen. Skäl: Makulerad i ekonomisystemet"],
			["||2026|V4|1002", "changed", "Leverantörsnummer: 2 → 3. Leverantör: Bodil → Cissi."],
			["||2026|V5|1001", "added", "Finns inte i den tidigare filen."],
		]);
		const period = (await findPeriod(world.ctx.db, world.ids.period))!;
		expect(await countCorrections(world.ctx.db, judgedScope(period, "2026-11-16"))).toEqual({
			...{ files: 1, removed: 1, added: 1, changed: 2 },
		});
		const old = (await findPopulation(world.ctx.db, first.population_id))!;
		expect(old).toMatchObject({ successor_id: done.population_id, digest: first.digest, n: 4 });
		expect(populationDigest(await linesOf(world, old.id))).toBe(first.digest);
		expect((await findPopulationOf(world.ctx.db, world.ids.control, "2026-10"))?.id).toBe(done.population_id);
		await expect(drawSample(carin, first.population_id, { public_value: null })).rejects.toThrow(Invalid);
		const drawn = await drawSample(carin, done.population_id, { public_value: null });
		expect(drawn).toMatchObject({ draw_id: "inkop-under-10000/2026-10/2", drawn: 4, digest: done.digest });
		expect(await listFilesFrom(world.ctx.db, 2026)).toEqual([done.file_id]);
		const types = (await listEventsOf(world.ctx.db, "population", [first.population_id])).map((one) => one.type);
		expect(types.sort()).toEqual(["population.corrected", "population.frozen"]);
	});

	it("is guarded by the database: no frozen line is let go and no replaced population drawn from behind its back", async () => {
		const { world, carin, first } = await frozen(await openWorldOn(open));
		const { database } = world.ctx;
		const release = () =>
			database.transaction((trx) =>
				trx.updateTable("ledger_rows").set({ population_no: null, frame_no: null }).execute(),
			);
		await expect(release()).rejects.toThrow(/not allowed here/);
		await importText(world, carin, CORRECTED, correcting(first.population_id));
		const amount = () => database.transaction((trx) => trx.updateTable("ledger_rows").set({ amount_ore: 1 }).execute());
		await expect(amount()).rejects.toThrow(/not allowed here/);
		const draw = () =>
			database.transaction((trx) =>
				trx
					.updateTable("draws")
					.set({ drawn_at: "2026-11-01T00:00:00.000Z" })
					.where("draw_id", "=", "inkop-under-10000/2026-10")
					.execute(),
			);
		await expect(draw()).rejects.toThrow(/not allowed here/);
		const forget = () => database.transaction((trx) => trx.deleteFrom("population_corrections").execute());
		await expect(forget()).rejects.toThrow(/not allowed here/);
	});
});
