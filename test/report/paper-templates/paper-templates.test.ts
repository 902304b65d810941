import { Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";
import { expect, test } from "vitest";
import { findPaperTemplate, listPaperTemplates } from "../../../db/queries/report/paper-templates.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { paths } from "../../../src/paths/paths.ts";
import { type Filling, fillPaper, openTemplate } from "../../../src/report/paper-templates/fill-paper.ts";
import type { PlaceKey } from "../../../src/report/paper-templates/places.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { zipOf } from "../../support/zip.ts";

const LIMITS = { parts: 100, bytes: 50_000_000 };
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = "<Types/>";

const control = (name: string, content: string, properties = "") =>
	`<w:sdt><w:sdtPr><w:tag w:val="${name}"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const p = (text: string, properties = "") =>
	`<w:p>${properties}<w:r><w:rPr><w:i/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
const heading = (text: string) => p(text, '<w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr>');
const END = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
const STYLES = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style></w:styles>`;

/** A Word file with this body, and whatever other parts. */
function wordOf(body: string, more: Record<string, string> = {}): Buffer {
	const document = `<?xml version="1.0"?><w:document ${W}><w:body>${body}${END}</w:body></w:document>`;
	return zipOf({ "[Content_Types].xml": TYPES, "word/document.xml": document, "word/styles.xml": STYLES, ...more });
}

const filling = (label: string, text: string, listed = false): Filling => ({ label, lines: text.split("\n"), listed });

async function filled(bytes: Buffer, fillings: [PlaceKey, Filling][]): Promise<ZipPackage> {
	const made = await fillPaper(await openTemplate(bytes), new Map(fillings), []);
	return ZipPackage.read(made, LIMITS);
}

test("controls by tag are filled with the look they have: a line, paragraphs, a cell and the page's head", async () => {
	const cell = `<w:tbl><w:tr>${control("Handläggare", `<w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>${p("NN")}</w:tc>`)}</w:tr></w:tbl>`;
	const line = `<w:p><w:r><w:t>Dnr: </w:t></w:r>${control("Dnr", "<w:r><w:rPr><w:b/></w:rPr><w:t>000</w:t></w:r>", '<w:dataBinding w:xpath="/a"/>')}</w:p>`;
	const header = `<w:hdr ${W}><w:p>${control("Diarienummer", "<w:r><w:t>x</w:t></w:r>")}</w:p></w:hdr>`;
	const body = cell + line + control("Sammanfattning", p("Skriv här", "<w:pPr><w:keepNext/></w:pPr>"));
	const parts = await filled(wordOf(body, { "word/header1.xml": header }), [
		["officer", filling("Handläggare", "Carin Åberg")],
		["registry_no", filling("Dnr", "26RS77 <&>")],
		["summary", filling("Sammanfattning", "Rad ett\nRad två")],
	]);
	const xml = parts.text("word/document.xml");
	expect(xml).toContain(
		'<w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr><w:p><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Carin Åberg',
	);
	expect(xml).toContain('<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">26RS77 &lt;&amp;&gt;</w:t>');
	for (const text of ["Rad ett", "Rad två"])
		expect(xml).toContain(
			`<w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`,
		);
	expect(xml).not.toContain("dataBinding");
	expect(xml).not.toMatch(/Skriv här|NN|>000</);
	expect(xml).toContain(END);
	expect(parts.text("word/header1.xml")).toContain("26RS77");
});

test("a section under a heading takes the place of its guidance; tables and what is under other headings stay", async () => {
	const table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
	const body = heading("Beredning:") + p("Guidning") + table + p("Mer") + heading("Något annat") + p("Stannar");
	const xml = (await filled(wordOf(body), [["preparation", filling("Beredning", "Nämnden 3 november")]])).text(
		"word/document.xml",
	);
	expect(xml).toContain('<w:t xml:space="preserve">Nämnden 3 november');
	expect(xml).not.toMatch(/Guidning|Mer/);
	expect(xml).toContain(table);
	expect(xml).toContain("Stannar");
});

test("text is not grey and slanted as the guidance was, and has its font, size and paragraph", async () => {
	const font = '<w:rFonts w:ascii="Garamond"/>';
	const look = `<w:rPr>${font}<w:i/><w:color w:val="888888"/><w:sz w:val="24"/></w:rPr>`;
	const guidance = `<w:p><w:pPr><w:pStyle w:val="Brodtext"/></w:pPr><w:r>${look}<w:t>Skriv i korthet.</w:t></w:r></w:p>`;
	const bytes = wordOf(heading("Sammanfattning") + guidance);
	const xml = (await filled(bytes, [["summary", filling("Sammanfattning", "Planen är klar")]])).text(
		"word/document.xml",
	);
	const kept = `<w:pPr><w:pStyle w:val="Brodtext"/></w:pPr><w:r><w:rPr>${font}<w:sz w:val="24"/></w:rPr>`;
	expect(xml).toContain(`${kept}<w:t xml:space="preserve">Planen är klar`);
	expect(xml).not.toMatch(/<w:color|Skriv i korthet/);
});

test("a control in a line under a heading is filled where it stands, and the rest of its line stays", async () => {
	const line = `<w:p><w:r><w:t>Ärende </w:t></w:r>${control("Dnr", "<w:r><w:t>x</w:t></w:r>")}<w:r><w:t> slut</w:t></w:r></w:p>`;
	const xml = (
		await filled(wordOf(heading("Beredning") + p("Guidning") + line), [
			["preparation", filling("Beredning", "Nämnden")],
			["registry_no", filling("Dnr", "26RS77")],
		])
	).text("word/document.xml");
	expect(xml.match(/Ärende /g)).toHaveLength(1);
	expect(xml.match(/ slut/g)).toHaveLength(1);
	expect(xml).toContain("26RS77");
	expect(xml).not.toContain("Guidning");
});

test("what has no place in the file stands last under its own heading; points keep the file's own list", async () => {
	const list = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>';
	const body = heading("Förslag till beslut") + p("att …", list);
	const xml = (
		await filled(wordOf(body), [
			["proposal", filling("Förslag till beslut", "att anta\natt sända", true)],
			["sent_to", filling("Skickas till", "Revisorerna", true)],
		])
	).text("word/document.xml");
	expect(xml).toContain(`${list}<w:r><w:t xml:space="preserve">att anta</w:t>`);
	expect(xml).toMatch(
		/att sända[\s\S]*<w:pStyle w:val="Rubrik2"\/><\/w:pPr><w:r><w:t xml:space="preserve">Skickas till<[\s\S]*– Revisorerna[\s\S]*<w:sectPr>/,
	);
});

test("a file as Word's own library writes it is read, strict names and another prefix too", async () => {
	const document = new Document({
		sections: [
			{
				children: [
					new Paragraph({
						heading: HeadingLevel.HEADING_2,
						children: [new TextRun("Samman"), new TextRun("fattning")],
					}),
					new Paragraph("Guidning"),
				],
			},
		],
	});
	const parts = await filled(await Packer.toBuffer(document), [
		["summary", filling("Sammanfattning", "Planen är klar")],
	]);
	expect(parts.text("word/document.xml")).toContain("Planen är klar");
	expect(parts.text("word/document.xml")).not.toContain("Guidning");
	const other = zipOf({
		"[Content_Types].xml": TYPES,
		"word/document.xml":
			'<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:sdt><x:sdtPr><x:alias x:val="Dnr"/></x:sdtPr><x:sdtContent><x:p/></x:sdtContent></x:sdt></x:body></x:document>',
	});
	const xml = (await filled(other, [["registry_no", filling("Dnr", "26RS77")]])).text("word/document.xml");
	expect(xml).toContain('<x:p><x:r><x:t xml:space="preserve">26RS77</x:t></x:r></x:p>');
});

async function upload(world: World, bytes: Buffer, name = "mall.docx", person: "carin" | "fia" = "carin") {
	const form = new FormData();
	form.set("file", new Blob([new Uint8Array(bytes)]), name);
	return (await clientFor(world, person)).upload(paths.paperTemplate(world.ids.board), form);
}

test("no Word file, a bomb, macros, declared entities and a file without any place are refused with what was looked for", async () => {
	const world = await openWorld();
	const place = control("Dnr", p(""));
	const entity = `<!DOCTYPE w:document [<!ENTITY a "aaaa">]><w:document ${W}><w:body>${place}</w:body></w:document>`;
	const deep = `<w:document ${W}>${"<w:p>".repeat(300)}${"</w:p>".repeat(300)}</w:document>`;
	const asWord = (xml: string) => zipOf({ "[Content_Types].xml": TYPES, "word/document.xml": xml });
	const cases: [Buffer, string][] = [
		[Buffer.from("inte en zip"), "går inte att läsa som ett Word-dokument"],
		[zipOf({ "xl/workbook.xml": "<a/>", "[Content_Types].xml": TYPES }), "går inte att läsa som ett Word-dokument"],
		[asWord(entity), "går inte att läsa som ett Word-dokument"],
		[asWord(deep), "går inte att läsa som ett Word-dokument"],
		[asWord("<w:document>"), "går inte att läsa som ett Word-dokument"],
		[zipOf({ "word/document.xml": "a" }, 900_000_000), "går inte att läsa som ett Word-dokument"],
		[wordOf(place, { "word/vbaProject.bin": "x" }), "innehåller makron"],
		[wordOf(place, { "[Content_Types].xml": "<Types>macroEnabled</Types>" }), "innehåller makron"],
		[wordOf(place, { "word/embeddings/a.bin": "x" }), "innehåller makron"],
		[wordOf(p("Bara text") + heading("Inledning")), "Filen har ingen plats som känns igen."],
	];
	for (const [bytes, said] of cases) {
		const refused = await upload(world, bytes);
		expect(refused.status, said).toBe(422);
		const html = await refused.text();
		expect(html).toContain(said);
	}
	const lacking = await (await upload(world, cases.at(-1)![0])).text();
	for (const name of ["Diarienummer", "Förslag till beslut", "Skickas till"]) expect(lacking).toContain(`”${name}”`);
	expect(await listPaperTemplates(world.ctx.db, world.ids.board)).toEqual([]);
});

async function writePaper(client: Client, plan: string): Promise<void> {
	const texts = {
		service: "HS",
		officer: "Carin Åberg",
		meeting_on: "",
		registry_no: "26RS77",
		proposal: "att anta planen",
	};
	const rest = { summary: "Kort sagt", preparation: "", perspectives: "Inga", economy: "Inga", follow_up: "Delår" };
	const form = { ...texts, ...rest, documents: "Planen", sent_to: "", version: "0" };
	expect((await client.post(paths.decisionPaper("plan", plan), form)).status).toBe(303);
}

test("the board's newest file holds, its paper is filled in it, and our own layout comes back as a version", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await writePaper(carin, world.ids.plan);
	const paper = paths.decisionPaperFile("plan", world.ids.plan, "docx");
	const documentXml = async () =>
		(await ZipPackage.read(Buffer.from(await (await carin.get(paper)).arrayBuffer()), LIMITS)).text(
			"word/document.xml",
		);
	expect(await documentXml()).toContain("FöredragningsPM");
	expect((await upload(world, wordOf(`${p("Regionens logotyp")}${control("Dnr", p("x"))}`))).status).toBe(303);
	const page = async () => (await carin.get(paths.paperTemplate(world.ids.board))).text();
	expect(await page()).toContain("Mallen har plats för: Dnr.");
	expect(await page()).toContain("Utan plats i mallen");
	const own = await documentXml();
	for (const text of ["Regionens logotyp", "26RS77", "Kort sagt", "att anta planen", "Täckning av riskområden"])
		expect(own).toContain(text);
	expect((await upload(world, wordOf(control("Sammanfattning", p("x"))))).status).toBe(303);
	expect((await carin.post(paths.paperTemplateLeft(world.ids.board), {})).status).toBe(422);
	expect((await carin.post(paths.paperTemplateLeft(world.ids.board), { confirmed: "yes" })).status).toBe(303);
	expect(await findPaperTemplate(world.ctx.db, world.ids.board)).toBeNull();
	expect(await documentXml()).not.toContain("Regionens logotyp");
	expect(
		(await listPaperTemplates(world.ctx.db, world.ids.board)).map(({ number, file_name }) => [number, file_name]),
	).toEqual([
		[3, ""],
		[2, "mall.docx"],
		[1, "mall.docx"],
	]);
	expect((await trailOf(world, "board", world.ids.board))[0]).toContain("gick tillbaka till Tillräckligs egen layout");
});

test("only who writes the board's papers takes in its file; the one who decides reads which it is", async () => {
	const world = await openWorld();
	expect((await upload(world, wordOf(control("Dnr", p("x"))), "mall.docx", "fia")).status).toBe(403);
	for (const [person, status] of [
		["fia", 200],
		["rune", 200],
		["mats", 403],
		["maria", 403],
	] as const)
		expect((await (await clientFor(world, person)).get(paths.paperTemplate(world.ids.board))).status, person).toBe(
			status,
		);
	expect((await (await clientFor(world, "carin")).get(paths.paperTemplate("finns-inte"))).status).toBe(404);
});
