import {
	ASSESSED,
	FOLLOW_UP_KINDS,
	FOLLOW_UP_STATUSES,
	GOVERNANCE_STATUSES,
	GRADES,
} from "../../../db/schema/report/words.ts";
import { RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import { DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { shownNumber } from "../governance/columns.ts";
import { answerText } from "../region/columns.ts";
import type { SealContent } from "./content.ts";

/** One thing that an edition says in another way than the edition before. */
export interface Difference {
	about: string;
	field: string;
	before: string;
	after: string;
}

type Facts = Map<string, { about: string; field: string; value: string }>;

/** What differs between two editions of a report, in the words of the page. */
export function differencesBetween(before: SealContent, after: SealContent): Difference[] {
	const [old, now] = [factsOf(before), factsOf(after)];
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
		const [a, b] = [old.get(key), now.get(key)];
		if (a?.value === b?.value) return [];
		const { about, field } = (b ?? a)!;
		return [{ about, field, before: a?.value ?? "", after: b?.value ?? "" }];
	});
}

function factsOf(content: SealContent): Facts {
	const facts: Facts = new Map();
	const add = (id: string, about: string, fields: Record<string, string | number | null | undefined>) => {
		for (const [field, value] of Object.entries(fields)) {
			facts.set(`${id}:${field}`, { about, field, value: String(value ?? "") });
		}
	};
	for (const { kind, id, title, follow_up } of content.follow_ups) {
		if (!follow_up) continue;
		add(`follow-up:${kind}:${id}`, `Uppföljning, ${FOLLOW_UP_KINDS[kind].toLowerCase()}: ${title}`, {
			Status: follow_up.status && FOLLOW_UP_STATUSES[follow_up.status],
			Resultat: follow_up.result,
			Analys: follow_up.analysis,
			"Ny åtgärd": follow_up.new_measure,
			"Till nästa års plan": follow_up.next_year === 1 ? "Ja" : "Nej",
		});
	}
	for (const assessment of content.assessments) {
		for (const part of assessment.parts) {
			add(
				`part:${assessment.id}:${part.requirement}`,
				`ISK-bedömning, ${assessment.unit}: ${ASSESSED[part.requirement]}`,
				{
					Bedömning: GRADES[part.grade],
					Skäl: part.reasons,
					Brister: part.deficiencies,
					"Skäl för avsteg": part.departure_reason,
				},
			);
		}
	}
	for (const { id, title, unit, reported } of content.governance) {
		if (!reported) continue;
		add(`governance:${id}`, `Styrning: ${title}`, {
			Status: reported.status && GOVERNANCE_STATUSES[reported.status],
			Kommentar: reported.comment,
			Utfall: shownNumber(reported.outcome_ore, unit),
			Prognos: shownNumber(reported.forecast_ore, unit),
			Återrapporterat: reported.reported_back_on,
		});
	}
	for (const one of content.deviations) {
		add(`deviation:${one.id}`, `Avvikelse ${one.number}: ${one.title}`, {
			Grad: SEVERITIES[one.severity],
			Status: DEVIATION_STATUSES[one.status],
			Plan: one.plan,
		});
	}
	for (const one of content.recommendations) {
		add(`recommendation:${one.id}`, `Rekommendation ${one.number}: ${one.title}`, {
			Status: RECOMMENDATION_STATUSES[one.status],
			Svar: one.answer,
		});
	}
	for (const [id, about, fields] of regionFacts(content)) add(id, about, fields);
	return facts;
}

function regionFacts({ region = [] }: SealContent): [string, string, Record<string, string | null | undefined>][] {
	return region.map(({ item, latest }) => [
		`region:${item.id}`,
		`Regiongemensamt: ${item.title}`,
		{ Svar: latest && answerText(item, latest), Text: latest?.answer, Återkallat: item.withdrawn_reason },
	]);
}
