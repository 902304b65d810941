import type { Db } from "../../open.ts";
import { listMatters } from "./meetings.ts";
import type { Period } from "./periods.ts";

/** A report as the list tells of it: its newest edition, the correction that is open, and the nämnd's meeting it goes to. */
export interface ListedPeriod extends Period {
	edition: number | null;
	sealed_at: string | null;
	/** When it was opened for correction; null when it is not. */
	reopened_at: string | null;
	meeting_on: string | null;
	papers_due_on: string | null;
}

/** Three statements, however many reports. */
export async function withStates(db: Db, periods: readonly Period[]): Promise<ListedPeriod[]> {
	const ids = [...periods.map(({ id }) => id), ""];
	const seals = await db
		.selectFrom("period_seals")
		.select(["period_id", "edition", "sealed_at"])
		.where("period_id", "in", ids)
		.orderBy("edition")
		.execute();
	const corrections = await db
		.selectFrom("period_corrections")
		.select(["period_id", "opened_at"])
		.where("period_id", "in", ids)
		.where("sealed_edition", "is", null)
		.execute();
	const matters = await listMatters(db, { subjects: { kind: "period", ids } });
	return periods.map((period) => {
		const seal = seals.findLast(({ period_id }) => period_id === period.id);
		const going = matters.find(({ subject_id, kind }) => subject_id === period.id && kind === "board");
		return {
			...period,
			edition: seal?.edition ?? null,
			sealed_at: seal?.sealed_at ?? null,
			reopened_at: corrections.find(({ period_id }) => period_id === period.id)?.opened_at ?? null,
			meeting_on: going?.held_on ?? null,
			papers_due_on: going?.papers_due_on ?? null,
		};
	});
}
