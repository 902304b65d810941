import type { Db } from "../../../db/open.ts";
import {
	countDissents,
	listMadeOf,
	listSourceDeviations,
	listSourceHits,
	listSourceRecommendations,
	type SourceScope,
} from "../../../db/queries/report/inventory-sources.ts";
import { listSamRounds } from "../../../db/queries/sam/rounds.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import type { SourceKind } from "../../../db/schema/report/inventory.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { paths } from "../../paths/paths.ts";
import { overviewOf } from "../../sam/overview.ts";
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
type Bare = Omit<RiskSource, "kind" | "proposals">;

/** Everything the two years before the plan's left behind, kind by kind. */
export async function listSources(asking: Asking, inventory: Inventory): Promise<RiskSource[]> {
	const { db } = asking;
	const { board, year } = inventory;
	const scope = { board_id: board.id, unit_id: board.unit_id, from: `${year - 2}-01-01` };
	const found: [SourceKind, Bare[]][] = [
		["deviation", await deviations(db, scope)],
		["recommendation", await recommendations(db, scope)],
		["hit", await hits(db, scope)],
		...(await samSources(asking, inventory)),
	];
	const made = await listMadeOf(db, board.id, year);
	return found.flatMap(([kind, rows]) =>
		rows.map((row) => ({
			...{ kind, ...row },
			proposals: made.filter((one) => one.source_kind === kind && one.source_id === row.id),
		})),
	);
}

async function deviations(db: Db, scope: SourceScope): Promise<Bare[]> {
	return (await listSourceDeviations(db, scope)).map(({ id, number, title, severity, found_at, unit }) => ({
		...{ id, unit, name: `avvikelse ${number}`, title: `${title} (${SEVERITIES[severity].toLowerCase()})` },
		...{ on: stockholmDate(found_at), href: paths.deviation(id) },
	}));
}

async function recommendations(db: Db, scope: SourceScope): Promise<Bare[]> {
	return (await listSourceRecommendations(db, scope)).map(({ id, number, title, issuer, received_on }) => ({
		...{ id, unit: issuer, name: `rekommendation ${number}`, title, on: received_on },
		href: paths.recommendation(id),
	}));
}

async function hits(db: Db, scope: SourceScope): Promise<Bare[]> {
	return (await listSourceHits(db, scope)).map(({ rule, unit_id, unit, hits: n, last_date }) => ({
		...{ id: `${rule}:${unit_id}`, unit, on: last_date, name: `regelträffar, ${LEDGER_RULES[rule]}, ${unit}` },
		title: `${LEDGER_RULES[rule]}: ${n === 1 ? "1 träff" : `${n} träffar`}`,
		href: paths.ledgerHits({ regel: rule, enhet: unit_id, bedomning: "alla", tid: "alla" }),
	}));
}

/** The figures of SAM as anybody who sees the overview sees them: nothing of a group that is too small. */
async function samSources({ db, actor }: Asking, { board, year, today }: Inventory): Promise<[SourceKind, Bare[]][]> {
	const rounds = (await listSamRounds(db, "all")).filter((one) => one.status !== "draft" && one.year >= year - 2);
	const answers: Bare[] = [];
	const opinions: Bare[] = [];
	for (const round of rounds) {
		const overview = await overviewOf(db, actor, round, board.unit_id, today);
		if (!overview?.focus.figures) continue;
		const about = { unit: board.name, on: round.opens_on, href: paths.samOverview(round.id, board.unit_id) };
		for (const { position, text, figures } of overview.questions) {
			const lacking = figures ? figures.partly + figures.no : 0;
			if (!figures || lacking === 0) continue;
			answers.push({
				...{ ...about, id: `${round.id}:${position}`, name: `SAM-uppföljningen ${round.year}, fråga ${position}` },
				title: `${text} Delvis eller Nej: ${lacking} av ${figures.yes + lacking}`,
			});
		}
		const dissents = await countDissents(db, round.id, board.unit_id);
		if (dissents > 0)
			opinions.push({
				...{ ...about, id: round.id, name: `skyddsombudens yttranden i SAM-uppföljningen ${round.year}` },
				title: `Avvikande mening från skyddsombud: ${dissents}`,
			});
	}
	return [
		["sam", answers],
		["opinion", opinions],
	];
}

const NONE = { source_kind: null, source_id: null, source_title: "" };

/** The row that a proposal is made of, for whoever may read them all (T19). */
export async function requireSource(asking: Asking, inventory: Inventory, source: Source) {
	if (source === null) return NONE;
	const [kind, id] = source;
	const may = await mayAt(asking.db, asking.actor, "risk_source.view", inventory.board.unit_id);
	const row = may && (await listSources(asking, inventory)).find((one) => one.kind === kind && one.id === id);
	if (!row) throw new Invalid({ source: "Underlaget finns inte bland nämndens. Välj det i listan över underlag." });
	return { source_kind: kind, source_id: id, source_title: row.name };
}
