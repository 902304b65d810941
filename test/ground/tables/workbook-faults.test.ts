import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { workbookFaults } from "../../support/workbook/check-workbook.ts";

/** A workbook of another hand than ours, with one of everything. */
async function whole(): Promise<ZipPackage> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("Blad");
	sheet.addTable({
		name: "Lista",
		ref: "A1",
		columns: [{ name: "Ord" }, { name: "Tal" }],
		rows: [
			["a", 1],
			["b", 2],
		],
	});
	sheet.getCell("D1").dataValidation = { type: "list", formulae: ['"Ja,Nej"'], allowBlank: true };
	sheet.getCell("E1").value = { text: "länk", hyperlink: "https://prov.example" };
	sheet.addConditionalFormatting({
		ref: "B2:B3",
		rules: [{ type: "expression", priority: 1, formulae: ["B2>1"], style: { font: { bold: true } } }],
	});
	book.definedNames.add("Blad!$A$2", "Ett_namn");
	return ZipPackage.read(Buffer.from(await book.xlsx.writeBuffer()), { parts: 100, bytes: 1_000_000 });
}

const SHEET = "xl/worksheets/sheet1.xml";

test("a whole workbook has no faults", async () => {
	expect(await workbookFaults(await (await whole()).toBuffer({ dated: true }))).toEqual([]);
});

test.each<[string, string, RegExp | string, string, string]>([
	[
		"an element before its place",
		SHEET,
		/(<sheetData>.*<\/sheetData>)(.*)(<pageMargins[^>]*>)/s,
		"$3$1$2",
		"stands after",
	],
	[
		"links before colours",
		SHEET,
		/(<conditionalFormatting.*<\/conditionalFormatting>)(.*)(<hyperlinks>.*<\/hyperlinks>)/s,
		"$3$1$2",
		"stands after <hyperlinks>",
	],
	["an empty list", SHEET, /<hyperlinks>.*<\/hyperlinks>/s, "<hyperlinks/>", "<hyperlinks> is empty"],
	["a style that is not there", SHEET, /<c r="A2"/, '<c s="99" r="A2"', "style 99"],
	["a colour that is not there", SHEET, /dxfId="\d+"/, 'dxfId="9"', "a rule has style 9"],
	["a cell outside the dimension", SHEET, /<dimension ref="[^"]*"/, '<dimension ref="A1:B2"', "is outside A1:B2"],
	["a row twice", SHEET, /<row r="3"/, '<row r="2"', "row 2 stands after row 2"],
	["a shared text that is not there", SHEET, /t="s"><v>\d+/, 't="s"><v>77', "shared text 77"],
	["a list of too many characters", SHEET, /Ja,Nej/, "Ja,".repeat(100), "a list has 300 characters"],
	[
		"a link that is no relation",
		SHEET,
		/<hyperlink r:id="[^"]*"|<hyperlink ref="E1" r:id="[^"]*"/,
		'<hyperlink ref="E1" r:id="rId99"',
		"rId99",
	],
	["a sheet's long name", "xl/workbook.xml", /name="Blad"/, `name="${"B".repeat(32)}"`, "a sheet is called"],
	["a name that leads nowhere", "xl/workbook.xml", /Blad!\$A\$2/, "Borta!$A$2", "leads to the sheet Borta"],
	["a name twice", "xl/workbook.xml", /(<definedName .*<\/definedName>)/, "$1$1", "a defined name stands twice"],
	["a table's name that is taken", "xl/workbook.xml", /Ett_namn/, "LISTA", "name Lista is taken"],
	[
		"a table wider than its columns",
		"xl/tables/table1.xml",
		/<table ([^>]*)ref="A1:B3"/,
		'<table $1ref="A1:C3"',
		"has 2 columns",
	],
	["a table's other heading", "xl/tables/table1.xml", /name="Tal"/, 'name="Antal"', "has the heading Tal"],
	[
		"a font that is not there",
		"xl/styles.xml",
		/(<cellXfs count="\d+"><xf [^>]*)fontId="0"/,
		'$1fontId="50"',
		"fontId 50",
	],
	["a part without type", "[Content_Types].xml", /<Override PartName="\/xl\/styles.xml"[^>]*>/, "", "not a styles"],
	[
		"a type without part",
		"[Content_Types].xml",
		"</Types>",
		'<Override PartName="/xl/x.xml" ContentType="a/b"/></Types>',
		"/xl/x.xml has a type and is missing",
	],
	[
		"a relation that leads nowhere",
		"xl/_rels/workbook.xml.rels",
		"styles.xml",
		"stilar.xml",
		"xl/stilar.xml, which is missing",
	],
])("%s is found", async (_what, name, find, put, said) => {
	const parts = await whole();
	const text = parts.text(name);
	const broken = text.replace(find, put);
	expect(broken).not.toBe(text);
	parts.set(name, broken);
	const faults = await workbookFaults(await parts.toBuffer({ dated: true })).catch((error: Error) => [error.message]);
	expect(faults.join("\n")).toContain(said);
});

test("a text too long, and a part that nothing leads to", async () => {
	const parts = await whole();
	parts.set("xl/sharedStrings.xml", parts.text("xl/sharedStrings.xml").replace(">a<", `>${"a".repeat(32_768)}<`));
	parts.set("xl/media/image9.xml", "<x/>");
	const faults = await workbookFaults(await parts.toBuffer({ dated: true }));
	expect(faults).toEqual(["nothing leads to xl/media/image9.xml", "a shared text is too long"]);
});
