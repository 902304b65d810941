import { MEETING_KINDS, type MeetingKind } from "../../../db/schema/report/meetings.ts";
import { formatCount, formatDate } from "../../ground/calendar/stockholm.ts";
import type { PaperTexts } from "./schema.ts";

/** What the register says of the matter, for the first draft of the paper. */
export type Matter =
	| {
			kind: "plan";
			year: number;
			/** How many of each the plan holds. */
			holds: { areas: number; risks: number; region_risks: number; measures: number; controls: number };
			/** Against the plan it came from; null for the first. */
			against: { year: number; changed: number; added: number; dropped: number; kept: number } | null;
	  }
	| { kind: "amendment"; year: number; number: number; changes: readonly string[] }
	| {
			kind: "report";
			name: string;
			numbers: { done: number; due: number; planned: number; deviations: number; severe: number };
			/** The word of the nämnd's assessment; null while there is none. */
			grade: string | null;
	  }
	| { kind: "assessment"; name: string; grade: string | null; parts: readonly string[] };

/** A meeting that the matter goes to. */
export interface Held {
	kind: MeetingKind;
	held_on: string;
}

const count = (n: number, one: string, many: string) => `${formatCount(n)} ${n === 1 ? one : many}`;

const UNCHANGED = {
	perspectives: "Beslutet har inga konsekvenser för miljö-, barn- eller jämställdhetsperspektiven.",
	economy: "Beslutet har inga ekonomiska konsekvenser i sig.",
	registry_no: "",
};

/** The paper as the register would write it, to be read and changed by the one who puts it forward. Figures are those of the day. */
export function proposedTexts(
	{
		matter,
		board,
		administration,
		meetings,
	}: { matter: Matter; board: string; administration: string; meetings: readonly Held[] },
	officer: string,
): PaperTexts {
	const texts = { ...UNCHANGED, ...meetingTexts(meetings), service: administration, officer, sent_to: administration };
	if (matter.kind === "plan") return { ...texts, ...planTexts(matter) };
	if (matter.kind === "amendment") return { ...texts, ...amendmentTexts(matter) };
	if (matter.kind === "report") return { ...texts, ...reportTexts(matter, board) };
	return { ...texts, ...assessmentTexts(matter, board) };
}

/** The day the nämnd decides, and where the matter is prepared before that. */
function meetingTexts(meetings: readonly Held[]) {
	const decides = meetings.findLast(({ kind }) => kind === "board");
	const before = meetings.filter(({ kind }) => kind !== "board");
	return {
		meeting_on: decides?.held_on ?? null,
		preparation: before.map((one) => `${MEETING_KINDS[one.kind]} ${formatDate(one.held_on)}`).join("\n"),
	};
}

type Of<Kind extends Matter["kind"]> = Extract<Matter, { kind: Kind }>;

function planTexts({ year, holds, against }: Of<"plan">) {
	const name = `Internkontrollplan ${year}`;
	const region = holds.region_risks === 0 ? "" : `, varav ${formatCount(holds.region_risks)} regionövergripande`;
	const measures = count(holds.measures, "åtgärd", "åtgärder");
	const controls = count(holds.controls, "kontrollmoment", "kontrollmoment");
	const content = `${name} omfattar ${count(holds.areas, "verksamhet", "verksamheter")} och ${count(holds.risks, "risk", "risker")}${region}. Riskerna hanteras med ${measures} och följs med ${controls}.`;
	const some = (n: number) => (n === 0 ? "inga" : formatCount(n));
	const difference = against
		? ` Jämfört med internkontrollplan ${against.year}: ${count(against.kept, "rad är oförändrad", "rader är oförändrade")}, ${some(against.changed)} är ändrade, ${some(against.added)} är nya och ${some(against.dropped)} utgår.`
		: "";
	return {
		proposal: `att fastställa ${name.toLowerCase()}`,
		summary: content + difference,
		follow_up: "Planen följs upp i delårsrapporten och i verksamhetsberättelsen.",
		documents: `FöredragningsPM\n${name}`,
	};
}

function amendmentTexts({ year, number, changes }: Of<"amendment">) {
	const plan = `internkontrollplan ${year}`;
	return {
		proposal: `att ändra ${plan} enligt bilagan (ändringsbeslut ${number})`,
		summary: `Sedan det senaste beslutet är ${count(changes.length, "rad", "rader")} i ${plan} ${changes.length === 1 ? "ändrad" : "ändrade"}: ${changes.join("; ")}.`,
		follow_up: "Ändringarna följs upp tillsammans med planen i övrigt.",
		documents: `FöredragningsPM\nÄndringar i ${plan}`,
	};
}

function reportTexts({ name, numbers, grade }: Of<"report">, board: string) {
	const runs = `${formatCount(numbers.done)} av ${count(numbers.due, "kontroll som förfallit är utförd", "kontroller som förfallit är utförda")} (${formatCount(numbers.planned)} planerade)`;
	const severe = numbers.severe === 0 ? "ingen är större eller allvarlig" : `${formatCount(numbers.severe)} är större`;
	const found =
		numbers.deviations === 0
			? "Inga avvikelser hör till perioden."
			: `${count(numbers.deviations, "avvikelse hör", "avvikelser hör")} till perioden; ${severe}.`;
	const judged = grade ? ` ${board} bedömer den interna kontrollen som ${grade.toLowerCase()}.` : "";
	return {
		proposal: [`att godkänna ${name}`, `att överlämna rapporten till regionstyrelsen`].join("\n"),
		summary: `I perioden är ${runs}. ${found}${judged}`,
		follow_up: "Det som återstår följs upp i nästa rapport.",
		documents: `FöredragningsPM\n${name}`,
	};
}

function assessmentTexts({ name, grade, parts }: Of<"assessment">, board: string) {
	return {
		proposal: grade
			? `att bedöma den interna kontrollen som ${grade.toLowerCase()}`
			: "att ta ställning till om den interna kontrollen är tillräcklig",
		summary: [
			`${board} ska bedöma om den interna kontrollen är tillräcklig (6 kap. 6 § kommunallagen).`,
			...parts,
		].join("\n"),
		follow_up: "Brister som bedömningen pekar ut följs upp i nästa rapport.",
		documents: `FöredragningsPM\nISK-bedömning, ${name}`,
	};
}
