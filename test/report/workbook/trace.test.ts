import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { paths } from "../../../src/paths/paths.ts";
import { write } from "../../../src/ground/write/write.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { askOpenpyxl, hasOpenpyxl, objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import type { PersonKey, World } from "../../support/world.ts";

async function download(world: World, person: PersonKey = "carin", at?: string): Promise<Buffer> {
	const response = await (await clientFor(world, person, at)).post(paths.reportWorkbook(world.ids.period), {});
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

function saved(bytes: Buffer): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-spar-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(join(folder, "bok.xlsx"), bytes);
	return join(folder, "bok.xlsx");
}

describe("a closed report", () => {
	test("is the same bytes for anybody at any time, also after its deviations have been handled; the checksum is shown and logged", async () => {
		const world = await openClosedYear();
		const first = await download(world, "carin", JANUARY);
		await write(world.ctx, async ({ trx, record }) => {
			await trx.updateTable("deviations").set({ plan: "Ändrad efteråt", status: "handled" }).execute();
			await trx.updateTable("measures").set({ status: "done" }).execute();
			await record({
				type: "system.started",
				unit_id: null,
				object: { kind: "system", id: "x" },
				data: { note: "hanterade avvikelser" },
			});
		});
		await new Promise((resolve) => setTimeout(resolve, 2100));
		for (let n = 0; n < 3; n++)
			expect((await download(world, "rune", "2027-03-01T12:00:00.000Z")).equals(first)).toBe(true);
		const events = await listEventsOf(world.ctx.db, "reporting_period", [world.ids.period]);
		const hashes = events
			.filter((event) => event.type === "report.exported")
			.map((event) => (JSON.parse(event.data) as { sha256: string }).sha256);
		expect(hashes).toHaveLength(4);
		expect(new Set(hashes).size).toBe(1);
		const page = await (
			await (await clientFor(world, "rune", JANUARY)).get(paths.reportPeriod(world.ids.period))
		).text();
		expect(page).toContain(hashes[0]);
	});

	test("has its seal, its assessments and its follow-up on their sheets", async () => {
		const world = await openClosedYear();
		const content = await readWorkbook(await download(world, "carin", JANUARY));
		expect(objectsOf(content, "Bedömning a–e")).toHaveLength(12);
		const guide = objectsOf(content, "Läsanvisning").map((row) => String(row.Förklaring));
		expect(guide.some((text) => text.startsWith("Utgåva 1, stängd"))).toBe(true);
		expect(guide.some((text) => text.startsWith("Ed25519 "))).toBe(true);
		expect(content.sheets.has("Rekommendationer")).toBe(false);
	});
});

describe.runIf(hasOpenpyxl())("the trail through the workbook", () => {
	interface Seen {
		links: Record<string, [string, string, string][]>;
		names: string[];
		choices: [string, string][];
		tones: string[];
		areas: boolean;
	}

	async function seen(): Promise<Seen> {
		return askOpenpyxl<Seen>(
			saved(await download(await openReportedWorld())),
			`
links = {}
for ws in wb:
  for row in ws.iter_rows():
    for c in row:
      if c.hyperlink is not None:
        sheet, cell = c.hyperlink.location.rsplit("!", 1)
        links.setdefault(ws.title, []).append([c.coordinate, sheet.strip("'"), str(wb[sheet.strip("'")][cell].value)])
fu = wb["Uppföljning"]
print(json.dumps({
  "links": links,
  "names": [n.name for n in wb.defined_names.definedName if not n.name.startswith("_xlnm")],
  "choices": [[str(d.sqref), d.formula1] for d in fu.data_validations.dataValidation],
  "tones": sorted(f for ws in wb for r in ws.conditional_formatting for rule in r.rules for f in rule.formula),
  "areas": all(ws.print_area for ws in wb)}))`,
		);
	}

	test("sum → control → drawn items → evidence, and back; every link leads to a row that is there", async () => {
		const { links } = await seen();
		const to = (from: string, sheet: string) => (links[from] ?? []).filter(([, target]) => target === sheet);
		expect(to("Sammanfattning", "Kontroller per månad").length).toBeGreaterThan(5);
		expect(to("Sammanfattning", "Avvikelser").length).toBeGreaterThan(5);
		expect(to("Kontroller per månad", "Stickprov")).toEqual([["A6", "Stickprov", "Stickprov av inköp under 10 tkr"]]);
		expect(to("Stickprov", "Kontroller per månad")).toHaveLength(2);
		expect(to("Stickprov", "Underlag")).toEqual([["I6", "Underlag", "Förband.pdf"]]);
		expect(to("Underlag", "Stickprov")).toHaveLength(1);
		expect(to("Avvikelser", "Stickprov")).toHaveLength(2);
		expect(to("Bedömning", "Kontroller").at(-1)![2]).toBe("Stickprov av inköp under 10 tkr");
	});

	test("numbers have names, choices have their words, words stand out, and every sheet has a print area", async () => {
		const { names, choices, tones, areas } = await seen();
		expect(names).toContain("kontroller_planerade_kontrolltillfallen");
		expect(names).toContain("internkontrollplan_atgarder");
		expect(choices).toEqual([
			["E6:E8", '"Enligt plan,Delvis enligt plan,Inte enligt plan"'],
			["J6:J8", '"Ja,Nej"'],
		]);
		expect(tones).toContain('C6="Väsentlig"');
		expect(areas).toBe(true);
	});
});
