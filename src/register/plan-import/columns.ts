import { formatCount } from "../../ground/calendar/stockholm.ts";

/** What a column of a plan can say, with its name where a person maps a column by hand. */
export const PLAN_FIELDS = {
	area: "Verksamhet",
	risk: "Risk",
	measure: "Åtgärd",
	control: "Kontrollmoment",
	number: "Risknummer",
	requirements: "Krav",
	scope: "Omfattning",
	origin: "Ursprung",
	risk_owner: "Riskägare",
	inherent_likelihood: "Sannolikhet, inneboende",
	inherent_impact: "Konsekvens, inneboende",
	inherent_score: "Riskvärde, inneboende",
	inherent_reason: "Skäl för inneboende risk",
	residual_likelihood: "Sannolikhet, kvarstående",
	residual_impact: "Konsekvens, kvarstående",
	residual_score: "Riskvärde, kvarstående",
	residual_reason: "Skäl för kvarstående risk",
	target_likelihood: "Sannolikhet, mål",
	target_impact: "Konsekvens, mål",
	target_score: "Riskvärde, mål",
	target_reason: "Skäl för målet",
	treatment: "Hantering",
	treatment_reason: "Skäl för hantering",
	decider: "Beslutad av",
	review_on: "Omprövas",
	description: "Beskrivning av risken",
	cause: "Orsak",
	effect: "Konsekvens i text",
	kind: "Slag av åtgärd",
	measure_scope: "Åtgärdens omfattning",
	performer_text: "Utförs av",
	support: "Stöd",
	owner: "Ansvarig",
	due_on: "Klart eller frekvens",
	status: "Status",
	status_reason: "Skäl för status",
	control_owner: "Kontrollansvarig",
	frequency: "Frekvens",
	method: "Metod",
	population: "Population",
	sample_size: "Antal att granska",
	due_working_days: "Arbetsdagar till förfallodag",
	starts_on: "Börjar",
	ended_on: "Slutar",
	row_kind: "Radens slag",
	/** Follows from other columns, or says something of the year that has been. */
	derived: "Läses inte: följer av annat",
} as const;
export type PlanField = keyof typeof PLAN_FIELDS;

/** How a long title is divided, as the page says it. */
export const SPLIT_RULE =
	"En rubrik som är längre än fältet delas: det som ryms till och med sista hela meningen, annars sista hela ordet, blir rubrik. Resten blir beskrivning för en risk, stöd för en åtgärd och metod för ett kontrollmoment.";

/** "2 verksamheter, 1 risk, 3 åtgärder" */
export function madeText({ areas, risks, measures }: { areas: number; risks: number; measures: number }): string {
	return [
		many(areas, "verksamhet", "verksamheter"),
		many(risks, "risk", "risker"),
		many(measures, "åtgärd", "åtgärder"),
	].join(", ");
}

export function many(n: number, one: string, several: string): string {
	return `${formatCount(n)} ${n === 1 ? one : several}`;
}
