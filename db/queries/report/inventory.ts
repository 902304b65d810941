import type { Compilable, Selectable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { ProposalOutcome, ProposalState, RiskProposalTable } from "../../schema/report/inventory.ts";
import type { PlanStatus } from "../../schema/vocabulary.ts";
import { type UnitReach, unitPath, unitsWithin } from "../people/units.ts";

/** A proposal with who made it, where, and what it was answered. */
export interface Proposal extends Selectable<RiskProposalTable> {
	board: string;
	/** The förvaltning of the board, where it is answered. */
	board_unit_id: string;
	unit: string;
	proposer: string;
	outcome: ProposalOutcome | null;
	risk_id: string | null;
	risk_number: number | null;
	risk_title: string | null;
	into_id: string | null;
	into_number: number | null;
	into_title: string | null;
	reason: string | null;
	answered_at: string | null;
	answered_by: string | null;
	answerer: string | null;
	/** How many proposals have been merged into it. */
	merged: number;
}

export interface ProposalFilter {
	board_id?: string | undefined;
	year?: number | undefined;
	state?: ProposalState | undefined;
	/** Those of these units, and those of the person wherever they are. */
	seen_by?: { reach: UnitReach; person_id: string } | undefined;
	proposed_by?: string | undefined;
	risk_id?: string | undefined;
	into_id?: string | undefined;
	/** Only of boards whose förvaltning is within reach. */
	boards?: UnitReach | undefined;
}

function proposals(db: Db) {
	return db
		.selectFrom("risk_proposals as proposal")
		.innerJoin("boards", "boards.id", "proposal.board_id")
		.innerJoin("org_units as unit", "unit.id", "proposal.unit_id")
		.innerJoin("people as proposer", "proposer.id", "proposal.proposed_by")
		.leftJoin("proposal_answers as answer", "answer.proposal_id", "proposal.id")
		.leftJoin("people as answerer", "answerer.id", "answer.answered_by")
		.leftJoin("risks as risk", "risk.id", "answer.risk_id")
		.leftJoin("risk_proposals as into", "into.id", "answer.into_id")
		.selectAll("proposal")
		.select(["boards.name as board", "boards.unit_id as board_unit_id", "unit.name as unit"])
		.select(["proposer.name as proposer", "answer.outcome", "answer.risk_id", "answer.into_id", "answer.reason"])
		.select(["answer.answered_at", "answer.answered_by", "answerer.name as answerer", "risk.number as risk_number"])
		.select(["risk.title as risk_title", "into.number as into_number", "into.title as into_title"])
		.select((eb) =>
			eb
				.selectFrom("proposal_answers as other")
				.whereRef("other.into_id", "=", "proposal.id")
				.select((e) => e.fn.countAll<number>().as("n"))
				.$asScalar()
				.$notNull()
				.as("merged"),
		);
}

/** By number, the newest year first. */
export const listProposals = keptQuery((db, filter: ProposalFilter): Compilable<Proposal> => {
	const seen = filter.seen_by && unitsWithin(filter.seen_by.reach);
	const boards = filter.boards && unitsWithin(filter.boards);
	return proposals(db)
		.$if(filter.board_id !== undefined, (q) => q.where("proposal.board_id", "=", filter.board_id!))
		.$if(filter.year !== undefined, (q) => q.where("proposal.year", "=", filter.year!))
		.$if(filter.state === "open", (q) => q.where("answer.id", "is", null))
		.$if(filter.state !== undefined && filter.state !== "open", (q) =>
			q.where("answer.outcome", "=", filter.state as ProposalOutcome),
		)
		.$if(seen !== undefined, (q) =>
			q.where((eb) =>
				eb.or([eb("proposal.unit_id", "in", seen!), eb("proposal.proposed_by", "=", filter.seen_by!.person_id)]),
			),
		)
		.$if(filter.proposed_by !== undefined, (q) => q.where("proposal.proposed_by", "=", filter.proposed_by!))
		.$if(filter.risk_id !== undefined, (q) => q.where("answer.risk_id", "=", filter.risk_id!))
		.$if(filter.into_id !== undefined, (q) => q.where("answer.into_id", "=", filter.into_id!))
		.$if(boards !== undefined, (q) => q.where("boards.unit_id", "in", boards!))
		.orderBy("proposal.year", "desc")
		.orderBy("boards.name")
		.orderBy("proposal.number");
});

export function findProposal(db: Db, id: string): Promise<Proposal | undefined> {
	return proposals(db).where("proposal.id", "=", id).executeTakeFirst();
}

/** The proposal that the chain of merges ends in: itself when it was not merged into another. */
export async function endOfMerges(db: Db, proposal: Proposal): Promise<Proposal> {
	const next = proposal.into_id === null ? undefined : await findProposal(db, proposal.into_id);
	return next ? endOfMerges(db, next) : proposal;
}

/** Every proposal behind a risk: those answered with it, and those merged into them. */
export async function listProposalsBehind(db: Db, riskId: string): Promise<Proposal[]> {
	const behind: Proposal[] = await listProposals(db, { risk_id: riskId });
	for (const one of behind) if (one.merged > 0) behind.push(...(await listProposals(db, { into_id: one.id })));
	return behind;
}

/** How many wait for an answer, by board and year. */
export async function countOpenProposals(
	db: Db,
	reach: UnitReach,
): Promise<{ board_id: string; board: string; year: number; n: number }[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("risk_proposals as proposal")
		.innerJoin("boards", "boards.id", "proposal.board_id")
		.leftJoin("proposal_answers as answer", "answer.proposal_id", "proposal.id")
		.select(["proposal.board_id", "boards.name as board", "proposal.year"])
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("answer.id", "is", null)
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.groupBy(["proposal.board_id", "boards.name", "proposal.year"])
		.orderBy("proposal.year")
		.orderBy("boards.name")
		.execute();
}

export async function nextProposalNumber(db: Db, boardId: string, year: number): Promise<number> {
	const row = await db
		.selectFrom("risk_proposals")
		.select((eb) => eb.fn.max("number").as("last"))
		.where("board_id", "=", boardId)
		.where("year", "=", year)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

export interface InventoryBoard {
	id: string;
	name: string;
	unit_id: string;
	/** Its plan of each year from `from`, as far as there is one. */
	plans: readonly { id: string; year: number; status: PlanStatus }[];
}

/** The nämnd that answers for a unit on a day: that of the nearest förvaltning above it. */
export async function findBoardOfUnit(
	db: Db,
	unitId: string,
	{ today, from }: { today: string; from: number },
): Promise<InventoryBoard | undefined> {
	const path = await unitPath(db, unitId);
	const boards = await db
		.selectFrom("boards")
		.select(["id", "name", "unit_id"])
		.where("unit_id", "in", path)
		.where("valid_from", "<=", today)
		.where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", today)]))
		.execute();
	const [board] = boards.sort((a, b) => path.indexOf(a.unit_id) - path.indexOf(b.unit_id));
	if (!board) return undefined;
	const plans = await db
		.selectFrom("plans")
		.select(["id", "year", "status"])
		.where("board_id", "=", board.id)
		.where("year", ">=", from)
		.execute();
	return { ...board, plans };
}
