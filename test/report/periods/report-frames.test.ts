import { expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { readNumbers } from "../../../src/report/periods/report-numbers.ts";
import { summaryRows } from "../../../src/report/workbook/summary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { CORRECTED, correcting, FIRST } from "../../checks/populations/corrected-support.ts";
import { importText } from "../../checks/populations/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

const IN_OCTOBER = "2026-10-20T09:00:00.000Z";
const EARLY = "Fryst innan perioden var slut";

async function told(world: World) {
	const period = (await findPeriod(world.ctx.db, world.ids.period))!;
	const rows = summaryRows(period, await readNumbers(world.ctx.db, judgedScope(period, "2026-11-16")));
	return (label: string) => rows.filter((row) => row.label === label).map((row) => row.value);
}

test("the report counts corrected files and their rows, those that left by their amount among the removed", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	const first = await importText(world, carin, FIRST);
	expect((await told(world))("Rättade filer"), "nothing to tell").toEqual([]);
	const second = await importText(world, carin, CORRECTED, correcting(first.population_id));
	const file = CORRECTED.replace("Cissi;3;400", "Cissi;3;20000");
	await importText(world, carin, file, {
		...correcting(second.population_id),
		removed_reasons: "||2026|V4|1002: Fel belopp i den första filen",
	});
	const say = await told(world);
	expect(say("Rättade filer")).toEqual([2]);
	expect(say("Rader som rättningarna tog bort")).toEqual([2]);
	expect(say("Rader som rättningarna lade till")).toEqual([1]);
	expect(say("Rader som rättningarna ändrade")).toEqual([2]);
	expect(say(EARLY)).toEqual([]);
});

test("a frame that was frozen early is stamped on the report's page, its figures and its paper", async () => {
	const world = await openWorld();
	await importText(world, await world.as("carin", IN_OCTOBER), FIRST, { early_reason: "Systemet byts den 21" });
	expect((await told(world))(EARLY)).toEqual([expect.stringMatching(/oktober 2026\. Skäl: Systemet byts den 21$/)]);
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(paths.reportPeriod(world.ids.period))).text();
	const figures = await (await carin.get(`${paths.reportPeriod(world.ids.period)}.json`)).text();
	const word = Buffer.from(await (await carin.get(paths.reportPaper(world.ids.period, "docx"))).arrayBuffer());
	const paper = (await ZipPackage.read(word, { parts: 100, bytes: 50_000_000 })).text("word/document.xml");
	for (const said of [page, figures, paper]) {
		expect(said).toContain(EARLY);
		expect(said).toContain("Systemet byts den 21");
	}
});
