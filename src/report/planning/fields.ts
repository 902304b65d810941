import type { FieldsOf } from "../../ground/tables/field.ts";
import type { PaperTexts, WriteDecisionPaper } from "./schema.ts";

/** The head of a FöredragningsPM and its headings, in the order of the paper. */
export const PAPER_FIELDS = {
	service: { label: "Tjänsteställe", kind: "text" },
	officer: { label: "Handläggare", kind: "text" },
	meeting_on: { label: "Sammanträdesdatum", kind: "date" },
	registry_no: { label: "Dnr", kind: "text" },
	proposal: { label: "Förslag till beslut", kind: "text" },
	summary: { label: "Sammanfattning", kind: "text" },
	preparation: { label: "Beredning", kind: "text" },
	perspectives: { label: "Konsekvenser för miljö-, barn- och jämställdhetsperspektiven", kind: "text" },
	economy: { label: "Ekonomiska konsekvenser", kind: "text" },
	follow_up: { label: "Uppföljning", kind: "text" },
	documents: { label: "Beslutsunderlag", kind: "text" },
	sent_to: { label: "Skickas till", kind: "text" },
} as const satisfies FieldsOf<WriteDecisionPaper, PaperTexts>;

export type PaperField = keyof typeof PAPER_FIELDS;
export const HEAD: readonly PaperField[] = ["service", "officer", "meeting_on", "registry_no"];
export const HEADINGS = (Object.keys(PAPER_FIELDS) as PaperField[]).filter((field) => !HEAD.includes(field));
