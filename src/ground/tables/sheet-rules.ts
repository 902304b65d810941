import type ExcelJS from "exceljs";
import type { Column } from "./column.ts";
import { addValidation } from "./exceljs-inside.ts";
import { type Tone, TONE_LOOKS } from "./look.ts";

/** What a sheet says about its columns, by key. */
export interface SheetRules {
	/** Columns where one of these words is chosen. */
	choices?: Readonly<Record<string, readonly string[]>>;
	/** Columns people complete: shown as fields to write in. */
	writable?: readonly string[];
	/** Words that stand out, with the tone they stand out in; the word itself says it, the colour only helps the eye. */
	tones?: Readonly<Record<string, Readonly<Record<string, Tone>>>>;
}

/** A field to write in. */
const FIELD = "FFFFFBE6";

export function setRules<Row>(
	worksheet: ExcelJS.Worksheet,
	columns: readonly Column<Row>[],
	rules: SheetRules,
	rows: { first: number; last: number },
): void {
	const { first } = rows;
	const range = (key: string) => {
		const letter = columnLetter(columns.findIndex((column) => column.key === key) + 1);
		return { letter, ref: `${letter}${first}:${letter}${Math.max(rows.last, first)}` };
	};
	for (const [key, words] of Object.entries(rules.choices ?? {})) {
		addValidation(worksheet, range(key).ref, {
			type: "list",
			allowBlank: true,
			formulae: [`"${words.join(",")}"`],
			showErrorMessage: true,
			errorTitle: "Välj i listan",
			error: `Skriv ett av orden: ${words.join(", ")}.`,
		});
	}
	for (const key of rules.writable ?? []) {
		const { letter, ref } = range(key);
		worksheet.addConditionalFormatting({
			ref,
			rules: [{ type: "expression", priority: 9, formulae: [`LEN(${letter}${first})=0`], style: fill(FIELD) }],
		});
	}
	for (const [key, tones] of Object.entries(rules.tones ?? {})) {
		const { letter, ref } = range(key);
		worksheet.addConditionalFormatting({
			ref,
			rules: Object.entries(tones).map(([word, tone], index) => ({
				type: "expression" as const,
				priority: index + 1,
				formulae: [`${letter}${first}="${word}"`],
				style: toned(tone),
			})),
		});
	}
}

/** An arrow in front of each difference, up above zero and down below it. Grey: whether up is good depends on what is counted. */
export function addArrows(worksheet: ExcelJS.Worksheet, ref: string): void {
	const from = [
		{ type: "percent" as const, value: 0 },
		{ type: "num" as const, value: 0 },
		{ type: "num" as const, value: 1 },
	];
	worksheet.addConditionalFormatting({
		ref,
		rules: [{ type: "iconSet", priority: 40, iconSet: "3ArrowsGray", cfvo: from }],
	});
}

function fill(argb: string): Partial<ExcelJS.Style> {
	return { fill: { type: "pattern", pattern: "solid", bgColor: { argb } } };
}

/** A word with its sign before it: the sign is the cell's format, so that the word is still the word it was. */
function toned(tone: Tone): Partial<ExcelJS.Style> {
	const { ink, ground, sign } = TONE_LOOKS[tone];
	const sign_format = { numFmtId: SIGN_FORMATS + Object.keys(TONE_LOOKS).indexOf(tone), numFmt: `"${sign} "@` };
	return { ...fill(ground), font: { color: { argb: ink }, bold: true }, ...(sign_format as object) };
}

/** Numbers of formats that no cell of the workbook has. */
const SIGN_FORMATS = 300;

/** A sheet's name as formulas and links write it. */
export function sheetRef(name: string): string {
	return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** 1 → A, 27 → AA. */
export function columnLetter(column: number): string {
	const rest = Math.floor((column - 1) / 26);
	return (rest > 0 ? columnLetter(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
