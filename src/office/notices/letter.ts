import type { OutboxNotice } from "../../../db/queries/office/notices.ts";
import type { NoticeKind, NoticeObject, NoticeWords } from "../../../db/schema/office/notices.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { paths } from "../../paths/paths.ts";
import type { Duty } from "../inbox/read-duties.ts";
import type { Mail } from "./smtp.ts";

/** A letter is read in a minute: what is beyond this many rows is counted. */
const MOST_ROWS = 15;

interface LetterRow {
	/** "Stickprov av inköp, oktober 2026, Vårdcentralen Alfa" */
	title: string;
	/** "Sista dag: 10 november 2026." */
	says: string;
	href: string;
}

/** What a letter shows. */
export interface LetterProps {
	rows: readonly LetterRow[];
	/** How many there are beyond the rows. */
	more: number;
	inbox: string;
	choices: string;
}

const HREF: Record<NoticeObject, (id: string) => string> = {
	control_run: paths.run,
	deviation: paths.deviation,
	risk: paths.risk,
	measure: paths.measure,
	sam_review: paths.samReview,
	sam_action: paths.samAction,
	assessment: paths.assessment,
	period: paths.ownReadiness,
	recommendation: paths.recommendation,
	evidence_request: paths.evidenceRequest,
	risk_proposal: paths.riskProposal,
	plan: paths.plan,
	meeting: paths.meeting,
	region_item: paths.regionItem,
	person: paths.inbox,
};

/** Where the notice is acted on. */
export function noticeHref(notice: { object_kind: NoticeObject; object_id: string }): string {
	return HREF[notice.object_kind](notice.object_id);
}

const SAYS: Partial<Record<NoticeKind, string>> = {
	opened: "Nu finns det att utföra.",
	escalated: "Är inte klart hos den som ansvarar. Du får veta det som chef.",
	returned: "Har återsänts till dig för rättning.",
	to_review: "Väntar på din granskning.",
	to_approve: "Väntar på ditt godkännande.",
	sam_form: "Ska besvaras.",
	sam_vacant: "Ingen chef är utsedd att besvara den. Utse någon eller svara själv.",
	sam_invited: "Du är inbjuden som skyddsombud att delta, eller att lämna avvikande mening.",
	sam_opinion: "Skyddsombudet har yttrat sig.",
	nudged: "Du har blivit påmind om det här.",
	reviewed: "Har granskats.",
	asked: "En fråga väntar på ditt svar.",
	evidence_asked: "Du har blivit ombedd att skicka ett underlag.",
	evidence_answered: "Din begäran om underlag är besvarad.",
	question_answered: "Din fråga är besvarad.",
	proposal_answered: "Har besvarats.",
	feedback: "Avvikelsen som du fann har hanterats.",
};

/** By what the day is, not by what it was when the notice was made: a letter that comes late does not say "i dag" of yesterday. */
function dayText(dueOn: string | null, today: string): string {
	if (dueOn === null) return "";
	if (dueOn === today) return "Sista dag är i dag.";
	return dueOn < today ? `Sista dagen var ${formatDate(dueOn)}.` : `Sista dag: ${formatDate(dueOn)}.`;
}

function titleOf(object_kind: NoticeObject, { title, unit, instead_of }: NoticeWords): string {
	// a measure is named by a sentence of its own: the word says what it is
	const what = object_kind === "measure" ? `Åtgärd: ${title}` : title;
	const whose = instead_of === null ? "" : ` (för ${instead_of})`;
	// one line, whatever somebody has called it: a title never looks like a header or a line of the letter
	return ([what, unit].filter(Boolean).join(", ") + whose).replace(/\s+/g, " ");
}

function rowOf(
	{ object_kind, object_id, says }: { object_kind: NoticeObject; object_id: string; says: string | undefined },
	words: NoticeWords,
	{ today, base_url }: { today: string; base_url: string },
): LetterRow {
	return {
		title: titleOf(object_kind, words),
		says: [says, dayText(words.due_on, today)].filter(Boolean).join(" "),
		href: base_url + noticeHref({ object_kind, object_id }),
	};
}

/** One row a matter: the newest notice of it speaks, and the week's summary adds what no other row has told. */
export function letterRows(
	notices: readonly OutboxNotice[],
	duties: readonly Duty[],
	at: { today: string; base_url: string },
): LetterRow[] {
	const newest = new Map(notices.map((notice) => [`${notice.object_kind} ${notice.object_id}`, notice]));
	const told = [...newest.values()].filter(({ kind }) => kind !== "digest");
	const rows = told.map((notice) =>
		rowOf({ ...notice, says: SAYS[notice.kind] }, JSON.parse(notice.words) as NoticeWords, at),
	);
	if (told.length === newest.size) return rows;
	const untold = duties.filter((duty) => !newest.has(`${duty.object_kind} ${duty.object_id}`));
	return [...rows, ...untold.map((duty) => rowOf({ ...duty, says: undefined }, duty, at))];
}

/** The letter itself; null when there is nothing to tell. */
export function composeLetter(
	letter: { message_id: string; to: string },
	rows: readonly LetterRow[],
	{ base_url, draw }: { base_url: string; draw: (letter: LetterProps) => { text: string; html: string } },
): Mail | null {
	const [first] = rows;
	if (!first) return null;
	const shown = {
		rows: rows.slice(0, MOST_ROWS),
		more: Math.max(0, rows.length - MOST_ROWS),
		inbox: base_url + paths.inbox(),
		choices: base_url + paths.ownNotices(),
	};
	return {
		...letter,
		subject: rows.length === 1 ? `Tillräcklig: ${first.title}` : `Tillräcklig: ${rows.length} saker väntar`,
		...draw(shown),
	};
}
