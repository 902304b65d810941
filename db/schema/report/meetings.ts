export const MEETING_KINDS = { board: "Nämnd", preparing: "Arbetsutskott" } as const;
export type MeetingKind = keyof typeof MEETING_KINDS;

/** A meeting in the calendar of a nämnd, and the last day on which its papers are taken. */
export interface BoardMeetingTable {
	id: string;
	board_id: string;
	kind: MeetingKind;
	held_on: string;
	papers_due_on: string;
	/** Why it is not held; null for one that is. Nothing is deleted. */
	cancelled_reason: string | null;
	version: number;
}

export const MATTER_KINDS = { plan: "Internkontrollplan", period: "Rapport" } as const;
export type MatterKind = keyof typeof MATTER_KINDS;

/** That a plan or a report goes to a meeting. */
export interface MeetingMatterTable {
	id: string;
	meeting_id: string;
	subject_kind: MatterKind;
	subject_id: string;
	added_at: string;
	added_by: string;
	/** When its papers were handed in. */
	delivered_at: string | null;
	delivered_by: string | null;
	/** Why it does not go there after all; null while it does. */
	removed_reason: string | null;
	version: number;
}

/** True when the last day for its papers has passed and they have not been handed in. */
export function isPapersLate(
	matter: { papers_due_on: string; delivered_at: string | null; settled: boolean },
	today: string,
): boolean {
	return matter.delivered_at === null && !matter.settled && matter.papers_due_on < today;
}
