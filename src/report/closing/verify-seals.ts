import type { Db } from "../../../db/open.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import { findEventHash, listSealEvents } from "../../../db/queries/report/closing-content.ts";
import {
	findOpenCorrection,
	findSealedBytes,
	listAllSeals,
	type SealHead,
} from "../../../db/queries/report/closing.ts";
import { sha256 } from "../../ground/canonical.ts";
import type { SealContent } from "./content.ts";
import { type HeldContent, type KnownRuns, readHeld } from "./held-content.ts";
import { findSealFormat, type SealFormat } from "./seal-formats.ts";
import { LOST_KEY, type SealKey } from "./seal-key.ts";
import { contentOf } from "./sealed-content.ts";
import { statementOf } from "./statement.ts";

export interface SealsReport {
	seals: number;
	/** Rows of sealed periods that were compared with what was sealed. */
	rows: number;
	problems: string[];
}

/**
 * Checks every sealed edition (content, signature, the trail's end, the register outside the database), and compares the newest
 * edition of each report with the rows as they are, both ways: what is gone, what has been added, and what has changed (T37).
 */
export async function verifySeals(db: Db, key: SealKey): Promise<SealsReport> {
	const seals = await listAllSeals(db);
	const problems: string[] = [];
	if (seals.length > 0 && key.is_lost) problems.push(LOST_KEY);
	if (seals.length > 0 && !key.is_known) {
		problems.push("Nyckeln som stänger rapporter är inte den vars fingeravtryck skrevs ned när den gjordes.");
	}
	problems.push(...(await missingSeals(db, key, seals)));
	let rows = 0;
	const newest = new Map(seals.map((seal) => [seal.period_id, seal.edition]));
	const known = new Map<number, KnownRuns>();
	for (const seal of seals) {
		const period = await findPeriod(db, seal.period_id);
		if (!period) {
			problems.push(`Perioden ${seal.period_id}, utgåva ${seal.edition}, finns inte längre.`);
			continue;
		}
		const name = `${period.name}, utgåva ${seal.edition}`;
		const content = await findSealedBytes(db, seal.period_id, seal.edition);
		problems.push(...(await sealProblems(db, key, seal, content)).map((problem) => `${name}: ${problem}`));
		if (newest.get(seal.period_id) !== seal.edition) continue;
		const sealed = readable(content);
		const format = sealed && findSealFormat(sealed.format);
		if (!sealed || !format) {
			problems.push(`${name}: den är stängd i ett format som den här versionen av Tillräcklig inte känner till.`);
			continue;
		}
		const open = (await findOpenCorrection(db, seal.period_id)) !== undefined;
		const runs = known.get(sealed.format) ?? new Map();
		known.set(sealed.format, runs);
		const compared = await compareRows(db, period, { sealed, held: format.held, open, runs });
		rows += compared.rows;
		problems.push(...compared.problems.map((problem) => `${name}: ${problem}`));
	}
	return { seals: seals.length, rows, problems };
}

/**
 * Finds seals that the register or the trail names but the database no longer has, and seals in the database that they do not
 * name.
 */
async function missingSeals(db: Db, key: SealKey, seals: readonly SealHead[]): Promise<string[]> {
	const inDatabase = new Set(seals.map((seal) => `${seal.period_id}:${seal.edition}:${seal.digest}`));
	const noted = new Set(key.notes().map((note) => `${note.period_id}:${note.edition}:${note.digest}`));
	const logged = new Set(
		(await listSealEvents(db)).map((event) => {
			const { edition, digest } = JSON.parse(event.data) as { edition: number; digest: string };
			return `${event.object_id}:${edition}:${digest}`;
		}),
	);
	const short = (id: string) => id.split(":").slice(0, 2).join(", utgåva ");
	return [
		...[...noted]
			.filter((id) => !inDatabase.has(id))
			.map((id) => `Stängningen ${short(id)} finns i registret utanför databasen men inte i databasen.`),
		...[...inDatabase]
			.filter((id) => !noted.has(id))
			.map((id) => `Stängningen ${short(id)} saknas i registret utanför databasen.`),
		...[...logged]
			.filter((id) => !inDatabase.has(id))
			.map((id) => `Stängningen ${short(id)} finns i loggen men inte i databasen.`),
		...[...inDatabase].filter((id) => !logged.has(id)).map((id) => `Stängningen ${short(id)} finns inte i loggen.`),
	];
}

async function sealProblems(db: Db, key: SealKey, seal: SealHead, content: Uint8Array): Promise<string[]> {
	const problems: string[] = [];
	if (sha256(content) !== seal.digest) problems.push("innehållet är inte det som stängdes.");
	if (seal.signature === "") problems.push("underskriften saknas.");
	else if (!key.is_lost && !key.verify(statementOf(seal), seal.signature)) problems.push("underskriften stämmer inte.");
	if (seal.key_fingerprint !== key.fingerprint) problems.push("den är stängd med en annan nyckel.");
	if (seal.trail_seq > 0 && (await findEventHash(db, seal.trail_seq)) !== seal.trail_hash) {
		problems.push(`loggens slut vid stängningen (händelse ${seal.trail_seq}) är inte det som fanns då.`);
	}
	return problems;
}

/** Parses the sealed content; null when somebody has changed it into something that is no content. */
function readable(content: Uint8Array): SealContent | null {
	try {
		return contentOf(Buffer.from(content.buffer, content.byteOffset, content.length).toString());
	} catch {
		return null;
	}
}

type Facts = Record<string, unknown>;
type Held = SealFormat["held"];
interface Kind {
	what: string;
	/**
	 * `joins` is true for rows that change after the closing, so that a row may later belong to a report it was not sealed in.
	 */
	rows(content: HeldContent, held: Held): { id: string; name: string; facts: object; joins?: boolean }[];
	/** Which of the facts are compared. */
	columns(held: Held): readonly string[];
}

/** What stays for ever: the period's days, runs with their items and answers, that a deviation was found, and evidence. */
const FOUND: Kind[] = [
	{
		what: "Perioden",
		rows: ({ period }) => [{ id: period.id, name: period.name, facts: period }],
		columns: (held) => held.reporting_periods,
	},
	{
		what: "Kontrolltillfället",
		rows: ({ runs }) =>
			runs.map((run) => ({ id: run.id, name: `${run.control}, ${run.unit}, ${run.period_key}`, facts: run })),
		columns: (held) => [...held.control_runs, "items", "answers", "digest"],
	},
	{
		what: "Avvikelsen",
		rows: ({ deviations }, held) =>
			deviations.map((one) => ({
				id: one.id,
				name: String(one.number),
				facts: one,
				// Before format 2 a deviation belonged to the report of the day it was found.
				joins: !held.deviations.includes("carried_over") || one.carried_over === 1,
			})),
		columns: (held) => held.deviations,
	},
	{
		what: "Underlaget",
		rows: ({ evidence }) =>
			evidence
				.filter((one) => one.parent_kind === "control_run" || one.parent_kind === "sample_item")
				.map((one) => ({ id: one.id, name: one.file_name, facts: one })),
		columns: (held) => held.evidence,
	},
	{
		what: "Rekommendationen",
		rows: ({ recommendations }) =>
			recommendations.map((one) => ({ id: one.id, name: String(one.number), facts: one, joins: true })),
		columns: (held) => held.recommendations,
	},
];

/** The report's words: they stay until a correction is opened. The board's decision may come after the closing. */
const WORDS: Kind[] = [
	{
		what: "Leveransen",
		rows: ({ deliveries }) => deliveries.map((one) => ({ id: one.id, name: one.what, facts: one })),
		columns: (held) => held.period_deliveries,
	},
	{
		what: "Uppföljningen",
		rows: ({ follow_ups }) =>
			follow_ups.flatMap(({ title, follow_up }) =>
				follow_up ? [{ id: follow_up.id, name: title, facts: follow_up }] : [],
			),
		columns: (held) => held.follow_ups,
	},
	{
		what: "ISK-bedömningen",
		rows: ({ assessments }) => assessments.map((one) => ({ id: one.id, name: one.unit, facts: one })),
		columns: (held) => held.assessments,
	},
	{
		what: "Bedömningen",
		rows: ({ assessments }) =>
			assessments.flatMap(({ unit, parts }) =>
				parts.map((part) => ({ id: part.id, name: `${unit}, ${part.requirement}`, facts: part })),
			),
		columns: (held) => held.assessment_parts,
	},
	{
		what: "Statusen",
		rows: ({ governance }) =>
			governance.flatMap(({ title, reported }) =>
				reported ? [{ id: reported.id, name: title, facts: reported }] : [],
			),
		columns: (held) => held.governance_statuses,
	},
	{
		what: "Svaret till regionen",
		rows: ({ region = [] }) =>
			region.flatMap(({ item, own }) =>
				own.map((one) => ({ id: one.id, name: `${item.title}, utgåva ${one.edition}`, facts: one })),
			),
		columns: (held) => held.region_answers ?? [],
	},
	{
		what: "Dialogen",
		rows: ({ dialogue }) => (dialogue ? [{ id: dialogue.id, name: dialogue.held_on, facts: dialogue }] : []),
		columns: (held) => held.dialogues,
	},
];

/** The rows as they are, of the days and in the format that were sealed, beside those that were sealed. */
async function compareRows(
	db: Db,
	period: Period,
	{ sealed, held, open, runs }: { sealed: SealContent; held: Held; open: boolean; runs: KnownRuns },
) {
	const now = { ...(await readHeld(db, sealed.period, sealed.format, runs)), period };
	const problems: string[] = [];
	let rows = 0;
	for (const { what, rows: rowsOf, columns: columnsOf } of open ? FOUND : [...FOUND, ...WORDS]) {
		const columns = columnsOf(held);
		const [then, there] = [rowsOf(sealed, held), new Map(rowsOf(now, held).map((row) => [row.id, row]))];
		rows += then.length;
		for (const row of then) {
			const found = there.get(row.id);
			there.delete(row.id);
			if (!found) {
				problems.push(`${what} ${row.name} finns inte längre.`);
				continue;
			}
			const [was, is] = [row.facts as Facts, found.facts as Facts];
			const changed = columns.filter((column) => was[column] !== is[column]);
			if (changed.length > 0)
				problems.push(`${what} ${row.name} har ändrats efter stängningen: ${changed.map(wordOf).join(", ")}.`);
		}
		for (const row of [...there.values()].filter(({ joins }) => !joins)) {
			problems.push(`${what} ${row.name} har lagts till efter stängningen.`);
		}
	}
	return { rows, problems };
}

/** A column by its name in the database; what is summed up of a run in words. */
function wordOf(fact: string): string {
	const words: Facts = { items: "antal dragna rader", answers: "antal svar", digest: "dragna rader och svar" };
	return String(words[fact] ?? fact);
}
