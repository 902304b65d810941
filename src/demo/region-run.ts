import type { LedgerLineTable } from "../../db/schema/checks/populations.ts";
import { dueDateOf, occurrenceOf } from "../ground/calendar/occurrence.ts";
import type { StratumDraw } from "../ground/sampling/selection.ts";
import type { MonthFrame, RegionMonth } from "./region-month.ts";
import type { RegionUnit } from "./region-people.ts";

/** One unit's run of the month: answered items, deviations where the answer was Nej, signed and approved. Added to `month`. */
export function addRegionRun(
	frame: MonthFrame,
	month: RegionMonth,
	unit: RegionUnit,
	stratum: StratumDraw,
	place: { at: string; draw: string; lines: LedgerLineTable[] },
): void {
	const { random, control, questions, period_key } = frame;
	const { at, lines } = place;
	const occurrence = occurrenceOf(period_key);
	const byKey = new Map(lines.map((line) => [line.item_key, line.id]));
	const run_id = random.id();
	let deviations = 0;
	for (const [index, item] of stratum.items.entries()) {
		const item_id = random.id();
		month.sample_items.push({
			id: item_id,
			run_id,
			line_id: byKey.get(item.key)!,
			position: index + 1,
			rank: item.rank,
			hash: item.hash,
			kind: "random",
			status: "drawn",
			reason: "",
			replaces_id: null,
			version: 1,
		});
		const wrong = random.below(40) === 0 ? random.below(questions.length) : -1;
		for (const [q, question] of questions.entries()) {
			month.check_answers.push({
				id: random.id(),
				item_id,
				question_id: question.id,
				answer: q === wrong ? "no" : "yes",
				comment: q === wrong ? "Saknas i underlaget." : "",
				cause_code: q === wrong && question.asks_cause === 1 ? "lacks_information" : null,
				answered_at: at,
				answered_by: unit.performer.id,
				version: 1,
			});
		}
		month.events.push({
			id: random.id(),
			at,
			actor: unit.performer,
			type: "item.answered",
			unit_id: unit.id,
			object: { kind: "sample_item", id: item_id },
			data: {
				item_key: item.key,
				answers: questions.map((question, q) => ({
					question: question.text,
					answer: q === wrong ? "no" : "yes",
					comment: "",
					cause_code: null,
					before: null,
				})),
				reason: null,
			},
		});
		if (wrong >= 0) {
			deviations++;
			month.deviations.push({
				id: random.id(),
				number: frame.nextDeviation(),
				unit_id: unit.id,
				risk_id: control.risk_id,
				run_id,
				item_id,
				question_id: questions[wrong]!.id,
				title: questions[wrong]!.text,
				description: "Saknas i underlaget.",
				severity: "minor",
				cause_code: null,
				root_cause: "Otydlig rutin.",
				direct_fix: "Kompletterat.",
				plan: "Rutinen gås igenom.",
				owner_id: unit.reviewer.id,
				due_on: null,
				status: "closed",
				effect_check: "Kontrollerad nästa månad.",
				found_at: at,
				found_by: unit.performer.id,
				closed_at: at,
				closed_by: unit.reviewer.id,
				version: 3,
			});
		}
	}
	const result = deviations > 0 ? ("minor" as const) : ("no_deviation" as const);
	month.control_runs.push({
		id: run_id,
		control_id: control.id,
		unit_id: unit.id,
		period_key,
		first_day: occurrence.first_day,
		last_day: occurrence.last_day,
		due_on: dueDateOf(occurrence, control.due_working_days),
		status: "approved",
		performer_id: unit.performer.id,
		reviewer_id: unit.reviewer.id,
		draw_id: place.draw,
		population_n: lines.length,
		population_sum_ore: lines.reduce((sum, line) => sum + line.amount_ore, 0),
		result,
		result_reason: "",
		signed_at: at,
		signed_by: unit.performer.id,
		is_late: 0,
		reviewed_at: at,
		reviewed_by: unit.reviewer.id,
		review_note: "",
		version: 4,
	});
	const about = { unit_id: unit.id, object: { kind: "control_run", id: run_id } };
	month.events.push({
		id: random.id(),
		at,
		actor: unit.performer,
		type: "run.signed",
		...about,
		data: { unit: unit.name, period_key, result, checked: stratum.items.length, deviations, late: false },
	});
	month.events.push({
		id: random.id(),
		at,
		actor: unit.reviewer,
		type: "run.approved",
		...about,
		data: { unit: unit.name, period_key, note: "" },
	});
}
