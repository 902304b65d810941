/**
 * Makes a report's workbook and papers into pictures, to be looked at: not a test, since only an eye can say what is ugly.
 * `npx tsx scripts/look/papers.ts MAPP NYCKEL…` with DATA_DIR, `--utan-papper` or `--utan-arbetsbok` for half of it; needs LibreOffice and poppler. Prints how many pages each has.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findPeriodByKey } from "../../db/queries/report/periods.ts";
import { readConfig } from "../../src/config.ts";
import { stockholmDate } from "../../src/ground/calendar/stockholm.ts";
import { nowOf } from "../../src/ground/write/context.ts";
import { printed } from "../../src/report/documents/printed.ts";
import { press } from "../../src/report/documents/render-pdf.ts";
import { readPapers } from "../../src/report/documents/read-papers.ts";
import { exportReport } from "../../src/report/workbook/export-report.ts";
import { withContext } from "../commands/command.ts";

const without = (part: string) => process.argv.includes(`--utan-${part}`);
const [folder = "look", ...keys] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const out = resolve(folder);
mkdirSync(out, { recursive: true });

/** By LibreOffice as PDF, unless it is one. */
function pictures(file: string): void {
	const profile = `-env:UserInstallation=file://${join(out, "profil")}`;
	if (!file.endsWith(".pdf"))
		execFileSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", out, file], { stdio: "ignore" });
	const pdf = file.replace(/\.(?:xlsx|docx)$/, ".pdf");
	// without its Writer, LibreOffice makes nothing of a Word file and says so to nobody
	if (!existsSync(pdf)) {
		console.log(`${file}: LibreOffice kan inte läsa den här sorten`);
		return;
	}
	const pages = /Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))?.[1];
	execFileSync("pdftoppm", ["-r", "70", "-png", pdf, pdf.replace(/\.pdf$/, "")]);
	console.log(`${pdf}: ${pages} sidor`);
}

await withContext(readConfig(process.env), async (ctx) => {
	const today = stockholmDate(nowOf(ctx));
	for (const key of keys) {
		const period = await findPeriodByKey(ctx.db, key);
		if (!period) throw new Error(`${key} is no report`);
		if (!without("arbetsbok")) {
			const { temp } = await exportReport(ctx, period);
			copyFileSync(temp.path, join(out, `${key}.xlsx`));
			await ctx.files.discard(temp);
			pictures(join(out, `${key}.xlsx`));
		}
		if (without("papper")) continue;
		const papers = await readPapers(ctx.db, period, today);
		for (const [name, paper] of [
			["rapport", papers.report],
			["bedomning", papers.assessment],
		] as const) {
			if (!paper) continue;
			writeFileSync(join(out, `${key}-${name}-word.docx`), await printed(paper).word());
			writeFileSync(join(out, `${key}-${name}.pdf`), await printed(paper).pdf());
			pictures(join(out, `${key}-${name}.pdf`));
			pictures(join(out, `${key}-${name}-word.docx`));
		}
	}
});
press.stop();
