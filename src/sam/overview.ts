import type { Db } from "../../db/open.ts";
import { listSamQuestions, type SamQuestion, type SamRound } from "../../db/queries/sam.ts";
import {
	countRoundActions,
	listKnownUnits,
	listOverviewReviews,
	listReturnedReviews,
	type OverviewReview,
} from "../../db/queries/sam-overview.ts";
import { SAM_MARKS, SAM_SMALLEST_GROUP } from "../../db/schema/sam-words.ts";
import { sortKey } from "../../db/schema/sort-key.ts";
import { type Actor, reachOf } from "../access/actor.ts";
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

/** The branch of a round under `unitId`, as this reader may see it. Everything shown, charted or exported comes from here. */
export async function overviewOf(
	db: Db,
	actor: Actor,
	round: SamRound,
	unitId: string,
	today: string,
): Promise<Overview | undefined> {
	const [reviews, actions, returned, questions, knownUnits] = await Promise.all([
		listOverviewReviews(db, round.id),
		countRoundActions(db, round.id, today),
		listReturnedReviews(db, round.id),
		listSamQuestions(db, round.set_id),
		listKnownUnits(db, round.id, reachOf(actor, "sam.view")),
	]);
	const nodes = treeOf(reviews, round);
	const focus = nodes.get(unitId);
	if (!focus) return undefined;
	const known = new Set(knownUnits);
	const members = (counted: (review: OverviewReview) => boolean) =>
		reviews.map((review) => ({ ...review, counted: counted(review), known: known.has(review.unit_id) }));
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
		const figures = node.children.reduce((sum, child) => add(sum, walk(child, level + 1)), own(node, perReview));
		if (shown.has(node.id)) row.figures = figures;
		return figures;
	};
	walk(focus, 0);
	return {
		focus: rows[0]!,
		rows: rows.slice(1),
		questions: questionFigures(questions, shownAnswers.has(unitId) ? signedBelow(focus) : null),
	};
}

function isSigned(review: OverviewReview): boolean {
	return review.state === "signed" || review.state === "reconciled";
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
	for (const node of nodes.values())
		if (node.children.length > 1) {
			const keyed = node.children.map((child) => [sortKey(child.name), child] as const);
			node.children = keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, child]) => child);
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

function add(a: BranchFigures, b: BranchFigures): BranchFigures {
	return {
		units: a.units + b.units,
		answered: a.answered + b.answered,
		signed: a.signed + b.signed,
		reconciled: a.reconciled + b.reconciled,
		open_actions: a.open_actions + b.open_actions,
		late_actions: a.late_actions + b.late_actions,
		returned: a.returned + b.returned,
		vacant: a.vacant + b.vacant,
	};
}

function signedBelow(node: Node): OverviewReview[] {
	const below = node.children.flatMap(signedBelow);
	return node.review && isSigned(node.review) ? [node.review, ...below] : below;
}

function questionFigures(
	questions: readonly SamQuestion[],
	signed: readonly OverviewReview[] | null,
): QuestionFigures[] {
	return questions.map(({ position, text }) => {
		if (signed === null) return { position, text, figures: null };
		const count = (mark: string) => signed.filter((review) => review.marks[position - 1] === mark).length;
		return {
			position,
			text,
			figures: {
				yes: count(SAM_MARKS.yes),
				partly: count(SAM_MARKS.partly),
				no: count(SAM_MARKS.no),
				not_applicable: count(SAM_MARKS.not_applicable),
			},
		};
	});
}
