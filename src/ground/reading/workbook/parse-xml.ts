import { SaxesParser } from "saxes";
import { NOT_A_WORKBOOK, WorkbookRefused } from "./zip-parts.ts";

export interface XmlHandler {
	/** Names come without prefix. */
	open?(name: string, attributes: Record<string, string>): void;
	text?(text: string): void;
	/** Return true to read no further. */
	close?(name: string): boolean | undefined;
}

/** Reads XML a piece at a time. Entities that the document itself declares are not expanded, so none can grow. */
export async function parseXml(pieces: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
	for await (const _piece of parsing(pieces, handler));
}

/** `parseXml` that stops after each piece, so that what has been read can be taken care of before more is. */
export async function* parsing(pieces: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
	const parser = new SaxesParser();
	let enough = false;
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
		if (!enough) enough = handler.close?.(local(tag.name)) === true;
	});
	for await (const piece of pieces) {
		parser.write(piece);
		yield;
		if (enough) return;
	}
	parser.close();
}

function local(name: string): string {
	return name.slice(name.indexOf(":") + 1);
}
