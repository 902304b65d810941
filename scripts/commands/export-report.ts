import { existsSync, statSync } from "node:fs";
import { copyFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { findPeriodByKey, listPeriods } from "../../db/queries/report/periods.ts";
import { reachOf } from "../../src/ground/access/actor.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { requirePeriod } from "../../src/report/periods/require-period.ts";
import { exportReport as exportWorkbook } from "../../src/report/workbook/export-report.ts";
import { type Context, nowOf } from "../../src/ground/write/context.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "export-report --period NYCKEL --out FIL.xlsx";

export const exportReport: Command = {
	usage: "--period NYCKEL --out FIL.xlsx",
	says: "skriver en rapport som arbetsbok",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { period: { type: "string" }, out: { type: "string" } });
		if (!values.period || !values.out) throw new UsageError(`Användning: npm run isk -- ${USAGE}`);
		const out = checkedTarget(values.out);
		await withContext(config, async (ctx) => {
			const period = await periodOf(ctx, values.period!);
			const { temp, head } = await exportWorkbook(ctx, period);
			openTrailAnchors(config).add({ at: nowOf(ctx), ...head, by: "export" });
			try {
				// Beside the target first: whoever reads it never sees half a workbook.
				await copyFile(temp.path, `${out}.part`);
				await rename(`${out}.part`, out);
			} finally {
				await ctx.files.discard(temp);
			}
			console.log(`${out} (${period.name}, SHA-256 ${temp.sha256})`);
		});
	},
};

function checkedTarget(out: string): string {
	if (!out.toLowerCase().endsWith(".xlsx")) throw new UsageError(`Filnamnet ${out} ska sluta på .xlsx.`);
	const path = resolve(out);
	if (!existsSync(dirname(path))) throw new UsageError(`Mappen ${dirname(path)} finns inte.`);
	if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`${path} är en mapp.`);
	return path;
}

async function periodOf(ctx: Context, key: string) {
	const period = await findPeriodByKey(ctx.db, key);
	if (period) return requirePeriod(ctx.db, ctx.actor, "report.export", period.id);
	const keys = (await listPeriods(ctx.db, reachOf(ctx.actor, "report.view"))).map((one) => one.key);
	const known = keys.length > 0 ? `Det finns: ${keys.join(", ")}.` : "Det finns inga rapporttillfällen ännu.";
	throw new UsageError(`Rapporttillfället ”${key}” finns inte. ${known}`);
}
