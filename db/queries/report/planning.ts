import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { DecisionPaperTable } from "../../schema/report/planning.ts";

export type DecisionPaper = Selectable<DecisionPaperTable> & { writer: string };
type Place = Pick<DecisionPaper, "kind" | "subject_id" | "round">;

function papers(db: Db) {
	return db
		.selectFrom("decision_papers")
		.innerJoin("people", "people.id", "decision_papers.written_by")
		.selectAll("decision_papers")
		.select("people.name as writer");
}

/** Every edition of a paper, newest first. */
export function listDecisionPapers(db: Db, { kind, subject_id, round }: Place): Promise<DecisionPaper[]> {
	return papers(db)
		.where("kind", "=", kind)
		.where("subject_id", "=", subject_id)
		.where("round", "=", round)
		.orderBy("edition", "desc")
		.execute();
}

/** What was written the last time the nämnd was asked the same: the newest edition of an earlier year. */
export function findPaperBefore(
	db: Db,
	{ kind, board_id, year, occasion }: Pick<DecisionPaper, "kind" | "board_id" | "year" | "occasion">,
): Promise<DecisionPaper | undefined> {
	return papers(db)
		.where("kind", "=", kind)
		.where("board_id", "=", board_id)
		.where("occasion", "=", occasion)
		.where("year", "<", year)
		.orderBy("year", "desc")
		.orderBy("round", "desc")
		.orderBy("edition", "desc")
		.limit(1)
		.executeTakeFirst();
}
