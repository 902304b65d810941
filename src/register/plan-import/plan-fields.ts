import type { InWorkbookOf } from "../../ground/tables/field.ts";
import { SCORE_KINDS, SCORES } from "../../../db/schema/register/risks-scale.ts";
import type { PlanField } from "./columns.ts";
import { CONTROL_LABELS, ROW_LABELS } from "../plans/file-columns.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../measures/fields.ts";
import { RISK_FIELDS } from "../risks/fields.ts";

/** Headings of our own files that follow from others. */
const DERIVED = [
	...SCORE_KINDS.map((kind) => `${SCORES[kind]} nivå`),
	...["Kvarstående högre än inneboende", "Kvarstående över målet", "Räknas som risk"],
];

/** The headings of our own files, which are read back as they were written. */
const OWN: [string, PlanField][] = [
	...Object.entries({
		area_id: "area",
		title: "risk",
		description: "description",
		cause: "cause",
		effect: "effect",
		scope: "scope",
		requirements: "requirements",
		origin: "origin",
		owner_id: "risk_owner",
		inherent_likelihood: "inherent_likelihood",
		inherent_impact: "inherent_impact",
		inherent_reason: "inherent_reason",
		residual_likelihood: "residual_likelihood",
		residual_impact: "residual_impact",
		residual_reason: "residual_reason",
		target_likelihood: "target_likelihood",
		target_impact: "target_impact",
		target_reason: "target_reason",
		treatment: "treatment",
		treatment_reason: "treatment_reason",
		treatment_decider_id: "decider",
		treatment_review_on: "review_on",
	} satisfies Record<keyof typeof RISK_FIELDS, PlanField>).flatMap(([key, field]) => named(RISK_FIELDS, key, field)),
	...Object.entries({
		title: "measure",
		kind: "kind",
		scope: "measure_scope",
		performer_text: "performer_text",
		support: "support",
		owner_id: "owner",
		due_on: "due_on",
		// what has no place in the plan's sheet need not be read back from it
	} satisfies Record<InWorkbookOf<typeof MEASURE_FIELDS>, PlanField> &
		Partial<Record<keyof typeof MEASURE_FIELDS, PlanField>>).flatMap(([key, field]) =>
		// the scope of an åtgärd has a heading of its own in files, because the risk's comes first
		key === "scope" ? [] : named(MEASURE_FIELDS, key, field),
	),
	...named(REPORT_FIELDS, "status", "status"),
	...named(REPORT_FIELDS, "status_reason", "status_reason"),
	...named(REPORT_FIELDS, "effect_tested", "derived"),
	...named(REPORT_FIELDS, "effect_note", "derived"),
	...SCORE_KINDS.map((kind): [string, PlanField] => [`${SCORES[kind]} riskvärde`, `${kind}_score`]),
	...DERIVED.map((label): [string, PlanField] => [label, "derived"]),
	...Object.entries({ ...CONTROL_LABELS, ...ROW_LABELS }).map(([field, label]): [string, PlanField] => [
		label,
		field as keyof typeof CONTROL_LABELS | keyof typeof ROW_LABELS,
	]),
];

function named(fields: Record<string, object>, key: string, field: string): [string, PlanField][] {
	const { label, short, list } = fields[key] as { label: string; short?: string; list?: string };
	return [label, short, list].flatMap((name) => (name ? [[name, field as PlanField]] : []));
}

/** Headings as regions write them: normalised, with what says whether a score is from before or after the åtgärder taken out. */
const FAMILIES: [RegExp, PlanField][] = [
	[/^sannolikhet[x*]?konsekvens$/, "inherent_score"],
	[/^(s|sannolikhet\w*)$/, "inherent_likelihood"],
	[/^(k|konsekvens(er|grad|nivå|poäng|värde)?|påverkan|allvarlighetsgrad)$/, "inherent_impact"],
	[
		/^(r|rv|sxk|s\*k|risk(värde|värdering|poäng|nivå|klass|bedömning|index|tal|faktor)|värde|poäng|riskvärdesxk)$/,
		"inherent_score",
	],
	[
		/^(verksamhet|(huvud|del)?process(er|område)?|rutin|system|(verksamhets|risk|kontroll|gransknings|process)?område)+$/,
		"area",
	],
	[/^(identifierade?|bedömda?)?(risk|risker|riskhändelse|riskrubrik|riskmoment|händelse)+$/, "risk"],
	[/^(riskbeskrivning|beskrivningav(risk|risken|riskerna)|beskrivning)$/, "description"],
	[
		/^(planerade?|föreslagna?|beslutade?|ny|nya|riskreducerande|förebyggande)?(åtgärd|åtgärder|åtgärdsplan|åtgärdsförslag|aktivitet|aktiviteter)+$/,
		"measure",
	],
	[
		/^(kontroll|kontroller|kontrollmoment|kontrollåtgärd|kontrollåtgärder|kontrollaktivitet|kontrollaktiviteter|vadskakontrolleras|granskningsmoment)+$/,
		"control",
	],
	[/^(nr|nummer|risknr|risknummer|riskid|id|löpnr|löpnummer)$/, "number"],
	[/^krav/, "requirements"],
	[/^(risk)?ägare$/, "risk_owner"],
	[/^(hantering|riskhantering|hanteringavrisk|hanteringavrisken|riskrespons|beslutomrisk)$/, "treatment"],
	[/^kontrollansvar(ig|iga)?$/, "control_owner"],
	[/^(åtgärds)?ansvar(ig|iga)?(funktion|person|chef|förvaltning|enhet|föråtgärd|föråtgärden|förkontroll)?$/, "owner"],
	[/^(utförs|genomförs)av$|^utförare$/, "performer_text"],
	[
		/^(klar|klart)(datum|senast|när)?$|^(tidpunkt|tidplan|tid|när|slutdatum|datum|deadline)$|^ska(ll)?varaklart$/,
		"due_on",
	],
	[/^(frekvens|kontrollfrekvens|hurofta|periodicitet|intervall|tidpunktfrekvens|frekvenstidpunkt)$/, "frequency"],
	[/^status$/, "status"],
	[/^(metod|kontrollmetod|tillvägagångssätt|hurkontrolleras)$/, "method"],
	[/^(orsak|orsaker|bakomliggandeorsak)$/, "cause"],
	[/^(konsekvensbeskrivning|konsekvensitext|beskrivningavkonsekvens)$/, "effect"],
	[/^(ursprung|källa)$/, "origin"],
	[/^omfattning$/, "scope"],
	[/^(slag|typavåtgärd)$/, "kind"],
];
const AFTER = /kvarstående|netto|resterande|efteråtgärd(er)?/;
const BEFORE = /inneboende|brutto|ursprunglig|föreåtgärd(er)?/;

/** What is longer is no heading, and is not gone through. */
const LONGEST_HEADING = 200;

/** "Verk-⏎samhet *" → "verksamhet": what stays of a heading when line breaks, hyphenation, signs and remarks are gone. */
export function normalHeading(text: string): string {
	return text
		.slice(0, LONGEST_HEADING)
		.normalize("NFC")
		.replace(/\u00ad/g, "")
		.replace(/-\s*\n\s*|(?<=\p{L})-\s+(?=\p{Ll})/gu, "")
		.replace(/\([^)]*\)/g, " ")
		.toLocaleLowerCase("sv")
		.replace(/×/g, "x")
		.replace(/\b(och|eller|samt)\b/g, " ")
		.replace(/[^\p{L}\p{N}*]+/gu, "")
		.replace(/\*+$/, "");
}

const EXACT = new Map(OWN.map(([label, field]) => [normalHeading(label), field]));

/** What a heading means; `over` is the heading that stands across it, such as "Kvarstående risk" over S and K. */
export function fieldOf(heading: string, over = ""): PlanField | null {
	const own = EXACT.get(normalHeading(heading)) ?? familyOf(heading, over);
	// "Klart/Tidpunkt/Frekvens": the first word that is known
	return (
		own ??
		(heading.includes("/")
			? heading.split("/").reduce<PlanField | null>((found, part) => found ?? fieldOf(part, over), null)
			: null)
	);
}

function familyOf(heading: string, over: string): PlanField | null {
	const whole = normalHeading(`${over} ${heading}`);
	const bare = normalHeading(heading).replace(AFTER, "").replace(BEFORE, "");
	const field = FAMILIES.find(([family]) => family.test(bare))?.[1] ?? null;
	if (field === "risk" && bare !== normalHeading(heading))
		return AFTER.test(whole) ? "residual_score" : "inherent_score";
	if (!field?.startsWith("inherent_") || !AFTER.test(whole)) return field;
	return field.replace("inherent", "residual") as PlanField;
}

/** The heading of what each line is, which only a plan's own file has. */
export const LINE_BY_LINE = normalHeading(ROW_LABELS.row_kind);

/** Headings that only our own files have: such a file says everything itself, and nothing in it is guessed. */
export const OWN_MARKS: ReadonlySet<string> = new Set(
	[ROW_LABELS.row_kind, RISK_FIELDS.inherent_likelihood.list, "Efter beslut"].map(normalHeading),
);
