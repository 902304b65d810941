import { FOLLOW_UP_STATUSES, type FollowUpStatus } from "../../../db/schema/report/words.ts";
import { shownValue } from "../../ground/tables/field.ts";
import { FOLLOW_UP_FIELDS } from "../follow-ups/fields.ts";
import { WriteFollowUp } from "../follow-ups/schema.ts";
import { findSheet, type ReadSheet } from "../../ground/reading/workbook/read-workbook.ts";
import { WorkbookRefused } from "../../ground/reading/workbook/zip-parts.ts";
import { Invalid } from "../../ground/errors.ts";
import type { ReportContent } from "./report-content.ts";
import { FOLLOW_UP_SHEET, followUpKey, KEY_LABEL } from "./section-columns.ts";

/** What the summary calls the report's name. */
const NAMED = "Rapporttillfälle";

type Subject = ReportContent["follow_ups"][number];

/** One row of the workbook that would change something. */
export interface ReadRow {
	/** The row's number in the sheet. */
	at: number;
	subject: Subject;
	input: WriteFollowUp;
	/** What would be new, by the column's heading. */
	changes: { label: string; before: string; after: string }[];
	/** A remark shown beside the row; it does not stop the reading. */
	note: string;
}

export interface ReadBack {
	rows: ReadRow[];
	/** Rows that say what the follow-up already says. */
	unchanged: number;
	/** What stops the reading, with the row's number. */
	problems: string[];
}

/** What a completed workbook says of a report's follow-ups, against what they say now. Reads only. */
export async function readBack(file: string, subjects: readonly Subject[], report: string): Promise<ReadBack> {
	const sheet = await followUpSheet(file);
	await requireReport(file, report);
	const headAt = sheet.rows.findIndex(({ cells }) => [...cells.values()].some((text) => text.trim() === KEY_LABEL));
	const [head, ...rows] = sheet.rows.slice(Math.max(headAt, 0));
	const columns = new Map([...(head?.cells ?? [])].map(([column, text]) => [text.trim(), column]));
	const missing = [KEY_LABEL, ...Object.values(FOLLOW_UP_FIELDS).map(({ label }) => label)].filter(
		(label) => !columns.has(label),
	);
	if (missing.length > 0) {
		throw new Invalid({ file: `Bladet ${FOLLOW_UP_SHEET} saknar kolumnen ${missing.join(" och ")}.` });
	}
	const byId = new Map(subjects.map((subject) => [subjectId(followUpKey(subject)), subject]));
	const read: ReadBack = { rows: [], unchanged: 0, problems: [] };
	const seen = new Map<string, number>();
	for (const { number: at, cells } of rows) {
		const text = (label: string) => (cells.get(columns.get(label)!) ?? "").replace(/\r\n?/g, "\n").trim();
		const key = text(KEY_LABEL);
		const id = subjectId(key);
		const subject = byId.get(id);
		const earlier = seen.get(id);
		if (key === "") read.problems.push(`Rad ${at}: nyckeln saknas.`);
		else if (!subject) read.problems.push(`Rad ${at}: nyckeln ${shortened(key)} hör inte till den här rapporten.`);
		else if (earlier) read.problems.push(`Rad ${at}: samma nyckel som rad ${earlier}.`);
		else readRow({ at, subject, version: versionIn(key), text }, read);
		if (!earlier) seen.set(id, at);
	}
	return read;
}

/**
 * Refuses a workbook of another report. Two reports of a year have the same subjects, so the workbook itself names its report.
 */
async function requireReport(file: string, report: string): Promise<void> {
	const sheet = await findSheet(file, ({ name }) => name === "Sammanfattning");
	const row = sheet?.rows.find(({ cells }) => [...cells.values()].some((text) => text.trim() === NAMED));
	const cells = [...(row?.cells ?? [])].sort(([a], [b]) => a - b).map(([, text]) => text.trim());
	const named = cells[cells.indexOf(NAMED) + 1];
	if (named !== undefined && named !== "" && named !== report) {
		throw new Invalid({ file: `Det är arbetsboken för ${named}.` });
	}
}

async function followUpSheet(file: string): Promise<ReadSheet> {
	try {
		const sheet = await findSheet(file, () => true, FOLLOW_UP_SHEET);
		if (sheet) return sheet;
	} catch (error) {
		if (error instanceof WorkbookRefused) throw new Invalid({ file: error.message });
		throw error;
	}
	throw new Invalid({
		file: `Arbetsboken har inget blad som heter ${FOLLOW_UP_SHEET}. Välj en arbetsbok som hämtats här.`,
	});
}

/** `risk:id:3` without its version. */
function subjectId(key: string): string {
	return key.slice(0, key.lastIndexOf(":"));
}

function versionIn(key: string): number {
	const text = key.slice(key.lastIndexOf(":") + 1);
	return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

function shortened(key: string): string {
	return key.length > 60 ? `${key.slice(0, 60)} …` : key;
}

const STATUS_OF = new Map(
	Object.entries(FOLLOW_UP_STATUSES).map(([status, word]) => [word as string, status as FollowUpStatus]),
);
const YES_NO: Record<string, string> = { "": "", Ja: "yes", Nej: "" };

function readRow(
	row: { at: number; subject: Subject; version: number; text: (label: string) => string },
	read: ReadBack,
): void {
	const { at, subject, version, text } = row;
	const said = Object.entries(FOLLOW_UP_FIELDS).map(([key, { label }]) => ({
		label,
		before: subject.follow_up ? String(shownValue(FOLLOW_UP_FIELDS, key, subject) ?? "") : "",
		after: text(label),
	}));
	// an empty "Till nästa års plan" says no
	const changes = said.filter(({ before, after }) => before !== after && !(after === "" && before === "Nej"));
	if (changes.length === 0) {
		read.unchanged++;
		return;
	}
	const problem = (sentence: string) => read.problems.push(`Rad ${at}, ${subject.title}: ${sentence}`);
	const status = text(FOLLOW_UP_FIELDS.status.label);
	const next_year = YES_NO[text(FOLLOW_UP_FIELDS.next_year.label)];
	if (!STATUS_OF.has(status)) {
		problem(`status ska vara ett av ${[...STATUS_OF.keys()].join(", ")}.`);
	} else if (next_year === undefined) problem("till nästa års plan ska vara Ja eller Nej.");
	else if (version !== (subject.follow_up?.version ?? 0)) {
		problem("uppföljningen har ändrats i Tillräcklig efter att arbetsboken hämtades. Hämta en ny arbetsbok.");
	} else {
		const input = WriteFollowUp.safeParse({
			status: STATUS_OF.get(status),
			result: text(FOLLOW_UP_FIELDS.result.label),
			analysis: text(FOLLOW_UP_FIELDS.analysis.label),
			new_measure: text(FOLLOW_UP_FIELDS.new_measure.label),
			next_year,
			version,
		});
		if (input.success) read.rows.push({ at, subject, input: input.data, changes, note: noteOf(changes) });
		else problem("en text är för lång eller innehåller dolda styrtecken.");
	}
}

/** Notes texts that a spreadsheet would take for a formula. They are stored as the text they are, and the note explains it. */
function noteOf(changes: ReadRow["changes"]): string {
	const formula = changes.some(({ after }) => /^\s*[=+\-@]/.test(after));
	return formula ? "En text börjar med =, +, - eller @. Den läses in som text och räknas aldrig som formel." : "";
}
