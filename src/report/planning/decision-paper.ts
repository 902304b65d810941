import type { DecisionPaper } from "../../../db/queries/report/planning.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Block, factsTable, type Paper } from "../documents/paper.ts";
import type { CoverageCell } from "../coverage/coverage.ts";
import { coverageTable } from "./coverage-table.ts";
import { HEADINGS, PAPER_FIELDS, type PaperField } from "./fields.ts";
import type { Filling } from "../paper-templates/fill-paper.ts";
import type { PlaceKey } from "../paper-templates/places.ts";
import type { Subject } from "./read-matter.ts";

/** The paper's texts as a file of the board's own takes them, by place. */
export function paperFillings(subject: Subject, paper: DecisionPaper): Map<PlaceKey, Filling> {
	const { meeting_on } = paper;
	const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
	const own = (Object.keys(PAPER_FIELDS) as PaperField[]).map((field): [PlaceKey, Filling] => {
		const text = field === "meeting_on" ? (meeting_on ? formatDate(meeting_on) : "") : (paper[field] ?? "");
		return [field, { label: PAPER_FIELDS[field].label, lines: lines(text), listed: LISTED.includes(field) }];
	});
	return new Map<PlaceKey, Filling>([
		["title", { label: "Ärende", lines: [subject.title], listed: false }],
		["board", { label: "Organ", lines: [subject.board], listed: false }],
		...own,
	]);
}

/** Headings whose lines are points of a list: one att-sats, one paper, one receiver each. */
const LISTED: readonly PaperField[] = ["proposal", "documents", "sent_to"];

/** The FöredragningsPM as the nämnd gets it. Headings without text are left out. `cells`: the map of the plan that is decided on. */
export function decisionPaper(subject: Subject, paper: DecisionPaper, cells: readonly CoverageCell[]): Paper {
	const { meeting_on, service, officer, registry_no } = paper;
	return {
		title: subject.title,
		lead: `FöredragningsPM till ${subject.board}`,
		dated: meeting_on ?? stockholmDate(paper.written_at),
		landscape: false,
		blocks: [
			factsTable("Ärendets huvud", [
				["Tjänsteställe, handläggare", [service, officer].filter(Boolean).join(", ")],
				["Sammanträdesdatum", meeting_on && formatDate(meeting_on)],
				["Dokumenttyp", "FöredragningsPM"],
				["Dnr", registry_no],
				["Organ", subject.board],
			]),
			...HEADINGS.flatMap((field) => section(field, paper[field] ?? "")),
			...coverageTable(cells),
			{ kind: "heading", level: 2, text: "Underskrift" },
			{ kind: "text", text: `${service}\n${officer}` },
		],
	};
}

function section(field: PaperField, text: string): Block[] {
	if (text === "") return [];
	const lines = LISTED.includes(field) ? text.split("\n").filter(Boolean) : [text];
	return [
		{ kind: "heading", level: 2, text: PAPER_FIELDS[field].label },
		...lines.map((one): Block => ({ kind: "text", text: LISTED.includes(field) ? `– ${one}` : one })),
	];
}
