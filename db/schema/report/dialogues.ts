import type { PointStatus } from "./words.ts";

/** The meeting between förvaltningschef and regiondirektör about one report. */
export interface DialogueTable {
	id: string;
	period_id: string;
	held_on: string;
	participants: string;
	notes: string;
	version: number;
}

export interface DialoguePointTable {
	id: string;
	dialogue_id: string;
	text: string;
	person_id: string | null;
	due_on: string | null;
	status: PointStatus;
	outcome: string;
	version: number;
}
