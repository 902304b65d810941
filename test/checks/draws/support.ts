import { insertPopulation, insertPurchaseFile, insertStratum } from "../../../db/writes/checks/populations.ts";
import { insertLines } from "../../support/ledger-lines.ts";
import { setRunPopulation } from "../../../db/writes/checks/runs.ts";
import { insertDraw } from "../../../db/writes/checks/draws.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { commitment, populationDigest } from "../../../src/ground/sampling/selection.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { freezeTerms } from "../../support/freeze-terms.ts";
import type { World } from "../../support/world.ts";

interface Vector {
	seedHex: string;
	drawId: string;
	ranking: { key: string; unit: string; amountOre: number }[];
}

/**
 * A frozen population of the vector's own keys and secret, two to draw per unit: enhet-A is Alfa, enhet-B is Beta. The draw is planned
 * first, so that creating the runs finds it.
 */
export async function freezeVectors(world: World, vector: Vector): Promise<string> {
	const { ids, ctx } = world;
	const period_key = vector.drawId.split("/")[1]!;
	const unitOf = { "enhet-A": ids.alfa, "enhet-B": ids.beta } as Record<string, string>;
	const rows = vector.ranking.filter((row) => unitOf[row.unit]);
	const [draw, file, population] = [newId(), newId(), newId()];
	await ctx.database.transaction(async (trx) => {
		await trx.updateTable("controls").set({ sample_size: 2 }).execute();
		await insertDraw(trx, {
			id: draw,
			control_id: ids.control,
			period_key,
			draw_id: vector.drawId,
			commitment: commitment(vector.drawId, vector.seedHex),
			secret_encrypted: ctx.keys.encrypt(vector.seedHex),
			secret: null,
			public_value: null,
			planned_at: "2026-01-01T00:00:00.000Z",
			drawn_at: null,
			drawn_by: null,
			reason: "",
			version: 1,
		});
	});
	await createRuns(await world.as("carin"), { control_id: ids.control, period_key, today: "2026-11-16" });
	await ctx.database.transaction(async (trx) => {
		const strata = [...new Set(Object.values(unitOf))].map((unit_id) => ({
			unit_id,
			n: rows.filter((row) => unitOf[row.unit] === unit_id).length,
		}));
		await insertPurchaseFile(trx, {
			id: file,
			period_key,
			file_name: "vektorer.csv",
			sha256: "0".repeat(64),
			bytes: 1,
			encoding: "UTF-8",
			delimiter: ";",
			columns: "{}",
			rows: rows.length,
			refused: '{"count":0,"rows":[]}',
			sum_ore: 0,
			imported_at: "2026-02-02T00:00:00.000Z",
			imported_by: ids.carin,
		});
		await insertPopulation(trx, {
			id: population,
			draw_id: draw,
			control_id: ids.control,
			period_key,
			file_id: file,
			cut_off: "2026-01-31",
			filter: "Vektorer",
			limit_ore: 1_000_000,
			unit_basis: "invoice",
			vat_basis: "net",
			n: rows.length,
			sum_ore: rows.reduce((sum, row) => sum + row.amountOre, 0),
			digest: populationDigest(rows),
			frozen_at: "2026-02-02T00:00:00.000Z",
			frozen_by: ids.carin,
			...(await freezeTerms(trx, ids.control, period_key, strata)),
		});
		await insertLines(
			trx,
			rows.map((row, index) => ({
				file_id: file,
				population_id: population,
				item_key: row.key,
				unit_id: unitOf[row.unit]!,
				amount_ore: row.amountOre,
				line_no: index + 2,
				company: "",
				voucher_no: row.key,
				order_no: "",
				invoice_no: "",
				supplier_no: "",
				supplier_name: "",
				account: "",
				account_text: "",
				booking_date: "2026-01-15",
				registered_at: "",
				text: "",
				requisitioner: "",
				receiver: "",
				approver: "",
				agreement_no: "",
			})),
			"inkop-under-10000",
		);
		const runs = await trx
			.selectFrom("control_runs")
			.select(["id", "unit_id"])
			.where("period_key", "=", period_key)
			.execute();
		for (const run of runs) {
			const own = rows.filter((row) => unitOf[row.unit] === run.unit_id);
			const total = { n: own.length, sum_ore: own.reduce((sum, row) => sum + row.amountOre, 0) };
			await insertStratum(trx, { population_id: population, unit_id: run.unit_id, ...total });
			await setRunPopulation(trx, run.id, { ...total, draw_id: draw });
		}
	});
	return population;
}
