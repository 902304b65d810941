import type { Db } from "../../../db/open.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import { findEventHash, listSealEvents } from "../../../db/queries/report/closing-content.ts";
import { findOpenCorrection, findSeal, listAllSeals, type SealHead } from "../../../db/queries/report/closing.ts";
import { sha256 } from "./canonical.ts";
import { contentOf, readContent, type SealContent } from "./content.ts";
import { LOST_KEY, type SealKey } from "./seal-key.ts";
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
	for (const seal of seals) {
		const period = await findPeriod(db, seal.period_id);
		if (!period) continue;
		const name = `${period.name}, utgåva ${seal.edition}`;
		const content = (await findSeal(db, seal.period_id, seal.edition))!.content;
		problems.push(...(await sealProblems(db, key, seal, content)).map((problem) => `${name}: ${problem}`));
		if (newest.get(seal.period_id) !== seal.edition) continue;
		const open = (await findOpenCorrection(db, seal.period_id)) !== undefined;
		const compared = await compareRows(db, period, contentOf(content), open);
		rows += compared.rows;
		problems.push(...compared.problems.map((problem) => `${name}: ${problem}`));
	}
	return { seals: seals.length, rows, problems };
}

/** A seal that the register or the trail tells of but the database no longer has, and the other way round. */
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

async function sealProblems(db: Db, key: SealKey, seal: SealHead, content: string): Promise<string[]> {
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

type Facts = Record<string, unknown>;
interface Kind {
	what: string;
	rows(content: SealContent): { id: string; name: string; facts: Facts }[];
}

/** What stays for ever: runs with their items and answers, that a deviation was found, and the evidence of runs and items. */
const FOUND: Kind[] = [
	{
		what: "Kontrolltillfället",
		rows: ({ runs }) =>
			runs.map(({ control, unit, ...facts }) => ({
				id: facts.id,
				name: `${control}, ${unit}, ${facts.period_key}`,
				facts,
			})),
	},
	{
		what: "Avvikelsen",
		rows: ({ deviations }) =>
			deviations.map(({ id, number, found_at }) => ({ id, name: String(number), facts: { number, found_at } })),
	},
	{
		what: "Underlaget",
		rows: ({ evidence }) =>
			evidence
				.filter((one) => one.parent_kind === "control_run" || one.parent_kind === "sample_item")
				.map(({ id, file_name, sha256: hash, bytes }) => ({ id, name: file_name, facts: { file_name, hash, bytes } })),
	},
	{
		what: "Rekommendationen",
		rows: ({ recommendations }) =>
			recommendations.map(({ id, number, source, issuer, received_on, title, text }) => ({
				id,
				name: String(number),
				facts: { number, source, issuer, received_on, title, text },
			})),
	},
];

/** Handled on after the closing: one that was open from before may be listed anew, so only what was found or received counts. */
const HANDLED_ON = ["Avvikelsen", "Rekommendationen"];

/** The report's words: they stay until a correction is opened. The board's decision may come after the closing. */
const WORDS: Kind[] = [
	{
		what: "Uppföljningen",
		rows: ({ follow_ups }) =>
			follow_ups.flatMap(({ title, follow_up }) => {
				if (!follow_up) return [];
				const { period: _p, writer: _w, completer: _c, ...facts } = follow_up;
				return [{ id: facts.id, name: title, facts }];
			}),
	},
	{
		what: "ISK-bedömningen",
		rows: ({ assessments }) =>
			assessments.map(({ id, unit, level, prepared_by, approved_by, approved_at }) => ({
				id,
				name: unit,
				facts: { level, prepared_by, approved_by, approved_at },
			})),
	},
	{
		what: "Bedömningen",
		rows: ({ assessments }) =>
			assessments.flatMap(({ unit, parts }) =>
				parts.map(({ writer: _, ...facts }) => ({ id: facts.id, name: `${unit}, ${facts.requirement}`, facts })),
			),
	},
	{
		what: "Statusen",
		rows: ({ governance }) =>
			governance.flatMap(({ title, reported }) => {
				if (!reported) return [];
				const { writer: _, ...facts } = reported;
				return [{ id: facts.id, name: title, facts }];
			}),
	},
];

async function compareRows(db: Db, period: Period, sealed: SealContent, open: boolean) {
	const now = JSON.parse(JSON.stringify(await readContent(db, period))) as SealContent;
	const problems: string[] = [];
	let rows = 0;
	for (const { what, rows: rowsOf } of open ? FOUND : [...FOUND, ...WORDS]) {
		const [then, there] = [rowsOf(sealed), new Map(rowsOf(now).map((row) => [row.id, row]))];
		rows += then.length;
		for (const row of then) {
			const found = there.get(row.id);
			there.delete(row.id);
			if (!found) problems.push(`${what} ${row.name} finns inte längre.`);
			else if (!same(row.facts, found.facts)) problems.push(`${what} ${row.name} har ändrats efter stängningen.`);
		}
		for (const row of HANDLED_ON.includes(what) ? [] : there.values()) {
			problems.push(`${what} ${row.name} har lagts till efter stängningen.`);
		}
	}
	return { rows, problems };
}

function same(a: Facts, b: Facts): boolean {
	return Object.keys({ ...a, ...b }).every((field) => a[field] === b[field]);
}
