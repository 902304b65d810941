import type { Db } from "../../db/open.ts";
import { listSamQuestions, type SamQuestion, type SamRound } from "../../db/queries/sam/rounds.ts";
import {
	countRoundActions,
	listKnownUnits,
	listOverviewReviews,
	listReturnedReviews,
	type OverviewReview,
} from "../../db/queries/sam/overview.ts";
import { SAM_MARKS, SAM_SMALLEST_GROUP, type SamAnswer, SIGNED_SAM_STATES } from "../../db/schema/sam/words.ts";
import { type Actor, type Reach, reachOf } from "../ground/access/actor.ts";
import { branchesKey } from "../ground/remembered/branches.ts";
import { type Reading, untilChanged } from "../ground/remembered/remembered.ts";
import { unitsByName } from "../ground/remembered/units.ts";
import { BESIDE_SAM } from "./sam-readings.ts";
import { shownBranches } from "./small-groups.ts";

export interface BranchFigures {
	units: number;
	answered: number;
	signed: number;
	reconciled: number;
	open_actions: number;
	late_actions: number;
	returned: number;
	vacant: number;
}

export interface BranchRow {
	unit_id: string;
	name: string;
	/** Depth below the unit in focus; 0 is that unit itself. */
	level: number;
	has_children: boolean;
	/** The review, when the reader may open it. */
	review_id: string | null;
	/** Null where the group is too small for the reader. */
	figures: BranchFigures | null;
}

export interface QuestionFigures {
	position: number;
	text: string;
	figures: { yes: number; partly: number; no: number; not_applicable: number } | null;
}

export interface Overview {
	focus: BranchRow;
	/** The unit above, when the reader may look there. */
	rows: BranchRow[];
	questions: QuestionFigures[];
}

interface Node {
	id: string;
	name: string;
	review: OverviewReview | null;
	children: Node[];
}

interface Kept {
	/** The units of the round, by name. */
	units: readonly string[];
	overview: Overview | undefined;
}

/** Some thousand rows each. Of the units' names only their order is read from the units themselves. */
const OVERVIEW: Reading<Kept> = {
	kept: 6,
	beside: BESIDE_SAM.filter((noun) => noun !== "unit"),
	mends: {
		types: ["unit.edited"],
		mend: async (db, kept) => {
			const now = await unitsByName(db, kept.units);
			return now.every((id, at) => id === kept.units[at]) ? kept : null;
		},
	},
};

/** The branch of a round under `unitId`, as this reader may see it. Everything shown, charted or exported comes from here. */
export async function overviewOf(
	db: Db,
	actor: Actor,
	round: SamRound,
	unitId: string,
	today: string,
): Promise<Overview | undefined> {
	const reach = reachOf(actor, "sam.view");
	const key = JSON.stringify([round.id, round.unit_name, unitId, today, reach, await branchesKey(db, [], reach)]);
	const { overview } = await untilChanged(db, OVERVIEW, key, () => workedOut(db, reach, round, unitId, today));
	return overview;
}

async function workedOut(db: Db, reach: Reach, round: SamRound, unitId: string, today: string): Promise<Kept> {
	const [reviews, actions, returned, questions, knownUnits] = await Promise.all([
		listOverviewReviews(db, round.id),
		countRoundActions(db, round.id, today),
		listReturnedReviews(db, round.id),
		listSamQuestions(db, round.set_id),
		listKnownUnits(db, round.id, reach),
	]);
	const units = reviews.map(({ unit_id }) => unit_id);
	const nodes = treeOf(reviews, round);
	const focus = nodes.get(unitId);
	if (!focus) return { units, overview: undefined };
	const known = new Set(knownUnits);
	const members = (counted: (review: OverviewReview) => boolean) =>
		reviews.map((review) => ({
			unit_id: review.unit_id,
			parent_id: review.parent_id,
			manager_id: review.manager_id,
			counted: counted(review),
			known: known.has(review.unit_id),
		}));
	const shown = shownBranches(
		members(() => true),
		round.unit_id,
		SAM_SMALLEST_GROUP,
	);
	const shownAnswers = shownBranches(members(isSigned), round.unit_id, SAM_SMALLEST_GROUP);
	const perReview = {
		actions: new Map(actions.map((one) => [one.review_id, one])),
		returned: new Set(returned),
		length: questions.length,
	};
	const rows: BranchRow[] = [];
	const walk = (node: Node, level: number): BranchFigures => {
		const row: BranchRow = {
			unit_id: node.id,
			name: node.name,
			level,
			has_children: node.children.length > 0,
			review_id: known.has(node.id) ? (node.review?.id ?? null) : null,
			figures: null,
		};
		rows.push(row);
		const figures = own(node, perReview);
		for (const child of node.children) addTo(figures, walk(child, level + 1));
		if (shown.has(node.id)) row.figures = figures;
		return figures;
	};
	walk(focus, 0);
	const answered = shownAnswers.has(unitId) ? signedBelow(focus) : null;
	return { units, overview: { focus: rows[0]!, rows: rows.slice(1), questions: questionFigures(questions, answered) } };
}

function isSigned(review: OverviewReview): boolean {
	return SIGNED_SAM_STATES.includes(review.state);
}

function treeOf(reviews: readonly OverviewReview[], round: SamRound): Map<string, Node> {
	const top: Node = { id: round.unit_id, name: round.unit_name, review: null, children: [] };
	const nodes = new Map([[top.id, top]]);
	for (const review of reviews)
		nodes.set(review.unit_id, { id: review.unit_id, name: review.unit_name, review, children: [] });
	for (const review of reviews) {
		const node = nodes.get(review.unit_id)!;
		const parent = nodes.get(review.parent_id ?? top.id) ?? top;
		if (parent !== node) parent.children.push(node);
	}
	return nodes;
}

function own(
	{ review }: Node,
	per: { actions: ReadonlyMap<string, { open: number; late: number }>; returned: ReadonlySet<string>; length: number },
): BranchFigures {
	const flag = (yes: boolean) => (yes ? 1 : 0);
	const action = review ? per.actions.get(review.id) : undefined;
	return {
		units: flag(review !== null),
		answered: flag(review !== null && review.marks.length === per.length && !review.marks.includes(".")),
		signed: flag(review !== null && isSigned(review)),
		reconciled: flag(review?.state === "reconciled"),
		open_actions: action?.open ?? 0,
		late_actions: action?.late ?? 0,
		returned: flag(review !== null && per.returned.has(review.id)),
		vacant: flag(review !== null && review.manager_id === null),
	};
}

function addTo(sum: BranchFigures, more: BranchFigures): void {
	for (const key of Object.keys(sum) as (keyof BranchFigures)[]) sum[key] += more[key];
}

function signedBelow(node: Node, found: OverviewReview[] = []): OverviewReview[] {
	if (node.review && isSigned(node.review)) found.push(node.review);
	for (const child of node.children) signedBelow(child, found);
	return found;
}

const WORD_OF = Object.fromEntries(Object.entries(SAM_MARKS).map(([word, mark]) => [mark, word])) as Record<
	string,
	SamAnswer
>;

function questionFigures(
	questions: readonly SamQuestion[],
	signed: readonly OverviewReview[] | null,
): QuestionFigures[] {
	if (signed === null) return questions.map(({ position, text }) => ({ position, text, figures: null }));
	const counts = questions.map(() => ({ yes: 0, partly: 0, no: 0, not_applicable: 0 }));
	for (const { marks } of signed) {
		for (let n = 0; n < counts.length; n++) {
			const word = WORD_OF[marks[n] ?? ""];
			if (word) counts[n]![word]++;
		}
	}
	return questions.map(({ position, text }, index) => ({ position, text, figures: counts[index]! }));
}
