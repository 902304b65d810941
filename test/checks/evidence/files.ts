import { Buffer } from "node:buffer";

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

/** A zip with stored entries: enough for whoever reads types by content. */
function zip(entries: Record<string, string>): Buffer {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of Object.entries(entries)) {
		const [file, data] = [Buffer.from(name), Buffer.from(content)];
		const sizes = Buffer.alloc(12);
		sizes.writeUInt32LE(crc32(data), 0);
		sizes.writeUInt32LE(data.length, 4);
		sizes.writeUInt32LE(data.length, 8);
		const lengths = Buffer.alloc(4);
		lengths.writeUInt16LE(file.length, 0);
		const head = Buffer.concat([Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]), sizes, lengths]);
		const entry = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), head, file, data]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		central.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), head, tail, file]));
		local.push(entry);
		offset += entry.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.write("PK\u0005\u0006", "latin1");
	end.writeUInt16LE(local.length, 8);
	end.writeUInt16LE(local.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...local, directory, end]);
}

function crc32(data: Buffer): number {
	let crc = ~0;
	for (const byte of data) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

const workbookTypes = (main: string) =>
	`<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.${main}.main+xml"/></Types>`;

export const XLSX = zip({
	"[Content_Types].xml": workbookTypes("openxmlformats-officedocument.spreadsheetml.sheet"),
	"xl/workbook.xml": "<workbook/>",
});
export const XLSM = zip({
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
