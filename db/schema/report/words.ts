/** What can be followed up in a period. */
export const FOLLOW_UP_KINDS = { risk: "Risk", measure: "Åtgärd", control: "Kontrollmoment" } as const;
export type FollowUpKind = keyof typeof FOLLOW_UP_KINDS;

export const FOLLOW_UP_STATUSES = {
	as_planned: "Enligt plan",
	partly: "Delvis enligt plan",
	not_as_planned: "Inte enligt plan",
} as const;
export type FollowUpStatus = keyof typeof FOLLOW_UP_STATUSES;

/** The scale of KL 6:6, best first. It judges the process, not whether deviations were found. */
export const GRADES = {
	sufficient: "Tillräcklig",
	needs_improvement: "Tillräcklig med förbättringsbehov",
	insufficient: "Otillräcklig",
} as const;
export type Grade = keyof typeof GRADES;

export const ASSESSMENT_LEVELS = {
	division: "Område",
	administration: "Förvaltning",
	board: "Nämnd",
	region: "Regionstyrelsen, samlad bedömning",
} as const;
export type AssessmentLevel = keyof typeof ASSESSMENT_LEVELS;

/** Levels whose assessment is decided at a meeting; those below are approved. */
export const DECIDING_LEVELS: readonly AssessmentLevel[] = ["board", "region"];

export const ASSESSMENT_STATES = {
	draft: "Under arbete",
	submitted: "Att godkänna",
	approved: "Godkänd",
	decided: "Beslutad",
} as const;
export type AssessmentState = keyof typeof ASSESSMENT_STATES;

/** Assessments that somebody has put their name to. */
export const SETTLED_ASSESSMENTS: readonly AssessmentState[] = ["approved", "decided"];

/** Each krav, and the whole. */
export const ASSESSED = { a: "Krav a", b: "Krav b", c: "Krav c", d: "Krav d", e: "Krav e", total: "Totalt" } as const;
export type Assessed = keyof typeof ASSESSED;

/** What a verksamhetsplan governs with. An indicator belongs to a goal or an assignment, a part to an assignment. */
export const GOVERNANCE_KINDS = {
	goal: "Mål",
	indicator: "Indikator",
	assignment: "Uppdrag",
	part: "Del av uppdrag",
	economy: "Ekonomi",
} as const;
export type GovernanceKind = keyof typeof GOVERNANCE_KINDS;

export const GOVERNANCE_STATUSES = {
	fulfilled: "Uppfyllt",
	on_the_way: "På väg",
	not_fulfilled: "Inte uppfyllt",
} as const;
export type GovernanceStatus = keyof typeof GOVERNANCE_STATUSES;

/** How an outcome is held against its target. */
export const COMPARISONS = {
	at_least: "Minst",
	more_than: "Över",
	at_most: "Högst",
	less_than: "Under",
	between: "Mellan",
	increase: "Ska öka",
	decrease: "Ska minska",
	state: "Ett läge",
} as const;
export type Comparison = keyof typeof COMPARISONS;

/** Whether the latest outcome is nearer what is wanted than the one before, or only larger or smaller where nothing says which is better. */
export const TRENDS = {
	better: "Förbättras",
	worse: "Försämras",
	up: "Ökar",
	down: "Minskar",
	same: "Oförändrat",
} as const;
export type Trend = keyof typeof TRENDS;

export const POINT_STATUSES = { open: "Öppen", done: "Klar" } as const;
export type PointStatus = keyof typeof POINT_STATUSES;

/** What a FöredragningsPM asks the nämnd to decide. */
export const PAPER_KINDS = {
	plan: "Internkontrollplan",
	amendment: "Ändringsbeslut",
	report: "Rapport",
	assessment: "ISK-bedömning",
} as const;
export type PaperKind = keyof typeof PAPER_KINDS;

/** What the region sends to every board of a year. */
export const REGION_ITEM_KINDS = { risk: "Risk", measure: "Åtgärd", question: "Fråga" } as const;
export type RegionItemKind = keyof typeof REGION_ITEM_KINDS;

/** Where a board says that it stands with it. */
export const REGION_ANSWERS = {
	handled: "Hanterad",
	ongoing: "Pågår",
	not_started: "Inte påbörjad",
	not_concerned: "Berör inte nämnden",
} as const;
export type RegionAnswerStatus = keyof typeof REGION_ANSWERS;

/** The areas that the coverage map begins with. A key is never used for anything else: a board renames or retires it by a version of its own. */
export const STANDARD_AREAS = {
	processes: "Processer",
	it: "IT",
	trust: "Förtroende",
	economy: "Ekonomi inklusive statsbidrag",
	hr: "HR",
	purchasing: "Inköp",
	work_environment: "Arbetsmiljö",
	information_security: "Informationssäkerhet",
	patient_safety: "Patientsäkerhet",
} as const;

/** How a standard area is covered: the first two follow from the plan's risks, the next two are written. */
export const COVERAGE_STATES = {
	covered: "Täckt av risk",
	accepted: "Accepterad risk",
	embedded: "Inbyggd kontroll",
	not_taken: "Övervägd, inte tagen",
	open: "Inte övervägd",
} as const;
export type CoverageState = keyof typeof COVERAGE_STATES;

/** What can be written where no risk covers; the last takes back what was written. */
export const COVERAGE_STATEMENTS = {
	embedded: COVERAGE_STATES.embedded,
	not_taken: COVERAGE_STATES.not_taken,
	open: COVERAGE_STATES.open,
} as const;
export type CoverageStatement = keyof typeof COVERAGE_STATEMENTS;
