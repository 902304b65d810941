import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { insertAssessment, insertPart } from "../../../db/writes/report/assessments.ts";
import type { Paper } from "../../../src/report/documents/paper.ts";
import { openPdfPress } from "../../../src/report/documents/render-pdf.ts";
import { toWord } from "../../../src/report/documents/word.ts";
import { wordOf } from "../../../src/report/documents/word-of.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { write } from "../../../src/ground/write/write.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { readPapers } from "../../../src/report/documents/read-papers.ts";
import { proposedTexts } from "../../../src/report/planning/proposals.ts";
import { readSubject } from "../../../src/report/planning/read-matter.ts";
import { writeDecisionPaper } from "../../../src/report/planning/write-decision-paper.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { openWorld, type World } from "../../support/world.ts";

const HOSTILE = '<b>&"\u0007#panic("x") $x$ *_`@[]\\ =1+1 \u202eabc 😀 漢字';

function paperOf(rows: string[][]): Paper {
	return {
		title: "Internkontrollplan 2026",
		lead: "Hälso- och sjukvårdsnämnden",
		dated: "2025-11-20",
		landscape: true,
		blocks: [
			{ kind: "heading", level: 2, text: "Risker och åtgärder" },
			{ kind: "text", text: HOSTILE },
			{
				kind: "table",
				label: "Planen",
				columns: [
					{ label: "Verksamhet", share: 1 },
					{ label: "Risk", share: 2 },
					{ label: "Åtgärd", share: 2 },
				],
				rows,
			},
		],
	};
}

async function wordText(bytes: Buffer): Promise<string> {
	return (await ZipPackage.read(bytes, { parts: 100, bytes: 50_000_000 })).text("word/document.xml");
}

/** What Debian's pdfinfo says of a PDF; null where it is not installed. */
function pdfinfo(bytes: Uint8Array, ...options: string[]): string | null {
	if (!existsSync("/usr/bin/pdfinfo")) return null;
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-pdf-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(join(folder, "papper.pdf"), bytes);
	return execFileSync("/usr/bin/pdfinfo", [...options, join(folder, "papper.pdf")], {
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	});
}

async function bytesOf(response: Response): Promise<Buffer> {
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

/** An assessment of the förvaltning with a word for krav c. */
function assess(world: World): Promise<void> {
	return write(world.ctx, async ({ trx, record }) => {
		const id = newId();
		await insertAssessment(trx, {
			id,
			key: `administration:${world.ids.period}`,
			period_id: world.ids.period,
			year: 2026,
			level: "administration",
			unit_id: world.ids.administration,
			state: "draft",
			prepared_by: world.ids.carin,
			prepared_at: "2026-11-10T09:00:00.000Z",
			approved_by: null,
			approved_at: null,
			return_reason: "",
			early_reason: "",
			decided_on: null,
			decision_paragraph: null,
			registry_no: null,
			version: 1,
		});
		await insertPart(trx, {
			id: newId(),
			assessment_id: id,
			requirement: "c",
			grade: "needs_improvement",
			suggested: "sufficient",
			reasons: "Stickproven är gjorda",
			deficiencies: "Två avtal saknas",
			departure_reason: "Avtalen är viktiga",
			written_at: "2026-11-10T09:00:00.000Z",
			written_by: world.ids.carin,
			version: 1,
		});
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "x" },
			data: { note: "bedömde" },
		});
	});
}

describe("Word", () => {
	test("has real headings, a heading row on every page, and Swedish as its language", async () => {
		const parts = await ZipPackage.read(await toWord(paperOf([["Ekonomi", "Risk", "Åtgärd"]])), {
			parts: 100,
			bytes: 50_000_000,
		});
		const xml = parts.text("word/document.xml");
		expect(xml).toMatch(/<w:pStyle w:val="Heading1"\/>.*Internkontrollplan 2026/);
		expect(xml).toMatch(/<w:pStyle w:val="Heading2"\/>.*Risker och åtgärder/);
		expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
		expect(xml).toContain('w:orient="landscape"');
		expect(parts.text("word/styles.xml")).toContain('<w:lang w:val="sv-SE"');
		expect(parts.text("docProps/core.xml")).toContain("<dc:language>sv-SE</dc:language>");
		expect(parts.text("docProps/core.xml")).toContain("2025-11-20T00:00:00Z");
	});

	test("the same paper is the same bytes, another second too", async () => {
		const paper = paperOf([["Ekonomi", "Risk", "Åtgärd"]]);
		const first = await toWord(paper);
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect((await toWord(paper)).equals(first)).toBe(true);
	});

	test("a long paper is the same bytes, and others get their turns while it is made", async () => {
		const paper = paperOf(Array.from({ length: 400 }, (_, n) => [`Verksamhet ${n}`, "Risk", "Åtgärd"]));
		let turns = 0;
		const timer = setInterval(() => turns++, 1);
		const bytes = await wordOf(paper);
		clearInterval(timer);
		expect(turns).toBeGreaterThan(50);
		expect((await toWord(paper)).equals(bytes)).toBe(true);
	});

	test("T01: hostile words stay words", async () => {
		const xml = await wordText(await toWord(paperOf([[HOSTILE, HOSTILE, HOSTILE]])));
		expect(xml).toContain("&lt;b&gt;&amp;");
		expect(xml).not.toContain("<b>");
		for (const hidden of ["\u0007", "\u202e"]) expect(xml).not.toContain(hidden);
	});
});

describe("PDF", () => {
	test("is tagged PDF/UA-1 with headings and table heads; hostile words are drawn as they stand", async () => {
		const press = openPdfPress();
		onTestFinished(() => press.stop());
		const rows = Array.from({ length: 60 }, (_, n) => [`Ekonomi ${n}`, HOSTILE, "Åtgärd ".repeat(30)]);
		const pdf = await press.render(paperOf(rows));
		expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
		expect(pdf.toString("latin1")).toContain("<pdfuaid:part>1</pdfuaid:part>");
		expect(await press.render(paperOf(rows))).toEqual(pdf);
		const structure = pdfinfo(pdf, "-struct-text");
		if (structure === null) return;
		expect(structure).toMatch(/H1 "Internkontrollplan 2026"/);
		expect(structure).toMatch(/H2/);
		expect(structure.match(/\bTH /g)).toHaveLength(3);
		expect(structure).toContain('#panic("x")');
		expect(pdfinfo(pdf)).toMatch(/Tagged:\s+yes/);
	});

	test("T01: a character the font has no glyph for is a box, in both kinds of PDF", async () => {
		const press = openPdfPress();
		onTestFinished(() => press.stop());
		const pasted = "å – 漢字 😀 \u{6ee67} \u{10ffff} \ufffd \ud800 \ufeff\u200d\ufe0f e\u0301";
		for (const standard of ["ua-1", "a-2a"] as const) {
			const pdf = await press.render(paperOf([[pasted, pasted, pasted]]), standard);
			expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
			const structure = pdfinfo(pdf, "-struct-text");
			if (structure !== null) expect(structure).toContain("å – □□ □ □");
		}
	});

	test("a space of another width is a space, and what has no width is nothing", async () => {
		const press = openPdfPress();
		onTestFinished(() => press.stop());
		const pasted = "10\u202f000 kr\u2003till\u2009och\u2060";
		const structure = pdfinfo(await press.render(paperOf([[pasted, "", ""]])), "-struct-text");
		if (structure !== null) expect(structure).toMatch(/"10\s000 kr till\soch"/);
	});

	test("a machine that the compiler does not run on is told in words, with the way out", async () => {
		await expect(openPdfPress("darwin-arm64").render(paperOf([]))).rejects.toThrow(
			"Hämta dokumentet som Word i stället.",
		);
	});

	test("a paper that takes too long is told in words, with the way out", async () => {
		const press = openPdfPress(undefined, 1);
		onTestFinished(() => press.stop());
		await expect(press.render(paperOf([]))).rejects.toThrow(
			"Försök igen om en stund, eller hämta dokumentet som Word.",
		);
	});

	test("many at once come out in turn, and a stopped press starts again", async () => {
		const press = openPdfPress();
		onTestFinished(() => press.stop());
		const some = await Promise.all([1, 2, 3].map((n) => press.render(paperOf([[`${n}`, "", ""]]))));
		expect(new Set(some.map((pdf) => pdf.toString("latin1"))).size).toBe(3);
		press.stop();
		expect((await press.render(paperOf([]))).length).toBeGreaterThan(1000);
	});
});

describe("the pages", () => {
	test("the plan has three columns, its decision, and its name as file name", async () => {
		const world = await openWorld();
		const maria = await clientFor(world, "maria");
		const response = await maria.get(paths.planPaper(world.ids.plan, "docx"));
		expect(response.headers.get("content-disposition")).toContain('filename="Internkontrollplan 2026.docx"');
		const xml = await wordText(await bytesOf(response));
		for (const word of ["Verksamhet", "Risk", "Åtgärd", "Otillåtna beställningar under 10 tkr", "§ 98", "25RS1234"])
			expect(xml).toContain(word);
		const pdf = await bytesOf(await maria.get(paths.planPaper(world.ids.plan, "pdf")));
		expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
	});

	test("the report says its numbers, says that it is open, and leaves out what has nothing to say", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const xml = await wordText(await bytesOf(await carin.get(paths.reportPaper(world.ids.period, "docx"))));
		expect(xml).toContain("Rapporten är inte stängd");
		expect(xml).toContain("Planerade kontrolltillfällen");
		expect(xml).not.toContain("ISK-bedömning");
		expect(xml).not.toContain("Styrning (krav a–b)");
		expect((await carin.get(paths.assessmentPaper(world.ids.period, "docx"))).status).toBe(404);
	});

	test("an assessment has its word, its reasons and the reason for going against the suggestion", async () => {
		const world = await openReportedWorld();
		await assess(world);
		const carin = await clientFor(world, "carin");
		for (const path of [paths.assessmentPaper, paths.reportPaper]) {
			const xml = await wordText(await bytesOf(await carin.get(path(world.ids.period, "docx"))));
			for (const word of ["Tillräcklig med förbättringsbehov", "Två avtal saknas", "Avtalen är viktiga", "Carin Åberg"])
				expect(xml).toContain(word);
		}
	});

	test("the report is read in order: cover, contents, words, krav, decision; no checksum stands in running text", async () => {
		const world = await openClosedYear();
		const carin = await clientFor(world, "carin", JANUARY);
		const pdf = await bytesOf(await carin.get(paths.reportPaper(world.ids.period, "pdf")));
		const structure = pdfinfo(pdf, "-struct-text");
		if (structure === null) return;
		const chapters = ["Sammanfattning", "Bedömning per krav", "Året i bild", "Krav för krav", "Förslag till beslut"];
		const places = chapters.map((chapter) => structure.search(new RegExp(`H2 .*\\n\\s*"\\d+ ${chapter}`)));
		expect(places.every((place) => place > 0)).toBe(true);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		expect(structure).toMatch(/TOC/);
		expect(structure).toMatch(/H1 .*\n\s*"Verksamhetsberättelse 2026"/);
		expect(structure).not.toMatch(/[0-9a-f]{64}/);
		const paragraphs = [...structure.matchAll(/\bP \(block\)\n((?:\s+"[^\n]*\n)+)/g)].map(([, text]) => text!);
		expect(paragraphs.join(" ")).toContain("kontrolltillfällen är");
		const seal = (await readPapers(world.ctx.db, (await findPeriod(world.ctx.db, world.ids.period))!, "2027-01-20"))
			.content.seal!;
		expect(paragraphs.join(" ")).not.toContain(seal.digest.slice(0, 8));
	});

	test("the summary is what people have written where the report is put before the nämnd, and composed until then", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const read = async () => wordText(await bytesOf(await carin.get(paths.reportPaper(world.ids.period, "docx"))));
		expect(await read()).toContain("planerade kontrolltillfällen är");
		const subject = await readSubject(
			await world.as("carin"),
			{ kind: "report", id: world.ids.period },
			"report.view",
			"2026-11-16",
		);
		const texts = { ...proposedTexts(subject, "Carin"), summary: "Året i egna ord." };
		await writeDecisionPaper(await world.as("carin"), subject, { ...texts, version: 0 } as never);
		const own = await read();
		expect(own).toContain("Året i egna ord.");
		expect(own).not.toContain("planerade kontrolltillfällen är");
	});

	test("the nämnd's page is a paper too: the word, krav by krav, what is worst, the map, and what the page says is to be decided", async () => {
		const world = await openReportedWorld();
		await assess(world);
		const carin = await clientFor(world, "carin");
		const address = paths.boardPaper(world.ids.period, "docx");
		const xml = await wordText(await bytesOf(await carin.get(address)));
		for (const word of [
			...["Är den interna kontrollen tillräcklig?", "Beslut som behövs", "Stickproven är gjorda"],
			...["Tillräcklig med förbättringsbehov", "Riskerna efter åtgärder", "Blir det bättre?", "Utförda av planerade"],
		])
			expect(xml, word).toContain(word);
		const page = await (await carin.get(paths.boardPageOf(world.ids.period))).text();
		expect(page).toContain(address);
		expect(page).toContain("Stickproven är gjorda");
		const waits = /Inget beslut om 2026 väntar|Besluta om [^<]+|Ta ställning till [^<]+/.exec(page)![0];
		expect(xml).toContain(waits);
		const pdf = await bytesOf(await carin.get(paths.boardPaper(world.ids.period, "pdf")));
		expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
	});

	test("T23: who may not read the report gets none of its papers", async () => {
		const world = await openReportedWorld();
		await assess(world);
		for (const person of ["maria", "mats", "adam"] as const) {
			const client = await clientFor(world, person);
			for (const format of ["docx", "pdf"] as const) {
				expect((await client.get(paths.reportPaper(world.ids.period, format))).status).toBe(403);
				expect((await client.get(paths.assessmentPaper(world.ids.period, format))).status).toBe(403);
				expect((await client.get(paths.boardPaper(world.ids.period, format))).status).toBe(403);
			}
		}
		expect((await (await clientFor(world, "carin")).get(paths.reportPaper("finns-inte", "pdf"))).status).toBe(404);
		expect((await (await clientFor(world, null)).get(paths.planPaper(world.ids.plan, "pdf"))).status).toBe(303);
	});
});
