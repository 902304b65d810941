import { Buffer } from "node:buffer";
import { zipOf } from "../../support/zip.ts";

/** The smallest real files of each kind, by their bytes. */
export const PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);
export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const HTML = Buffer.from("<!doctype html><script>alert(1)</script>");
export const MHT = Buffer.from(
	"From: <Saved by Blink>\r\nContent-Type: multipart/related\r\n\r\n<script>alert(1)</script>",
);
export const XHTML = Buffer.from(
	'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
);

const workbookTypes = (main: string) =>
	`<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.${main}.main+xml"/></Types>`;

export const XLSX = zipOf({
	"[Content_Types].xml": workbookTypes("openxmlformats-officedocument.spreadsheetml.sheet"),
	"xl/workbook.xml": "<workbook/>",
});
export const XLSM = zipOf({
	"[Content_Types].xml": workbookTypes("ms-excel.sheet.macroEnabled"),
	"xl/workbook.xml": "<workbook/>",
	"xl/vbaProject.bin": "makro",
});
/** A binary workbook of the older kind with a VBA project in its directory. */
export const XLS_WITH_MACROS = Buffer.concat([
	Buffer.from("d0cf11e0a1b11ae1", "hex"),
	Buffer.alloc(70_000),
	Buffer.from("_VBA_PROJECT", "utf16le"),
	Buffer.alloc(500),
]);
