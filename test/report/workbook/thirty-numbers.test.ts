import { expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { DEVIATION_STATUSES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { readPapers } from "../../../src/report/documents/read-papers.ts";
import { press } from "../../../src/report/documents/render-pdf.ts";
import { addPeriod } from "../../../src/report/periods/add-period.ts";
import { NewPeriod } from "../../../src/report/periods/schema.ts";
import { JANUARY, openFinishedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { objectsOf, readWorkbook } from "../../support/read-workbook.ts";

const TODAY = "2027-01-20";
/** Text alone, cells parted by one bar each. */
const bare = (markup: string) =>
	markup
		.replace(/<[^>]+>/g, "|")
		.replace(/&nbsp;|\u00a0/g, " ")
		.replace(/\s*\|[\s|]*/g, "|");

test("30 numbers of helår and delår are the same on page, in workbook, PDF and Word", async () => {
	const world = await openFinishedYear();
	const interim = NewPeriod.parse({
		...{ name: "Delårsrapport 2026", kind: "interim_report", year: "2026", first_day: "2026-01-01" },
		...{ cut_off: "2026-10-31", deadline: "2026-12-01" },
	});
	const delar = await addPeriod(await world.as("carin", JANUARY), interim);
	const carin = await clientFor(world, "carin", JANUARY);
	const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());
	for (const id of [world.ids.period, delar]) {
		const json = (await (await carin.get(`${paths.reportPeriod(id)}.json`)).json()) as {
			section: string;
			label: string;
			value: unknown;
		}[];
		const numbers = json.filter((row): row is typeof row & { value: number } => typeof row.value === "number");
		expect(numbers.length).toBeGreaterThanOrEqual(30);

		const book = await readWorkbook(await bytes(await carin.post(paths.reportWorkbook(id), {})));
		const told = objectsOf(book, "Sammanfattning").filter((row) => typeof row.Värde === "number");
		expect(told.map((row) => [row.Avsnitt, row.Uppgift, row.Värde])).toEqual(
			numbers.map((row) => [row.section, row.label, row.value]),
		);

		const page = bare(await (await carin.get(paths.reportPeriod(id))).text());
		const of = (label: string) => numbers.find((row) => row.label === label)!.value;
		for (const { section, label, value } of numbers)
			if (section !== "Avvikelser") expect(page, label).toContain(`|${label}|${value}|`);
		for (const word of ["Mindre", "Större", "Väsentlig"]) {
			const cells = (["open", "handled", "closed"] as const).map((one) => of(`${word}: ${DEVIATION_STATUSES[one]}`));
			expect(page).toContain(`|${word}|${cells.join("|")}|${of(`${word}, totalt`)}|`);
		}
		expect(page).toContain(`Varav hittade efter brytdatum: ${of("varav hittade efter brytdatum")}.`);

		const docx = await bytes(await carin.get(paths.reportPaper(id, "docx")));
		const word = bare((await ZipPackage.read(docx, { parts: 100, bytes: 50_000_000 })).text("word/document.xml"));
		for (const { label, value } of numbers) expect(word, label).toContain(`|${label}|${value}|`);

		// the PDF is, byte for byte, what the press makes of the paper that says these numbers
		const period = (await findPeriod(world.ctx.db, id))!;
		const { report: paper } = await readPapers(world.ctx.db, period, TODAY);
		const facts = paper.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
		for (const { label, value } of numbers) expect(facts).toContainEqual([label, String(value)]);
		expect(await bytes(await carin.get(paths.reportPaper(id, "pdf")))).toEqual(await press.render(paper));
	}
	const rows = async (id: string) =>
		(await (await carin.get(`${paths.reportGround(id, "avvikelser")}.json`)).json()) as unknown[];
	expect(await rows(delar)).toHaveLength(2);
	expect(await rows(world.ids.period)).toHaveLength(3);
});
