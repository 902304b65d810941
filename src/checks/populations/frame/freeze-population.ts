import type { FreeDraw } from "../../../../db/queries/checks/draws.ts";
import { listFrameRuns } from "../../../../db/queries/checks/populations.ts";
import { isMoneyKind, itemNoun } from "../../../../db/schema/vocabulary.ts";
import { insertPopulation, insertStratum, setFrozen } from "../../../../db/writes/checks/populations.ts";
import { frameAgain } from "../../../../db/writes/checks/ledger-rows.ts";
import { setRunPopulation } from "../../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import type { FrozenTerms } from "../../../ground/write/frozen-terms.ts";
import type { Writing } from "../../../ground/write/write.ts";
import type { CorrectedPopulation, Correction } from "../correct/correct-population.ts";
import { earlyText, filterText } from "./filter-text.ts";
import type { FrameTerms } from "./frame-terms.ts";
import type { FrameOwner } from "../import/ledger-rows.ts";
import { showLines } from "../import/show-lines.ts";
import type { FrameTotals } from "./place-items.ts";
import { termsAtFreeze } from "./terms-at-freeze.ts";
import { countedFrame } from "./what-is-counted.ts";
import type { PlacedLines } from "../read/purchase-source.ts";
import type { FoundInFile } from "../read/reading-orders.ts";

export interface FrozenPopulation {
	population_id: string;
	n: number;
	sum_ore: number;
	digest: string;
	strata: { unit_id: string; unit: string; n: number; sum_ore: number }[];
	/** Set when the population replaced an earlier one. */
	corrected?: CorrectedPopulation;
}

/** Where a public value will come from, and why the frame is frozen early. */
export interface FreezeDecision {
	public_source: FrozenTerms["public_source"];
	early_reason: string | null;
}

interface FrozenFrom {
	file_id: string;
	frame: FrameOwner;
	draw: FreeDraw;
	terms: FrameTerms;
	reading: FoundInFile;
	placed: PlacedLines;
	/** What the controller decides with the freeze itself. */
	decided: FreezeDecision;
	/** Opens the correction of an earlier population, when this one replaces it. */
	replace?: (successor: { id: string; draw_id: string }) => Promise<Correction>;
}

/** Inserts every item of the file, those of the frame into the population, and closes it with its digest. */
export async function freezePopulation(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	{ file_id, frame, draw, terms, reading, placed, decided, replace }: FrozenFrom,
): Promise<FrozenPopulation> {
	const { control, period, limit } = terms;
	const { population_id } = frame;
	const { totals } = placed;
	await insertPopulation(trx, {
		id: population_id,
		draw_id: draw.id,
		control_id: control.id,
		period_key: period.key,
		file_id,
		cut_off: period.last_day,
		filter: [filterText(terms), ...earlyText(terms.period, decided)].join(" "),
		...limit,
		n: 0,
		sum_ore: 0,
		digest: "",
		frozen_at: nowOf(ctx),
		frozen_by: ctx.actor.id!,
		checklist_id: control.checklist_id,
		terms: "{}",
	});
	const correction = await replace?.({ id: population_id, draw_id: draw.draw_id });
	const numbers = await showLines(ctx, trx, placed, { file_id, frame }, terms);
	if (correction) await correction.comparison.addAll(placed, numbers.first_id);
	for (const line of totals.waiting) {
		const id = await frameAgain(trx, line.id, numbers.population_no!, numbers.frame_no!);
		correction?.comparison.addWaiting({ ...line, id });
	}
	const corrected = await correction?.close();
	const { digest } = totals;
	const strata = await freezeStrata({ trx }, population_id, draw.id, terms, totals);
	const of = { terms, strata, positive_ore: totals.positive_ore, counted: countedFrame(totals.costs) };
	const frozen = await termsAtFreeze(trx, { ...of, ...decided });
	const counted = { n: totals.n, sum_ore: totals.sum_ore, digest, terms: JSON.stringify(frozen) };
	await setFrozen(trx, population_id, counted);
	await record({
		type: "population.frozen",
		unit_id: control.unit_id,
		object: { kind: "population", id: population_id },
		data: {
			draw_id: draw.draw_id,
			n: totals.n,
			sum_ore: totals.sum_ore,
			digest,
			file_sha256: reading.summary.sha256,
			strata: strata.map(({ unit, n, sum_ore }) => ({ unit, n, sum_ore })),
			checklist_id: control.checklist_id,
			terms: frozen,
			...(isMoneyKind(control.population_kind) ? { noun: itemNoun(control.population_kind).many } : {}),
		},
	});
	return { population_id, n: totals.n, sum_ore: totals.sum_ore, digest, strata, ...(corrected ? { corrected } : {}) };
}

/** N and sum of every run of the period; a unit without purchases gets 0, and that is a result. */
async function freezeStrata(
	{ trx }: Pick<Writing, "trx">,
	population_id: string,
	drawId: string,
	{ control, period }: FrameTerms,
	totals: FrameTotals,
): Promise<FrozenPopulation["strata"]> {
	const strata: FrozenPopulation["strata"] = [];
	for (const run of await listFrameRuns(trx, control.id, period.key)) {
		const { n, sum_ore } = totals.strata.get(run.unit_id) ?? { n: 0, sum_ore: 0 };
		await insertStratum(trx, { population_id, unit_id: run.unit_id, n, sum_ore });
		await setRunPopulation(trx, run.id, { n, sum_ore, draw_id: drawId });
		strata.push({ unit_id: run.unit_id, unit: run.unit_name, n, sum_ore });
	}
	return strata;
}
