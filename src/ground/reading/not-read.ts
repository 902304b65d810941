import { FileRefused } from "./file-refused.ts";

/** What begins like this is named, with what to do about it: no library that is kept reads it safely. */
const OTHER_FORMS: readonly [start: RegExp, sentence: string][] = [
	[
		/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?Sie(?:Entry)?[\s>]/i,
		"Filen är SIE 5 (XML), som inte läses. Ta ut samma verifikationer som SIE 4E ur ekonomisystemet.",
	],
	[
		/^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso[^>]*>\s*)?<(?:ss:)?Workbook[\s>]/i,
		"Filen är ett kalkylblad i XML (Excel 2003). Öppna den i Excel, spara den som arbetsbok (.xlsx) och försök igen.",
	],
	[
		/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|style|body|table)[\s>]/i,
		"Filen är en webbsida (HTML), även om namnet slutar på .xls. Öppna den i Excel, spara den som arbetsbok (.xlsx) och försök igen.",
	],
	[
		/^\s*MIME-Version:/i,
		"Filen är en sparad webbsida (MHTML), även om namnet slutar på .xls. Öppna den i Excel, spara den som arbetsbok (.xlsx) och försök igen.",
	],
	[/^\s*<\?xml[\s?]/i, "Filen är XML, som inte läses. Ta ut uppgifterna som CSV, Excel (xlsx) eller SIE 4E."],
];

/** Throws `FileRefused` for a text of a form that is not read. `start`: the file's first characters. */
export function refuseOtherForms(start: string): void {
	for (const [form, sentence] of OTHER_FORMS) if (form.test(start)) throw new FileRefused(sentence);
}
