import type { ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { readDate } from "../../ground/reading/date.ts";
import { riskMarks } from "../plans/columns.ts";
import { LINE_KINDS } from "../plans/file-rows.ts";
import { LONGEST, lineOf, splitTitle } from "./cell-texts.ts";
import { pairOf, requirementsOf, scopeOf, stepOf, treatmentOf } from "./cell-values.ts";
import type { PlanField } from "./columns.ts";
import type { DraftRisk, Steps } from "./plan-model.ts";
import type { RowCells } from "./row-cells.ts";
import { marksIn } from "./text-marks.ts";

const NOBODY = { text: "", id: null };
const NONE: Steps = { likelihood: null, impact: null };

/** The risk that a row names, with all that the row says of it. Scores are steps of the file's own scale. */
export function riskFrom(cells: RowCells, scale: Scale, isOwn: boolean): DraftRisk {
	const said = isOwn ? ownTitle(cells) : marksIn(cells.text("risk"));
	const { title, rest } = splitTitle(isOwn ? said.text : lineOf(said.text), LONGEST.risk);
	const scope = cells.read("scope", scopeOf, "Omfattning är Regionövergripande eller Nämndspecifik.");
	const reason = (field: PlanField) => cells.fitting(field, cells.text(field), LONGEST.reason);
	return {
		at: cells.at("risk"),
		number: numberIn(cells.line("number")),
		title,
		description: cells.fitting(
			cells.has("description") ? "description" : "risk",
			[rest, cells.text("description")].filter(Boolean).join("\n"),
			LONGEST.text,
		),
		cause: cells.fitting("cause", cells.text("cause"), LONGEST.text),
		effect: cells.fitting("effect", cells.text("effect"), LONGEST.text),
		scope: scope ?? (said.region ? "region" : "board"),
		requirements: cells.read("requirements", requirementsOf, "Krav är bokstäver a–e.") ?? [],
		origin: cells.fitting("origin", cells.text("origin") || (said.audit ?? ""), LONGEST.origin),
		owner: cells.has("risk_owner") ? cells.person("risk_owner") : NOBODY,
		inherent: stepsOf(cells, "inherent", scale),
		inherent_reason: reason("inherent_reason"),
		residual: stepsOf(cells, "residual", scale),
		residual_reason: reason("residual_reason"),
		target: stepsOf(cells, "target", scale),
		target_reason: reason("target_reason"),
		treatment: cells.read("treatment", treatmentOf, "Hantering är Acceptera, Åtgärda eller Kontrollera."),
		treatment_reason: reason("treatment_reason"),
		decider: cells.has("decider") ? cells.person("decider") : NOBODY,
		review_on: cells.read("review_on", (text) => readDate(text) ?? undefined, "Ingen dag på formen ÅÅÅÅ-MM-DD."),
		measures: [],
		controls: [],
	};
}

/** Where a row says each part of its risk. */
const SAID_IN: readonly [part: keyof DraftRisk, fields: readonly PlanField[]][] = [
	["description", ["description"]],
	["cause", ["cause"]],
	["effect", ["effect"]],
	["requirements", ["requirements"]],
	["origin", ["origin"]],
	["owner", ["risk_owner"]],
	["inherent", ["inherent_likelihood", "inherent_impact"]],
	["inherent_reason", ["inherent_reason"]],
	["residual", ["residual_likelihood", "residual_impact"]],
	["residual_reason", ["residual_reason"]],
	["target", ["target_likelihood", "target_impact"]],
	["target_reason", ["target_reason"]],
	["treatment", ["treatment"]],
	["treatment_reason", ["treatment_reason"]],
	["decider", ["decider"]],
	["review_on", ["review_on"]],
];

/** A later row of the same risk gives what the first left open. Where it says something else the first holds, and that is told. */
export function completeRisk(risk: DraftRisk, more: DraftRisk, cells: RowCells): void {
	for (const [part, fields] of SAID_IN) {
		if (isOpen(more[part])) continue;
		if (isOpen(risk[part])) Object.assign(risk, { [part]: more[part] });
		else if (JSON.stringify(risk[part]) !== JSON.stringify(more[part]))
			for (const field of fields.filter((one) => cells.has(one)))
				cells.refuse(field, `Risken i ${risk.at} säger något annat. Det som står där gäller.`);
	}
	if (more.scope === "region") risk.scope = "region";
}

function isOpen(value: DraftRisk[keyof DraftRisk]): boolean {
	if (value === "" || value === null) return true;
	if (typeof value !== "object") return false;
	return Array.isArray(value) ? value.length === 0 : Object.values(value).every((part) => part === null || part === "");
}

/** In the plan's own file the published marks stand after the title, and its columns tell which they are. */
function ownTitle(cells: RowCells) {
	const said = cells.line("risk");
	const isMarked = Object.values(LINE_KINDS).some((kind) => kind === cells.line("row_kind"));
	const marks = riskMarks({ scope: scopeOf(cells.line("scope")) ?? "board", origin: cells.text("origin") });
	const mark = isMarked && marks.length > 0 ? ` (${marks.join(", ")})` : "";
	const text = mark !== "" && said.endsWith(mark) ? said.slice(0, -mark.length) : said;
	return { text, region: false, audit: null };
}

/** "7", "R7" and "7." number a risk; "1.1" and "A" do not. */
function numberIn(text: string): number | null {
	const digits = /^r?\s?(\d{1,4})\.?$/i.exec(text)?.[1];
	return digits && Number(digits) > 0 ? Number(digits) : null;
}

/** Both steps or none: half an assessment is none. */
function stepsOf(cells: RowCells, of: ScoreKind, scale: Scale): Steps {
	const [s, k, score] = [`${of}_likelihood`, `${of}_impact`, `${of}_score`] as const;
	const said = cells.line(score);
	const pair = pairOf(said);
	const both = pair ?? pairOf(cells.line(s));
	const told = /\d\s*=\s*(\d{1,3})$/.exec(said)?.[1] ?? (pair ? undefined : /^\s*(\d{1,3})\b/.exec(said)?.[1]);
	const has = !both || cells.has(k);
	const likelihood = has
		? cells.read(s, (text) => stepOf(text, scale.likelihood), "Ingen sannolikhet på en skala.")
		: both.likelihood;
	const impact = has
		? cells.read(k, (text) => stepOf(text, scale.impact), "Ingen konsekvens på en skala.")
		: both.impact;
	if (likelihood !== null && impact !== null) {
		if (told && Number(told) !== likelihood * impact)
			cells.refuse(
				score,
				`Riskvärdet är inte sannolikhet × konsekvens (${likelihood} × ${impact} = ${likelihood * impact}). Planen räknar det själv.`,
			);
		return { likelihood, impact };
	}
	if (likelihood !== null) cells.refuse(s, "Bedömningen saknar konsekvens.");
	else if (impact !== null) cells.refuse(k, "Bedömningen saknar sannolikhet.");
	else if (said !== "") cells.refuse(score, "Ett riskvärde utan sannolikhet och konsekvens kan inte delas upp.");
	return NONE;
}
