import type { RiskScope } from "../../../db/schema/vocabulary.ts";
import { readDate } from "../../ground/reading/date.ts";
import { stepMarks } from "../plans/columns.ts";
import { LINE_KINDS, type LineKind } from "../plans/file-rows.ts";
import { LONGEST, lineOf, splitTitle, stepsIn, textOf } from "./cell-texts.ts";
import { dueOn, frequencyOf, kindOf, populationOf, scopeOf, statusOf } from "./cell-values.ts";
import type { PlanField } from "./columns.ts";
import type { DraftControl, DraftMeasure, DraftRisk } from "./plan-model.ts";
import type { RowCells } from "./row-cells.ts";
import { marksIn } from "./text-marks.ts";

/** As the form of a new control has it. */
const WORKING_DAYS = 10;
/** No plan has so many åtgärder against one risk. */
const MOST_STEPS = 100;
const small = (text: string) => text.toLocaleLowerCase("sv");

/** Adds what a row says is done about its risk. Returns false when it says nothing. */
export function addSteps(cells: RowCells, risk: DraftRisk, year: number, isOwn: boolean): boolean {
	if (isOwn) return addOwnStep(cells, risk, year);
	const done = stepsOf(cells, "measure");
	const checked = stepsOf(cells, "control");
	const when = whenOf(cells, year);
	const steps = [...done, ...checked];
	const known = new Set(risk.measures.map(({ title }) => small(title)));
	for (const [index, step] of steps.entries()) {
		if (risk.measures.length >= MOST_STEPS) {
			cells.refuse(step.field, `En risk har högst ${MOST_STEPS} åtgärder.`);
			break;
		}
		const measure = measureOf(cells, step, { index, of: steps.length, year }, risk.scope);
		if (known.has(small(measure.title))) {
			cells.refuse(step.field, "Samma åtgärd står redan under risken.");
			continue;
		}
		known.add(small(measure.title));
		measure.due_on = when.due_on;
		if (when.frequency && (step.field === "control" || checked.length === 0))
			measure.controls.push(controlOf(cells, step, when.frequency, measure));
		if (when.text !== "") measure.support = [measure.support, `Tidpunkt: ${when.text}`].filter(Boolean).join("\n");
		if (step.audit && risk.origin === "") risk.origin = cells.fitting(step.field, step.audit, LONGEST.origin);
		else if (step.audit && step.audit !== risk.origin)
			measure.support = [measure.support, step.audit].filter(Boolean).join("\n");
		risk.measures.push(measure);
	}
	return steps.length > 0;
}

interface Step {
	field: "measure" | "control";
	title: string;
	rest: string;
	region: boolean;
	/** What was taken out of the text of where it comes from. */
	audit: string | null;
}

function stepsOf(cells: RowCells, field: Step["field"]): Step[] {
	const all = stepsIn(cells.cellOf(field));
	if (all.length > MOST_STEPS) cells.refuse(field, `Cellen har fler än ${MOST_STEPS} åtgärder. De första är lästa.`);
	return all.slice(0, MOST_STEPS).map((said) => {
		const { text, region, audit } = marksIn(said);
		const { title, rest } = splitTitle(text, LONGEST.measure);
		return { field, title, rest, region, audit: audit && !text.includes(audit) ? audit : null };
	});
}

/** When something is done: a day, a frequency, or a text that is neither and stays as it is. */
function whenOf(cells: RowCells, year: number) {
	const when = { due_on: null as string | null, frequency: null as DraftControl["frequency"] | null, text: "" };
	for (const field of ["due_on", "frequency"] as const) {
		const said = cells.line(field);
		if (said === "") continue;
		const day = dueOn(said, year);
		const frequency = frequencyOf(said);
		if (day) when.due_on ??= day;
		else if (frequency) when.frequency ??= frequency;
		else {
			when.text = [when.text, said].filter(Boolean).join("; ");
			cells.refuse(field, "Ingen dag och ingen frekvens som kan planeras. Texten står kvar i åtgärdens stöd.");
		}
	}
	return when;
}

/** A cell with as many lines as there are åtgärder says one for each; otherwise all of it holds for all. */
function lineFor(cells: RowCells, field: PlanField, { index, of }: { index: number; of: number }): string {
	const lines = textOf(cells.cellOf(field))
		.split("\n")
		.map(lineOf)
		.filter((line) => line !== "");
	return of > 1 && lines.length === of ? lines[index]! : cells.line(field);
}

function measureOf(
	cells: RowCells,
	step: Step,
	place: { index: number; of: number; year: number },
	scope: RiskScope,
): DraftMeasure {
	// one column may name who answers for both; our own file has a column for each
	const owner = cells.is_own || cells.has("owner") ? "owner" : "control_owner";
	const by = /stickprov/i.test(step.title) ? "spot_check" : "review";
	return {
		title: step.title,
		support: cells.fitting(
			cells.has("support") ? "support" : step.field,
			[cells.text("support"), step.rest].filter(Boolean).join("\n"),
			LONGEST.text,
		),
		kind:
			cells.read("kind", kindOf, "Inget slag av åtgärd som planen har.") ?? (step.field === "control" ? by : "action"),
		scope:
			cells.read("measure_scope", scopeOf, "Omfattning är Regionövergripande eller Nämndspecifik.") ??
			(step.region && scope === "board" ? "region" : null),
		performer_text: cells.fitting("performer_text", lineFor(cells, "performer_text", place), LONGEST.performer),
		owner: cells.person(owner, lineFor(cells, owner, place)),
		due_on: null,
		status: cells.read("status", statusOf, "Ingen status som en åtgärd kan ha.") ?? "not_started",
		status_reason: cells.fitting("status_reason", cells.text("status_reason"), LONGEST.reason),
		controls: [],
	};
}

function controlOf(
	cells: RowCells,
	step: Step,
	frequency: DraftControl["frequency"],
	measure: DraftMeasure,
): DraftControl {
	const { title, rest } = splitTitle(step.title, LONGEST.control);
	return {
		title,
		method: methodOf(cells, rest, step.field),
		frequency,
		owner: cells.has("control_owner") ? cells.person("control_owner") : measure.owner,
		population_kind: "none",
		sample_size: 0,
		due_working_days: WORKING_DAYS,
		starts_on: null,
		ended_on: null,
	};
}

function methodOf(cells: RowCells, rest: string, field: Step["field"]): string {
	const text = [cells.text("method"), rest].filter(Boolean).join("\n");
	return cells.fitting(cells.has("method") ? "method" : field, text, LONGEST.text);
}

/** A line of our own file is one thing, and says which. */
function addOwnStep(cells: RowCells, risk: DraftRisk, year: number): boolean {
	const kind = (Object.keys(LINE_KINDS) as LineKind[]).find((key) => LINE_KINDS[key] === cells.line("row_kind"));
	const last = risk.measures.at(-1);
	if (kind === "risk") return false;
	if (kind === "control") risk.controls.push(ownControl(cells));
	else if (kind === "more" && last) last.controls.push(ownControl(cells));
	else {
		if (!cells.has("measure")) return false;
		const measure = measureOf(cells, ownStep(cells, risk, kind !== undefined), { index: 0, of: 1, year }, risk.scope);
		measure.due_on = cells.read("due_on", dayOf, "Ingen dag på formen ÅÅÅÅ-MM-DD.");
		if (cells.has("control")) measure.controls.push(ownControl(cells));
		risk.measures.push(measure);
	}
	return true;
}

const dayOf = (text: string) => readDate(text) ?? undefined;

/** The plan's own file has the published marks after the title; no other does. */
function ownStep(cells: RowCells, { scope }: DraftRisk, isMarked: boolean): Step {
	const said = cells.line("measure");
	const own = scopeOf(cells.line("measure_scope")) ?? null;
	const marks = stepMarks({ scope }, { scope: own });
	const mark = marks.length > 0 ? ` (${marks.join(", ")})` : "";
	const title = isMarked && mark !== "" && said.endsWith(mark) ? said.slice(0, -mark.length) : said;
	return { field: "measure", ...splitTitle(title, LONGEST.measure), region: false, audit: null };
}

function ownControl(cells: RowCells): DraftControl {
	const count = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
	const { title, rest } = splitTitle(cells.line("control"), LONGEST.control);
	return {
		title,
		method: methodOf(cells, rest, "control"),
		frequency: cells.read("frequency", frequencyOf, "Ingen frekvens som ett kontrollmoment kan ha.") ?? "ad_hoc",
		owner: cells.person("control_owner"),
		population_kind:
			cells.read("population", populationOf, "Ingen population som ett kontrollmoment kan ha.") ?? "none",
		sample_size: cells.read("sample_size", count, "Inget antal.") ?? 0,
		due_working_days: cells.read("due_working_days", count, "Inget antal.") ?? WORKING_DAYS,
		starts_on: cells.read("starts_on", dayOf, "Ingen dag på formen ÅÅÅÅ-MM-DD."),
		ended_on: cells.read("ended_on", dayOf, "Ingen dag på formen ÅÅÅÅ-MM-DD."),
	};
}
