import type { SamRound } from "../../db/queries/sam/rounds.ts";
import type { AllocationRow, SamAction } from "../../db/queries/sam/matters.ts";
import type { SamStanding } from "../../db/queries/sam/standings.ts";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import { SAM_ROUND_STATUSES, SAM_STATES } from "../../db/schema/sam/words.ts";
import { MEASURE_STATUSES } from "../../db/schema/vocabulary.ts";
import type { Column } from "../ground/tables/column.ts";
import type { BranchFigures, BranchRow, QuestionFigures } from "./overview.ts";

export const roundColumns: Column<SamRound>[] = [
	{ key: "year", label: "År", type: "year", width: 8, value: (round) => round.year },
	{ key: "unit", label: "Förvaltning", type: "text", width: 40, value: (round) => round.unit_name },
	{
		key: "status",
		label: "Status",
		type: "text",
		words: SAM_ROUND_STATUSES,
		value: (round) => SAM_ROUND_STATUSES[round.status],
	},
	{ key: "population_on", label: "Population den", type: "date", value: (round) => round.population_on },
	{ key: "opens_on", label: "Öppnar", type: "date", value: (round) => round.opens_on },
	{ key: "closes_on", label: "Sista dag", type: "date", value: (round) => round.closes_on },
	{ key: "edition", label: "Frågornas utgåva", type: "text", value: (round) => String(round.edition) },
];

export const reviewColumns: Column<SamReview>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (review) => review.unit_name },
	{ key: "year", label: "År", type: "year", width: 8, value: (review) => review.year },
	{ key: "manager", label: "Chef", type: "text", width: 28, value: (review) => review.manager_name || "Vakant" },
	{
		key: "answered",
		label: "Besvarade frågor",
		type: "count",
		value: (review) => review.marks.replaceAll(".", "").length,
	},
	{ key: "state", label: "Status", type: "text", words: SAM_STATES, value: (review) => SAM_STATES[review.state] },
	{ key: "closes_on", label: "Sista dag", type: "date", value: (review) => review.closes_on },
];

export const standingColumns: Column<SamStanding>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (row) => row.unit_name },
	{ key: "year", label: "År", type: "year", width: 8, value: (row) => row.year },
	{ key: "manager", label: "Chef", type: "text", width: 28, value: (row) => row.manager_name || "Vakant" },
	{ key: "state", label: "Läge", type: "text", words: SAM_STATES, value: (row) => SAM_STATES[row.state] },
	{ key: "signed_at", label: "Signerad", type: "instant", value: (row) => row.signed_at },
	{ key: "signed_by", label: "Signerad av", type: "text", width: 28, value: (row) => row.signed_by },
	{ key: "late", label: "Sen", type: "text", width: 8, value: (row) => (row.is_late === 1 ? "Sen" : "") },
	{ key: "stated_at", label: "Skyddsombudet", type: "instant", value: (row) => row.stated_at },
	{ key: "stated_by", label: "Skyddsombud", type: "text", width: 28, value: (row) => row.stated_by },
	{ key: "reconciled_at", label: "Avstämd", type: "instant", value: (row) => row.reconciled_at },
	{ key: "reconciled_by", label: "Avstämd av", type: "text", width: 28, value: (row) => row.reconciled_by },
];

export const actionColumns: Column<SamAction>[] = [
	{ key: "what", label: "Åtgärd", type: "text", width: 50, value: (action) => action.what },
	{ key: "unit", label: "Enhet", type: "text", width: 36, value: (action) => action.unit_name },
	{ key: "question", label: "Fråga", type: "text", width: 44, value: (action) => action.question },
	{ key: "who", label: "Ansvarig", type: "text", width: 24, value: (action) => action.who },
	{ key: "due_on", label: "Klart senast", type: "date", value: (action) => action.due_on },
	{
		key: "status",
		label: "Status",
		type: "text",
		words: MEASURE_STATUSES,
		value: (action) => MEASURE_STATUSES[action.status],
	},
	{ key: "note", label: "Anteckning", type: "text", width: 40, value: (action) => action.note },
	{ key: "year", label: "Från år", type: "year", width: 8, value: (action) => action.year },
];

const ALLOCATION_STATES = {
	vacant: "Vakant",
	missing: "Saknas",
	new_manager: "Ny chef: ny fördelning behövs",
	waiting: "Väntar på kvittens",
	in_force: "Gäller",
} as const;

/** Where an allocation stands, in words. */
export function allocationState(row: AllocationRow): string {
	if (row.manager_id === null) return ALLOCATION_STATES.vacant;
	if (row.holder_id === null) return ALLOCATION_STATES.missing;
	if (row.holder_id !== row.manager_id) return ALLOCATION_STATES.new_manager;
	return row.acknowledged_at === null ? ALLOCATION_STATES.waiting : ALLOCATION_STATES.in_force;
}

export const allocationColumns: Column<AllocationRow>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (row) => row.unit_name },
	{ key: "manager", label: "Chef", type: "text", width: 28, value: (row) => row.manager_name ?? "Vakant" },
	{ key: "state", label: "Fördelning", type: "text", width: 30, words: ALLOCATION_STATES, value: allocationState },
	{ key: "allocated_on", label: "Fördelad den", type: "date", value: (row) => row.allocated_on },
	{ key: "allocated_by", label: "Fördelad av", type: "text", width: 28, value: (row) => row.allocated_by_name },
	{
		key: "tasks",
		label: "Antal uppgifter",
		type: "count",
		value: (row) => (row.tasks === null ? null : (JSON.parse(row.tasks) as string[]).length),
	},
	{ key: "acknowledged_at", label: "Kvitterad", type: "instant", value: (row) => row.acknowledged_at },
	{ key: "registry_no", label: "Diarienummer", type: "text", value: (row) => row.registry_no },
];

export const TOO_FEW = "Visas inte: färre än fem chefer, eller så skulle en mindre grupp gå att räkna ut";
const figure = (key: keyof BranchFigures, label: string): Column<BranchRow> => ({
	key,
	label,
	type: "count",
	value: (row) => row.figures?.[key] ?? null,
});

export const overviewColumns: Column<BranchRow>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 44, value: (row) => row.name },
	{ key: "level", label: "Nivå", type: "count", width: 8, value: (row) => row.level },
	figure("units", "Enheter"),
	figure("answered", "Besvarade"),
	figure("signed", "Signerade"),
	figure("reconciled", "Avstämda"),
	figure("open_actions", "Öppna åtgärder"),
	figure("late_actions", "Försenade åtgärder"),
	figure("returned", "Returneringar"),
	figure("vacant", "Utan chef"),
	{ key: "note", label: "Anmärkning", type: "text", width: 50, value: (row) => (row.figures ? "" : TOO_FEW) },
];

/** Share Ja among those for whom the question applies; null where it applies to none. */
export function shareYes({ yes, partly, no }: NonNullable<QuestionFigures["figures"]>): number | null {
	const asked = yes + partly + no;
	return asked === 0 ? null : yes / asked;
}

const answer = (key: "yes" | "partly" | "no" | "not_applicable", label: string): Column<QuestionFigures> => ({
	key,
	label,
	type: "count",
	value: (row) => row.figures?.[key] ?? null,
});

export const questionColumns: Column<QuestionFigures>[] = [
	{ key: "position", label: "Nr", type: "count", width: 6, value: (row) => row.position },
	{ key: "text", label: "Fråga", type: "text", width: 70, value: (row) => row.text },
	answer("yes", "Ja"),
	answer("partly", "Delvis"),
	answer("no", "Nej"),
	answer("not_applicable", "Ej aktuellt"),
	{ key: "note", label: "Anmärkning", type: "text", width: 50, value: (row) => (row.figures ? "" : TOO_FEW) },
];
