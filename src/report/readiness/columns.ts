import type { Column } from "../../ground/tables/column.ts";
import type { ReadyMatter, Weight } from "./matters.ts";
import type { PersonMatters } from "./read-readiness.ts";

export const WEIGHTS: Record<Weight, string> = { stops: "Hindrar", weakens: "Försvagar" };

/** One thing that waits for one person. */
export interface WaitingLine {
	person: string;
	matter: ReadyMatter;
}

/** Whom it falls to where nobody in particular can mend it. */
export const CONTROLLER = "Controllern";

export function waitingLines(people: readonly PersonMatters[]): WaitingLine[] {
	return people.flatMap(({ person, matters }) => matters.map((matter) => ({ person: person ?? CONTROLLER, matter })));
}

/** The files of the page: what stands under each person, a line each. */
export const readinessColumns: readonly Column<WaitingLine>[] = [
	{ key: "person", label: "Väntar på", type: "text", width: 26, value: ({ person }) => person },
	{
		key: "weight",
		label: "Rapporten",
		type: "text",
		width: 12,
		words: WEIGHTS,
		value: ({ matter }) => WEIGHTS[matter.weight],
	},
	{ key: "n", label: "Antal", type: "count", width: 8, value: ({ matter }) => matter.n },
	{ key: "text", label: "Vad", type: "text", width: 80, value: ({ matter }) => matter.text },
];
