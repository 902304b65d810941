import { SaxesParser } from "saxes";
import { NOT_A_WORKBOOK, WorkbookRefused, type ZipParts } from "./zip-parts.ts";

export interface XmlHandler {
	/** Names come without prefix. */
	open?(name: string, attributes: Record<string, string>): void;
	text?(text: string): void;
	/** Return true to read no further. */
	close?(name: string): boolean | undefined;
}

/**
 * The deepest nesting and the most attributes that are accepted. A real worksheet is seven levels deep and has fewer than
 * twenty attributes; a file with more is made to be slow (T58).
 */
const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 100;

/** Reads a part's XML a piece at a time. Entities that the document itself declares are not expanded, so none can grow. */
export async function parseXml(parts: ZipParts, name: string, handler: XmlHandler): Promise<void> {
	for await (const _piece of parsing(parts, name, handler));
}

/** `parseXml` that stops after each piece, so that what has been read can be taken care of before more is. */
export async function* parsing(parts: ZipParts, name: string, handler: XmlHandler): AsyncGenerator<void> {
	const parser = new SaxesParser();
	let enough = false;
	let depth = 0;
	let attributes = 0;
	parser.on("doctype", () => {
		throw new WorkbookRefused(NOT_A_WORKBOOK);
	});
	parser.on("opentagstart", () => {
		parts.countElement();
		attributes = 0;
		if (++depth > MAX_DEPTH) throw new WorkbookRefused("Arbetsboken är orimligt djupt nästlad.");
	});
	parser.on("attribute", () => {
		if (++attributes > MAX_ATTRIBUTES) throw new WorkbookRefused(NOT_A_WORKBOOK);
	});
	parser.on("error", () => {
		throw new WorkbookRefused(NOT_A_WORKBOOK);
	});
	parser.on("opentag", (tag) => {
		if (!enough) handler.open?.(local(tag.name), tag.attributes as Record<string, string>);
	});
	parser.on("text", (text) => {
		if (!enough) handler.text?.(text);
	});
	parser.on("cdata", (text) => {
		if (!enough) handler.text?.(text);
	});
	parser.on("closetag", (tag) => {
		depth -= 1;
		if (!enough) enough = handler.close?.(local(tag.name)) === true;
	});
	for await (const piece of parts.text(name)) {
		parser.write(piece);
		yield;
		if (enough) return;
	}
	parser.close();
}

function local(name: string): string {
	return name.slice(name.indexOf(":") + 1);
}
