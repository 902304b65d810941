import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { Readable } from "node:stream";
import { nextDeviationNumber } from "../../db/queries/checks/deviations.ts";
import type { listDrawnForPast, listQuestionsOfControl } from "../../db/queries/demo/past.ts";
import type { CheckAnswerTable } from "../../db/schema/checks/samples.ts";
import type { DeviationTable } from "../../db/schema/checks/deviations.ts";
import type { EvidenceTable } from "../../db/schema/checks/evidence.ts";
import { amendRows } from "../../db/writes/demo/past.ts";
import { addPast, type Past } from "./bulk-trail.ts";
import type { DemoPerson } from "./demo-organisation.ts";
import type { Region } from "./region.ts";

export type Questions = Awaited<ReturnType<typeof listQuestionsOfControl>>;
/** A drawn purchase with whoever checks it. */
export type DrawnItem = Awaited<ReturnType<typeof listDrawnForPast>>[number] & {
	unit: string;
	performer: DemoPerson;
	reviewer: DemoPerson;
};
type Events = Past["events"];
type Found = DeviationTable & { reviewer: DemoPerson };

/** A group's runs on one day: every item answered, a deviation for each Nej, an underlag, and the signature. Returns the deviations. */
export async function answerRuns(
	region: Region,
	at: string,
	runs: DrawnItem[][],
	questions: Questions,
): Promise<Found[]> {
	const { ctx, random } = region;
	random.setTime(at);
	const file = await keepFile(region, `Underlag till ${runs[0]![0]!.period_key}\n`);
	let number = await nextDeviationNumber(ctx.db);
	const answered = runs.map((items) => {
		const run = answerRun(region, at, items, questions, number);
		number += run.deviations.length;
		const paper = evidenceOf(region, at, items[0]!, file);
		return { ...run, paper, events: [...run.events, ...closingEvents(items, paper, run.deviations.length)] };
	});
	const deviations = answered.flatMap((run) => run.deviations);
	const faulty = new Set(deviations.map(({ run_id }) => run_id));
	const ids = runs.map(([first]) => first!.run_id);
	const signed = { status: "signed", signed_at: at, signed_by: { from: "performer_id" } } as const;
	await addPast(region, at, {
		tables: {
			check_answers: answered.flatMap(({ answers }) => answers),
			deviations: deviations.map(({ reviewer: _, ...row }) => row),
			evidence: answered.map(({ paper }) => paper),
		},
		change: async (trx) => {
			const [bad, good] = [ids.filter((id) => faulty.has(id)), ids.filter((id) => !faulty.has(id))];
			await amendRows(trx, "control_runs", bad, { ...signed, result: "minor" });
			await amendRows(trx, "control_runs", good, { ...signed, result: "no_deviation" });
		},
		events: answered.flatMap(({ events }) => events),
	});
	return deviations;
}

/** Every item of a run answered, and a deviation for each Nej, numbered from `number`. */
function answerRun(region: Region, at: string, items: DrawnItem[], questions: Questions, number: number) {
	const { random } = region;
	const [first] = items as [DrawnItem];
	const actor = first.performer;
	const about = { actor, unit_id: first.unit_id };
	const answers: CheckAnswerTable[] = [];
	const deviations: Found[] = [];
	const events: Events = [];
	for (const item of items) {
		const wrong = random.below(40) === 0 ? random.below(ALWAYS_ASKED) : -1;
		const given = questions.map((question, q) => answerTo(question, q === wrong, wrong + 1));
		for (const [q, { answer, comment, cause_code }] of given.entries()) {
			const row = { id: random.id(), item_id: item.id, question_id: questions[q]!.id, answer, comment, cause_code };
			answers.push({ ...row, together: 0, draft: null, answered_at: at, answered_by: actor.id, version: 1 });
		}
		events.push({
			...about,
			type: "item.answered",
			object: { kind: "sample_item", id: item.id },
			data: { item_key: item.item_key, answers: given, reason: null },
		});
		if (wrong < 0) continue;
		const asked = { ...given[wrong]!, id: questions[wrong]!.id };
		const one = deviationOf(region, at, number + deviations.length, item, asked);
		deviations.push(one);
		const { id, title, severity } = one;
		const object = { kind: "deviation", id };
		events.push({ ...about, type: "deviation.found", object, data: { number: one.number, title, severity } });
	}
	return { answers, deviations, events };
}

/** The underlag of a run, and its signature. */
function closingEvents(items: DrawnItem[], paper: EvidenceTable, found: number): Events {
	const [first] = items as [DrawnItem];
	const object = { kind: "control_run", id: first.run_id };
	const about = { actor: first.performer, unit_id: first.unit_id, object };
	const { file_name, sha256, bytes, edition, about_on } = paper;
	const added = { parent: "control_run" as const, file_name, sha256, bytes, edition, about_on, late: false };
	const data = { unit: first.unit, period_key: first.period_key, checked: items.length, deviations: found };
	const result = found > 0 ? ("minor" as const) : ("no_deviation" as const);
	return [
		{ ...about, type: "evidence.added", data: added },
		{ ...about, type: "run.signed", data: { ...data, result, late: false } },
	];
}

export async function approveRuns(region: Region, at: string, runs: DrawnItem[][]): Promise<void> {
	const firsts = runs.map(([first]) => first!);
	const approved = { status: "approved", reviewed_at: at, reviewed_by: { from: "reviewer_id" } } as const;
	await addPast(region, at, {
		change: (trx) =>
			amendRows(
				trx,
				"control_runs",
				firsts.map(({ run_id }) => run_id),
				approved,
			),
		events: firsts.map((run) => ({
			actor: run.reviewer,
			type: "run.approved",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.run_id },
			data: { unit: run.unit, period_key: run.period_key, note: "" },
		})),
	});
}

const PLAN = "Gå igenom rutinen på arbetsplatsträffen.";
const EFFECT = "Nästa stickprov visade inget nytt fel av samma slag.";

/** Handles deviations as the unit's chef, who owns them. */
export async function handleDeviations(region: Region, at: string, found: Found[], due: string): Promise<void> {
	const handled = { status: "handled", root_cause: "Rutinen var inte känd.", plan: PLAN } as const;
	const due_on = due.slice(0, 10);
	await follow(region, at, found, { ...handled, due_on }, ({ number, title }) => [
		{
			type: "deviation.edited",
			data: {
				number,
				title,
				changes: {
					root_cause: ["", handled.root_cause],
					plan: ["", PLAN],
					due_on: [null, due_on],
				},
			},
		},
		{ type: "deviation.handled", data: { number, title, plan: PLAN } },
	]);
}

export async function closeDeviations(region: Region, at: string, found: Found[]): Promise<void> {
	const closed = { status: "closed", effect_check: EFFECT, closed_at: at, closed_by: { from: "owner_id" } } as const;
	await follow(region, at, found, closed, ({ number, title }) => [
		{ type: "deviation.closed", data: { number, title, effect_check: EFFECT } },
	]);
}

type Deed = Extract<Events[number], { type: `deviation.${string}` }>;
type Told = Deed extends infer D ? (D extends Deed ? Pick<D, "type" | "data"> : never) : never;

async function follow(
	region: Region,
	at: string,
	found: Found[],
	values: Parameters<typeof amendRows<"deviations">>[3],
	tell: (one: Found) => Told[],
): Promise<void> {
	if (found.length === 0) return;
	await addPast(region, at, {
		change: (trx) =>
			amendRows(
				trx,
				"deviations",
				found.map(({ id }) => id),
				values,
			),
		events: found.flatMap((one) =>
			tell(one).map((told) => ({
				actor: one.reviewer,
				unit_id: one.unit_id,
				object: { kind: "deviation", id: one.id },
				...told,
			})),
		),
	});
}

/** The checklist's first questions, which are put about every purchase. */
const ALWAYS_ASKED = 11;

/** `found`: position of the question that got Nej for the purchase. A question that waits for another Nej is not asked. */
function answerTo(question: Questions[number], wrong: boolean, found: number) {
	const asked = question.asked_when_no === null || question.asked_when_no === found;
	const whenRight = asked ? ("yes" as const) : ("not_applicable" as const);
	return {
		question: question.text,
		answer: wrong ? ("no" as const) : whenRight,
		comment: wrong ? "Saknas i underlaget." : "",
		cause_code: wrong && question.asks_cause === 1 ? ("lacks_information" as const) : null,
		before: null,
	};
}

function deviationOf(
	{ random }: Region,
	at: string,
	number: number,
	item: DrawnItem,
	asked: ReturnType<typeof answerTo> & { id: string },
): Found {
	return {
		id: random.id(),
		number,
		unit_id: item.unit_id,
		risk_id: item.risk_id,
		run_id: item.run_id,
		item_id: item.id,
		question_id: asked.id,
		title: `Nej: ${asked.question}`.slice(0, 200),
		description: asked.comment,
		severity: "minor",
		cause_code: asked.cause_code,
		root_cause: "",
		direct_fix: "Kompletterat.",
		plan: "",
		owner_id: item.reviewer.id,
		due_on: null,
		status: "open",
		effect_check: "",
		found_at: at,
		found_by: item.performer.id,
		closed_at: null,
		closed_by: null,
		version: 1,
		reviewer: item.reviewer,
	};
}

interface Kept {
	sha256: string;
	bytes: number;
}

/** Bytes that stand for a month's underlag, kept like any other: verification finds them. */
async function keepFile({ ctx }: Region, text: string): Promise<Kept> {
	const temp = await ctx.files.putTemp(Readable.from([Buffer.from(text)]), 1000);
	await ctx.files.keep(temp);
	return { sha256: temp.sha256, bytes: temp.bytes };
}

function evidenceOf({ random }: Region, at: string, run: DrawnItem, { sha256, bytes }: Kept): EvidenceTable {
	const id = random.id();
	return {
		id,
		parent_kind: "control_run",
		parent_id: run.run_id,
		unit_id: run.unit_id,
		series_id: id,
		edition: 1,
		file_name: `underlag-${run.period_key}.txt`,
		content_type: "text/plain",
		bytes,
		sha256,
		note: "",
		about_on: stockholmDate(at),
		uploaded_at: at,
		uploaded_by: run.performer.id,
	};
}
