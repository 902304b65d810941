/** The closed word lists of the register: identifier → the Swedish word on screen. */
export const ROLES = {
	material_coordinator: "Materialsamordnare",
	manager: "Chef",
	allocating_manager: "Fördelande chef",
	controller: "Controller",
	approver: "Förvaltningschef / nämnd",
	auditor: "Revisor",
	administrator: "Administratör",
	safety_representative: "Skyddsombud",
} as const;
export type Role = keyof typeof ROLES;

/** The roles whose holder leads the unit. */
export const LEADING_ROLES: readonly Role[] = ["manager", "allocating_manager"];

export const UNIT_KINDS = {
	region: "Region",
	administration: "Förvaltning",
	division: "Område",
	department: "Verksamhetsområde",
	unit: "Enhet",
} as const;
export type UnitKind = keyof typeof UNIT_KINDS;

/** Units a nämnd or the regionstyrelse answers for. */
export const BOARD_UNITS: readonly UnitKind[] = ["administration", "region"];

export const REQUIREMENTS = {
	a: "Uppgifter, mål och uppdrag fullgörs",
	b: "Verksamheten ryms i tilldelad ekonomisk ram",
	c: "Styrande dokument, lagar, föreskrifter och avtal följs",
	d: "Redovisning och uppföljning är rättvisande och ändamålsenlig",
	e: "Informationssäkerheten är tillgodosedd: konfidentialitet, riktighet, tillgänglighet, spårbarhet",
} as const;
export type Requirement = keyof typeof REQUIREMENTS;

/** What is stored of a plan. What it is called on a day is decided by `planStage` alone: what is decided in November is not yet in force. */
export const PLAN_STATUSES = {
	draft: "Utkast",
	preparation: "Beredning",
	in_force: "Gällande",
	closed: "Avslutad",
} as const;
export type PlanStatus = keyof typeof PLAN_STATUSES;

/** Plans that somebody still answers for. */
export const OPEN_PLANS: readonly PlanStatus[] = ["draft", "preparation", "in_force"];

/** Plans that no nämnd has decided. */
export const UNDECIDED_PLANS: readonly PlanStatus[] = ["draft", "preparation"];
/** Nothing in these can be changed: the papers of one are with the nämnd, the year of the other is over. */
export const LOCKED_PLANS: readonly PlanStatus[] = ["preparation", "closed"];

export const RISK_SCOPES = { region: "Regionövergripande", board: "Nämndspecifik" } as const;
export type RiskScope = keyof typeof RISK_SCOPES;

export const TREATMENTS = { accept: "Acceptera", treat: "Åtgärda", control: "Kontrollera" } as const;
export type Treatment = keyof typeof TREATMENTS;

export const MEASURE_KINDS = {
	action: "Aktivt arbete",
	attestation: "Intygande",
	spot_check: "Stickprov",
	review: "Uppföljning",
	accept: "Avvakta",
} as const;
export type MeasureKind = keyof typeof MEASURE_KINDS;

export const MEASURE_STATUSES = {
	not_started: "Ej påbörjad",
	ongoing: "Pågår",
	done: "Genomförd",
	late: "Försenad",
	cancelled: "Avbruten",
} as const;
export type MeasureStatus = keyof typeof MEASURE_STATUSES;

/** Nothing more is expected of these; every other measure can become late. The åtgärder of SAM use the same words. */
export const FINISHED_MEASURES: readonly MeasureStatus[] = ["done", "cancelled"];

export const EFFECT_TESTED = { yes: "Ja", no: "Nej", not_yet: "Ej ännu" } as const;
export type EffectTested = keyof typeof EFFECT_TESTED;

export const FREQUENCIES = {
	monthly: "Månadsvis",
	quarterly: "Kvartalsvis",
	tertial: "Per tertial",
	half_year: "Halvårsvis",
	yearly: "Årligen",
	ad_hoc: "Vid behov",
} as const;
export type Frequency = keyof typeof FREQUENCIES;

export const POPULATION_KINDS = {
	purchases_below_limit: "Inköp under beloppsgränsen",
	hired_staff_invoices: "Fakturor inhyrd personal",
	material_costs: "Materialkostnader per konto",
	cash_funds: "Kontantkassor",
	none: "Ingen population",
} as const;
export type PopulationKind = keyof typeof POPULATION_KINDS;

/** Kinds whose items are imported, frozen and drawn; the runs of the others have a form of their own. */
export const DRAWN_KINDS = [
	"purchases_below_limit",
	"hired_staff_invoices",
] as const satisfies readonly PopulationKind[];

export function isDrawnKind(kind: PopulationKind): boolean {
	return DRAWN_KINDS.some((drawn) => drawn === kind);
}

/** Drawn in proportion to the amount, and evaluated in kronor. */
export function isMoneyKind(kind: PopulationKind): boolean {
	return kind === "hired_staff_invoices";
}

/** What an item of a population is called. */
export interface ItemNoun {
	one: string;
	many: string;
	/** "det inköpet", "den fakturan" */
	the: string;
	the_many: string;
	/** As they begin a heading or a sentence. */
	title: string;
	title_the_many: string;
}
const PURCHASE: ItemNoun = {
	one: "inköp",
	many: "inköp",
	the: "inköpet",
	the_many: "inköpen",
	title: "Inköp",
	title_the_many: "Inköpen",
};
const INVOICE: ItemNoun = {
	one: "faktura",
	many: "fakturor",
	the: "fakturan",
	the_many: "fakturorna",
	title: "Faktura",
	title_the_many: "Fakturorna",
};

export function itemNoun(kind: PopulationKind): ItemNoun {
	return isMoneyKind(kind) ? INVOICE : PURCHASE;
}

export const RUN_STATUSES = {
	planned: "Planerad",
	drawn: "Att utföra",
	signed: "Signerad",
	approved: "Godkänd",
	returned: "Återsänd",
	not_done: "Ej genomförd",
} as const;
export type RunStatus = keyof typeof RUN_STATUSES;

/** Runs that wait for their performer. */
export const OPEN_RUNS: readonly RunStatus[] = ["planned", "drawn", "returned"];
/** Runs whose items can be answered. */
export const ANSWERABLE_RUNS: readonly RunStatus[] = ["drawn", "returned"];
/** Runs that have been carried out, whether or not the reviewer has approved them. */
export const PERFORMED_RUNS: readonly RunStatus[] = ["signed", "approved"];
/** Runs without drawn items: not yet, or never. */
export const UNDRAWN_RUNS: readonly RunStatus[] = ["planned", "not_done"];
/** Nothing more is done in these. */
export const SETTLED_RUNS: readonly RunStatus[] = ["approved", "not_done"];
/** What was found is signed for, or that nothing was done. */
export const TOLD_RUNS: readonly RunStatus[] = ["signed", "approved", "not_done"];

export const RUN_RESULTS = {
	no_deviation: "Ingen avvikelse",
	/** Every answer was Ej tillämpligt: the run says nothing of the purchases. */
	nothing_to_judge: "Inget att bedöma",
	minor: "Mindre avvikelse",
	major: "Större avvikelse",
	critical: "Väsentlig avvikelse",
	not_done: "Ej genomförd",
} as const;
export type RunResult = keyof typeof RUN_RESULTS;

/** Results of a run that was carried out, from the best to the worst. */
export const FOUND_RESULTS = ["no_deviation", "minor", "major", "critical"] as const satisfies readonly RunResult[];

/** Results that a report counts. */
export const COUNTED_RESULTS = [
	"no_deviation",
	"nothing_to_judge",
	"minor",
	"major",
	"critical",
] as const satisfies readonly RunResult[];

export const SEVERITIES = { minor: "Mindre", major: "Större", critical: "Väsentlig" } as const;
export type Severity = keyof typeof SEVERITIES;

/** From the mildest to the worst. */
export const SEVERITY_LADDER: readonly Severity[] = ["minor", "major", "critical"];
/** Severities, and results of a run, that demand a plan and stop a report. */
export const SEVERE: readonly Severity[] = ["major", "critical"];

/** The ladder, shown beside the choice. */
export const SEVERITY_HELP: Record<Severity, string> = {
	minor: "Enstaka, ingen skada, rättad på plats.",
	major: "Upprepad, över tröskelbelopp, eller en lag är bruten.",
	critical: "Hotar något av kraven a–e. Förvaltningschefen underrättas genast.",
};

export const DEVIATION_STATUSES = {
	open: "Öppen",
	handled: "Hanterad, effekt ej kontrollerad",
	closed: "Avslutad",
	/** The answer was corrected before the run was approved: no deviation after all, kept as a trace and not counted. */
	withdrawn: "Återtagen",
} as const;
export type DeviationStatus = keyof typeof DEVIATION_STATUSES;

/** Deviations that somebody still has to do something about. */
export const OPEN_DEVIATIONS: readonly DeviationStatus[] = ["open", "handled"];
/** Deviations that are counted: all but the withdrawn. */
export const COUNTED_DEVIATIONS = ["open", "handled", "closed"] as const satisfies readonly DeviationStatus[];

export const ANSWERS = { yes: "Ja", no: "Nej", not_applicable: "Ej tillämpligt" } as const;
export type Answer = keyof typeof ANSWERS;

export const CAUSE_CODES = {
	lacks_information: "Saknar information",
	wrong_article: "Fel artikel",
	urgent: "Akut",
	not_in_agreement: "Finns ej i avtal",
	lacks_routine: "Rutin saknas eller är okänd",
	other: "Annan orsak",
} as const;
export type CauseCode = keyof typeof CAUSE_CODES;

/** `extension`: the next in the same hash order, a second stage. `late`: became known after the freeze, below the threshold hash. */
/** Questions that the file of purchases answers by itself, for every purchase in the frame. */
export const FILE_ANSWERS = {
	two_attestants: "Två olika attestanter",
	agreement_list: "Leverantören finns i avtalslistan",
} as const;
export type FileAnswer = keyof typeof FILE_ANSWERS;

export const ITEM_KINDS = {
	random: "Slumpvis",
	extension: "Slumpvis, utökning",
	late: "Slumpvis, sen rad",
	targeted: "Riktad",
} as const;
export type ItemKind = keyof typeof ITEM_KINDS;

/** Items drawn from the frozen population, in the first stage or a later one. */
export const FROZEN_FRAME_ITEMS: readonly ItemKind[] = ["random", "extension"];

export const ITEM_STATUSES = { drawn: "Dragen", replaced: "Ersatt" } as const;
export type ItemStatus = keyof typeof ITEM_STATUSES;

/** Why a drawn item may lie outside the target population. A missing document is offered so that the refusal can explain it. */
export const REPLACEMENT_REASONS = {
	other_unit: "Inköpet hör till en annan enhet",
	not_purchase: "Posten är inget inköp, till exempel en intern överföring",
	above_limit: "Inköpet är över beloppsgränsen",
	missing_document: "Underlag saknas",
} as const;
export type ReplacementReason = keyof typeof REPLACEMENT_REASONS;

export const EVIDENCE_PARENTS = {
	sample_item: "Draget inköp",
	control_run: "Kontrolltillfälle",
	deviation: "Avvikelse",
	measure: "Åtgärd",
	assessment: "Beslut om ISK-bedömning",
	recommendation: "Rekommendation",
} as const;
export type EvidenceParent = keyof typeof EVIDENCE_PARENTS;

export const PERIOD_KINDS = {
	interim_report: "Delårsrapport",
	annual_report: "Verksamhetsberättelse",
	tertial_report: "Tertialrapport",
	other: "Annan",
} as const;
export type PeriodKind = keyof typeof PERIOD_KINDS;
export const UNIT_BASES = { invoice: "Faktura", order: "Order" } as const;
export type UnitBasis = keyof typeof UNIT_BASES;
export const VAT_BASES = { net: "Utan moms", gross: "Med moms" } as const;
export type VatBasis = keyof typeof VAT_BASES;
const MACHINES = { cli: "kommandoraden", system: "systemet", integration: "integrationen" } as const;
export const VIA = { web: "webben", api: "en åtkomstnyckel", ...MACHINES } as const;
export type Via = keyof typeof VIA;

/** A plan year's scale, pinned to the plan: `bands` from low to high, each up to and including `to`. */
export interface Scale {
	likelihood: string[];
	impact: string[];
	bands: { key: "low" | "medium" | "high"; label: string; to: number }[];
}
