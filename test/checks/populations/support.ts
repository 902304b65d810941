import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Schema } from "../../../db/schema/index.ts";
import {
	type ImportedPurchases,
	type ImportInput,
	importPurchases,
} from "../../../src/checks/populations/import/import-purchases.ts";
import type { Progress } from "../../../src/checks/populations/read/reading-orders.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import type { World } from "../../support/world.ts";

const HEADING = "Ver.nr;Kst;Bokföringsdatum;Leverantör;Leverantörsnr;Belopp";

/** A file with the columns Ver.nr, Kst, Bokföringsdatum, Leverantör, Leverantörsnr and Belopp. */
export function csv(...rows: string[]): string {
	return `${[HEADING, ...rows].join("\n")}\n`;
}

/** `count` purchases of October 2026 at a unit: numbers from `from`, amounts 100,00 and upwards. */
export function purchasesOf(code: string, count: number, from = 1): string[] {
	return Array.from({ length: count }, (_, i) => {
		const day = String((i % 28) + 1).padStart(2, "0");
		return `${code}-${from + i};${code};2026-10-${day};Leverantör ${i % 7};77${i % 7};${100 + i},00`;
	});
}

/** Bytes as an upload leaves them: under a temporary name. */
function arrived(bytes: string | Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-fil-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, "inkop.csv");
	writeFileSync(path, bytes);
	return path;
}

/** Imports a text as October's purchases of the world's control. */
export async function importText(
	world: World,
	ctx: Context,
	text: string | Uint8Array,
	input: Partial<ImportInput> = {},
	progress?: Progress,
): Promise<ImportedPurchases> {
	const whole = {
		path: arrived(text),
		file_name: "inkop.csv",
		control_id: world.ids.control,
		period_key: "2026-10",
		unit_id: null,
		accept_refused: false,
		...input,
	};
	return importPurchases(ctx, whole, progress);
}

export async function rowsIn(world: World, ...tables: (keyof Schema)[]): Promise<number> {
	let rows = 0;
	for (const table of tables) {
		const row = await world.ctx.db
			.selectFrom(table)
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.executeTakeFirstOrThrow();
		rows += row.n;
	}
	return rows;
}

/** Everything an import could leave behind: rows, kept files, temporary files. */
export async function leftBehind(world: World): Promise<{ rows: number; kept: number; arriving: number }> {
	return {
		rows: await rowsIn(
			world,
			"purchase_files",
			"populations",
			"population_strata",
			"ledger_rows",
			"ledger_arrivals",
			"sample_items",
		),
		kept: (await world.ctx.files.list()).length,
		arriving: readdirSync(join(world.dataDir, "tmp")).length,
	};
}
