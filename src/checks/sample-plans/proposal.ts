import type { Db } from "../../../db/open.ts";
import { type Finding, listQuestionsOf } from "../../../db/queries/checks/evaluation.ts";
import { findControlOfYear, type PlannedControl } from "../../../db/queries/checks/sample-plans.ts";
import { FROZEN_FRAME_ITEMS, PERFORMED_RUNS } from "../../../db/schema/vocabulary.ts";
import { expectedRateSize } from "../../ground/sampling/expected-sizes.ts";
import { readCounted } from "../runs/counted-runs.ts";
import { DEFAULT_RISK, defaultRate } from "./plan-sizes.ts";

/** What last year's answers let this year expect. `expected` is null where no sample would give support at such a share. */
export interface Proposal {
	text: string;
	/** Last year's deviations and examined purchases, on the question that asks for the most. */
	k: number;
	n: number;
	expected: number | null;
}

/** From k and n of the same control the year before; null when nothing was examined then. */
export async function proposalOf(
	db: Db,
	control: PlannedControl,
	questions: readonly { text: string; is_key: number }[],
): Promise<Proposal | null> {
	const before = await findControlOfYear(db, control.key, control.unit_id, control.year - 1);
	if (!before) return null;
	const year = control.year - 1;
	const days = { from: `${year}-01-01`, to: `${year}-12-31` };
	const scope = { control_id: before.id, ...days, root_id: control.unit_id, reach: "all" as const };
	const counted = await readCounted(db, scope);
	const runs = counted.runs.filter((run) => PERFORMED_RUNS.includes(run.status));
	const n = runs.reduce((sum, run) => sum + run.n, 0);
	if (n === 0) return null;
	const found = await foundByText(db, counted.no, before.checklist_id, new Set(runs.map(({ run_id }) => run_id)));
	const proposals = questions.map((question) => proposed(question, found.get(question.text) ?? 0, n));
	return proposals.reduce((most, one) => (asksMore(one, most) ? one : most), proposals[0] ?? null);
}

async function foundByText(
	db: Db,
	findings: readonly Finding[],
	checklistId: string | null,
	runs: ReadonlySet<string>,
): Promise<Map<string, number>> {
	const textOf = new Map(
		(await listQuestionsOf(db, checklistId ? [checklistId] : [])).map((question) => [question.id, question.text]),
	);
	const found = new Map<string, number>();
	for (const { run_id, question_id, kind, k } of findings) {
		const text = question_id === null ? undefined : textOf.get(question_id);
		if (text === undefined || !FROZEN_FRAME_ITEMS.includes(kind) || !runs.has(run_id)) continue;
		found.set(text, (found.get(text) ?? 0) + k);
	}
	return found;
}

function asksMore(one: Proposal, most: Proposal | null): boolean {
	if (most === null || most.expected === null) return false;
	return one.expected === null || one.expected > most.expected || (one.expected === most.expected && one.k > most.k);
}

function proposed(question: { text: string; is_key: number }, k: number, n: number): Proposal {
	const rate = defaultRate(question) / 1000;
	if (k === 0) return { k, n, expected: 0, text: `I fjol fick ingen av ${n} granskade Nej. Ingen avvikelse väntas.` };
	const last = `I fjol fick ${k} av ${n} granskade Nej på frågan ”${question.text}”.`;
	const size = sizeOf(k / n, rate);
	if (!size)
		return {
			k,
			n,
			expected: null,
			text: `${last} Är det så i år också ger inget stickprov Stöd: åtgärda orsaken först.`,
		};
	const { maxDeviations: expected } = size;
	const word = expected === 1 ? "en avvikelse" : `${expected} avvikelser`;
	return { k, n, expected, text: `${last} Är det så i år också väntas ${word} bland de ${size.n} som då behövs.` };
}

/** Null when the share is not below the tolerable one, or so near it that the sample would be too large. */
function sizeOf(expected: number, tolerable: number) {
	if (expected >= tolerable) return null;
	try {
		return expectedRateSize(expected.toFixed(6), tolerable.toFixed(3), DEFAULT_RISK);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
