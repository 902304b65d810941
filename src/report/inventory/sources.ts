import type { Db } from "../../../db/open.ts";
import {
	countDissents,
	listMadeOf,
	listSourceDeviations,
	listSourceHits,
	listSourceRecommendations,
	type SourceHits,
	type SourceScope,
} from "../../../db/queries/report/inventory-sources.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { listSamRounds } from "../../../db/queries/sam/rounds.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import type { SourceKind } from "../../../db/schema/report/inventory.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { paths } from "../../paths/paths.ts";
import { BESIDE_CARDS } from "../../checks/ledger/hit-readings.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { unitNames } from "../../ground/remembered/units.ts";
import { overviewOf } from "../../sam/overview.ts";
import { BESIDE_SAM } from "../../sam/sam-readings.ts";
import type { Source } from "./schema.ts";

/** Something of the years before that a proposal can be made of. */
export interface RiskSource {
	kind: SourceKind;
	id: string;
	/** What a proposal made of it says that it comes from: no supplier and no person, since a plan is a public paper. */
	name: string;
	title: string;
	unit: string;
	on: string;
	/** Where its rows are read. */
	href: string;
	/** The proposals that have been made of it already. */
	proposals: readonly { id: string; number: number }[];
}

/** For which board and year's plan. */
export interface Inventory {
	board: { id: string; name: string; unit_id: string };
	year: number;
	today: string;
}

type Asking = { db: Db; actor: Actor };
type Bare = Omit<RiskSource, "kind" | "proposals" | "href">;
type Rounds = ReturnType<typeof shownRounds>;
/** `rounds` are worked out once for all readers, by the first that asks. */
type Reader = (asking: Asking, inventory: Inventory, rounds: () => Rounds) => Promise<Bare[]>;

const READERS: Record<SourceKind, Reader> = {
	deviation: async ({ db }, inventory) =>
		(await listSourceDeviations(db, scopeOf(inventory))).map(({ id, number, title, severity, found_at, unit }) => ({
			...{ id, unit, name: `avvikelse ${number}`, on: stockholmDate(found_at) },
			title: `${title} (${SEVERITIES[severity].toLowerCase()})`,
		})),
	recommendation: async ({ db }, inventory) =>
		(await listSourceRecommendations(db, scopeOf(inventory))).map(({ id, number, title, issuer, received_on }) => ({
			...{ id, unit: issuer, name: `rekommendation ${number}`, title, on: received_on },
		})),
	hit: async ({ db }, inventory) =>
		(await hitsByName(db, scopeOf(inventory))).map(({ rule, unit_id, unit, hits: n, last_date }) => ({
			...{ id: `${rule}:${unit_id}`, unit, on: last_date, name: `regelträffar, ${LEDGER_RULES[rule]}, ${unit}` },
			title: `${LEDGER_RULES[rule]}: ${n === 1 ? "1 träff" : `${n} träffar`}`,
		})),
	sam: samAnswers,
	opinion: dissents,
};

/** Where the rows of a source are read. The answers of SAM stand in the overview, which shows nothing of a group that is too small. */
export function sourceHref(kind: SourceKind, id: string, boardUnit: string): string {
	const [first = "", second = ""] = id.split(":");
	if (kind === "deviation") return paths.deviation(id);
	if (kind === "recommendation") return paths.recommendation(id);
	if (kind === "hit") return paths.ledgerHits({ regel: first, enhet: second, bedomning: "alla", tid: "alla" });
	return paths.samOverview(first, boardUnit);
}

/** Everything the two years before the plan's left behind, kind by kind; or of one kind alone. */
export async function listSources(asking: Asking, inventory: Inventory, only?: SourceKind): Promise<RiskSource[]> {
	const { board, year } = inventory;
	const kinds = only ? [only] : (Object.keys(READERS) as SourceKind[]);
	const made = await listMadeOf(asking.db, board.id, year);
	const found: RiskSource[] = [];
	let shown: Rounds | undefined;
	const rounds = () => {
		shown ??= shownRounds(asking, inventory);
		return shown;
	};
	for (const kind of kinds)
		for (const row of await READERS[kind](asking, inventory, rounds)) {
			const proposals = made.filter((one) => one.source_kind === kind && one.source_id === row.id);
			found.push({ kind, ...row, href: sourceHref(kind, row.id, board.unit_id), proposals });
		}
	return found;
}

function scopeOf({ board, year }: Inventory): SourceScope {
	return { board_id: board.id, unit_id: board.unit_id, from: `${year - 2}-01-01` };
}

/** The rounds of those years as anybody who sees the overview sees them: none of a group that is too small. */
async function shownRounds({ db, actor }: Asking, { board, year, today }: Inventory) {
	const rounds = (await listSamRounds(db, "all")).filter((one) => one.status !== "draft" && one.year >= year - 2);
	const seen = rounds.map(async (round) => ({
		round,
		overview: await overviewOf(db, actor, round, board.unit_id, today),
	}));
	return (await Promise.all(seen)).flatMap(({ round, overview }) =>
		overview?.focus.figures ? [{ round, overview }] : [],
	);
}

const HITS: Reading<readonly SourceHits[]> = { beside: BESIDE_CARDS };

/** Rule by rule, the units by name. */
async function hitsByName(db: Db, scope: SourceScope): Promise<(SourceHits & { unit: string })[]> {
	const key = JSON.stringify([scope, await branchesKey(db, [scope.unit_id])]);
	const hits = await untilChanged(db, HITS, key, () => listSourceHits(db, scope));
	const names = await unitNames(db);
	const rules = [...grouped(hits, ({ rule }) => rule).values()];
	return rules.flatMap((own) => byName(names, own)).map((row) => ({ ...row, unit: names.get(row.unit_id)! }));
}

/** The names stand in their order. */
function byName(names: ReadonlyMap<string, string>, rows: readonly SourceHits[]): SourceHits[] {
	const of = new Map(rows.map((row) => [row.unit_id, row]));
	return [...names.keys()].flatMap((id) => of.get(id) ?? []);
}

const DISSENTS: Reading<number> = { kept: 100, beside: BESIDE_SAM };

async function readDissents(db: Db, roundId: string, unitId: string): Promise<number> {
	const key = `${roundId} ${await branchesKey(db, [unitId])}`;
	return untilChanged(db, DISSENTS, key, () => countDissents(db, roundId, unitId));
}

async function samAnswers(_: Asking, inventory: Inventory, rounds: () => Rounds): Promise<Bare[]> {
	const { name: unit } = inventory.board;
	return (await rounds()).flatMap(({ round, overview }) =>
		overview.questions.flatMap(({ position, text, figures }) => {
			const lacking = figures ? figures.partly + figures.no : 0;
			if (!figures || lacking === 0) return [];
			const name = `SAM-uppföljningen ${round.year}, fråga ${position}`;
			const title = `${text} Delvis eller Nej: ${lacking} av ${figures.yes + lacking}`;
			return [{ id: `${round.id}:${position}`, name, title, unit, on: round.opens_on }];
		}),
	);
}

async function dissents({ db }: Asking, inventory: Inventory, rounds: () => Rounds): Promise<Bare[]> {
	const { board } = inventory;
	const found: Bare[] = [];
	for (const { round } of await rounds()) {
		const n = await readDissents(db, round.id, board.unit_id);
		if (n === 0) continue;
		const name = `skyddsombudens yttranden i SAM-uppföljningen ${round.year}`;
		const title = `Avvikande mening från skyddsombud: ${n}`;
		found.push({ id: round.id, name, title, unit: board.name, on: round.opens_on });
	}
	return found;
}

const NONE = { source_kind: null, source_id: null, source_title: "" };

/** The row that a proposal is made of, for whoever may read them all (T19). */
export async function requireSource(asking: Asking, inventory: Inventory, source: Source) {
	if (source === null) return NONE;
	const [kind, id] = source;
	const may = await mayAt(asking.db, asking.actor, "risk_source.view", inventory.board.unit_id);
	const row = may && (await listSources(asking, inventory, kind)).find((one) => one.id === id);
	if (!row) throw new Invalid({ source: "Underlaget finns inte bland nämndens. Välj det i listan över underlag." });
	return { source_kind: kind, source_id: id, source_title: row.name };
}
