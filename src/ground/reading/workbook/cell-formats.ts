import { parseXml } from "./parse-xml.ts";
import type { ZipParts } from "./zip-parts.ts";

/** What a number in a cell means: a workbook stores dates as days, and only the cell's format tells. */
export type CellFormat = "number" | "date";

/** The longest format that Excel allows; a longer one would take time to parse. */
const MAX_CODE = 255;
const DAY_MS = 86_400_000;
/** The ids of the date formats that every workbook has without listing them, Asian ones included. */
const BUILT_IN_DATES = [
	[14, 22],
	[27, 36],
	[45, 47],
	[50, 58],
] as const;

/** The meaning of numbers by cell style (`s`), in order. */
export async function cellFormats(parts: ZipParts): Promise<CellFormat[]> {
	const formats: CellFormat[] = [];
	if (!parts.has("xl/styles.xml")) return formats;
	const own = new Map<number, CellFormat>();
	let inCells = false;
	await parseXml(parts, "xl/styles.xml", {
		open(name, { numFmtId, formatCode }) {
			if (name === "numFmt") own.set(Number(numFmtId), ownFormat((formatCode ?? "").slice(0, MAX_CODE)));
			if (name === "cellXfs") inCells = true;
			if (name === "xf" && inCells) formats.push(own.get(Number(numFmtId ?? 0)) ?? builtIn(Number(numFmtId ?? 0)));
		},
		close(name) {
			if (name === "cellXfs") inCells = false;
			return undefined;
		},
	});
	return formats;
}

/** True for workbooks that count days from 1904, as older ones from Macintosh do. */
export async function usesDate1904(parts: ZipParts): Promise<boolean> {
	let found = false;
	await parseXml(parts, "xl/workbook.xml", {
		open(name, attributes) {
			if (name === "workbookPr") found = attributes.date1904 === "1" || attributes.date1904 === "true";
		},
	});
	return found;
}

/**
 * A stored number as a person would write it. Binary noise beyond the ören is taken away (`1234.5600000000001` is 1234.56); three
 * decimals get a fourth, because a text `1.234` could also be thousands and this cannot.
 */
export function numberText(stored: string, format: CellFormat, date1904: boolean): string {
	const value = Number(stored);
	if (!Number.isFinite(value)) return stored;
	if (format === "date") return momentText(value, date1904);
	if (Number.isSafeInteger(value)) return String(value);
	const ore = value.toFixed(2);
	if (Math.abs(Number(ore) - value) <= 1e-9 * Math.max(1, Math.abs(value))) return ore;
	const plain = String(value);
	return /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

function momentText(days: number, date1904: boolean): string {
	const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
	const moment = new Date(epoch + Math.round((days * DAY_MS) / 1000) * 1000);
	if (Number.isNaN(moment.getTime())) return String(days);
	const [day = "", clock = ""] = moment.toISOString().split("T");
	return clock.startsWith("00:00:00") ? day : `${day} ${clock.slice(0, 8)}`;
}

function builtIn(id: number): CellFormat {
	return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? "date" : "number";
}

function ownFormat(code: string): CellFormat {
	// Texts in quotes, escaped characters and [conditions] do not tell whether the number is a date.
	const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
	return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? "date" : "number";
}
