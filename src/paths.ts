/** Every URL of the product, typed. No literal URL stands anywhere else. */
const id = (value: string) => encodeURIComponent(value);

export const paths = {
	inbox: () => "/",
	healthz: () => "/healthz",
	readyz: () => "/readyz",
	signIn: () => "/logga-in",
	signOut: () => "/logga-ut",
	accessibility: () => "/tillganglighet",

	plans: () => "/planer",
	planNew: () => "/planer/ny",
	plan: (planId: string) => `/planer/${id(planId)}`,
	planTable: (planId: string) => `/planer/${id(planId)}/register`,
	planEdit: (planId: string) => `/planer/${id(planId)}/andring`,
	planDecision: (planId: string) => `/planer/${id(planId)}/beslut`,
	planMatrix: (planId: string) => `/planer/${id(planId)}/riskkarta`,
	planAreas: (planId: string) => `/planer/${id(planId)}/verksamheter`,
	planRisks: (planId: string) => `/planer/${id(planId)}/risker`,
	planCarried: (planId: string) => `/planer/${id(planId)}/nasta-ar`,
	planClosing: (planId: string) => `/planer/${id(planId)}/avslut`,
	risk: (riskId: string) => `/risker/${id(riskId)}`,
	riskEdit: (riskId: string) => `/risker/${id(riskId)}/andring`,
	riskMeasures: (riskId: string) => `/risker/${id(riskId)}/atgarder`,
	riskControls: (riskId: string) => `/risker/${id(riskId)}/kontrollmoment`,
	measures: () => "/atgarder",
	measure: (measureId: string) => `/atgarder/${id(measureId)}`,
	measureEdit: (measureId: string) => `/atgarder/${id(measureId)}/andring`,
	measureReport: (measureId: string) => `/atgarder/${id(measureId)}/lagesrapport`,

	controls: () => "/kontroller",
	yearStrip: (year?: number) => (year ? `/kontroller/arsoversikt?ar=${year}` : "/kontroller/arsoversikt"),
	control: (controlId: string) => `/kontroller/${id(controlId)}`,
	controlEdit: (controlId: string) => `/kontroller/${id(controlId)}/andring`,
	controlUnits: (controlId: string) => `/kontroller/${id(controlId)}/enheter`,
	controlUnit: (controlUnitId: string) => `/kontrollenheter/${id(controlUnitId)}`,
	runCreation: () => "/kontroller/tillfallen",
	checklists: () => "/checklistor",
	checklist: (checklistId: string) => `/checklistor/${id(checklistId)}`,

	runs: () => "/stickprov",
	run: (runId: string) => `/stickprov/${id(runId)}`,
	runSignature: (runId: string) => `/stickprov/${id(runId)}/signering`,
	runReview: (runId: string) => `/stickprov/${id(runId)}/granskning`,
	runReassignment: (runId: string) => `/stickprov/${id(runId)}/omfordelning`,
	runNotDone: (runId: string) => `/stickprov/${id(runId)}/utebliven`,
	item: (itemId: string) => `/stickprov/inkop/${id(itemId)}`,
	itemAnswers: (itemId: string) => `/stickprov/inkop/${id(itemId)}/svar`,
	itemReplacement: (itemId: string) => `/stickprov/inkop/${id(itemId)}/ersattning`,

	purchases: () => "/inkop",
	purchasesPreview: () => "/inkop/forhandsgranskning",
	purchasesPreviewed: (token: string) => `/inkop/forhandsgranskning/${id(token)}`,
	purchasesMapping: (token: string) => `/inkop/forhandsgranskning/${id(token)}/kolumner`,
	purchasesConfirmation: (token: string) => `/inkop/forhandsgranskning/${id(token)}/bekraftelse`,
	purchaseFile: (fileId: string) => `/inkop/${id(fileId)}`,
	populations: () => "/populationer",
	population: (populationId: string) => `/populationer/${id(populationId)}`,
	draw: (drawId: string) => `/dragningar/${id(drawId)}`,
	drawRecord: (drawId: string, format: "json" | "csv") => `/dragningar/${id(drawId)}/protokoll.${format}`,

	deviations: () => "/avvikelser",
	deviation: (deviationId: string) => `/avvikelser/${id(deviationId)}`,
	deviationHandling: (deviationId: string) => `/avvikelser/${id(deviationId)}/hantering`,
	deviationClosing: (deviationId: string) => `/avvikelser/${id(deviationId)}/avslut`,

	evidenceOf: (kind: string, parentId: string) => `/underlag/till/${id(kind)}/${id(parentId)}`,
	evidence: (evidenceId: string) => `/underlag/${id(evidenceId)}`,
	evidenceFile: (evidenceId: string) => `/underlag/${id(evidenceId)}/fil`,
	evidencePreview: (evidenceId: string) => `/underlag/${id(evidenceId)}/visning`,

	reports: () => "/rapporter",
	reportPeriod: (periodId: string) => `/rapporter/${id(periodId)}`,
	reportWorkbook: (periodId: string) => `/rapporter/${id(periodId)}/arbetsbok`,

	administration: () => "/administration",
	units: () => "/enheter",
	unitNew: () => "/enheter/ny",
	unit: (unitId: string) => `/enheter/${id(unitId)}`,
	unitEdit: (unitId: string) => `/enheter/${id(unitId)}/andring`,
	boards: () => "/namnder",
	people: () => "/personer",
	personNew: () => "/personer/ny",
	person: (personId: string) => `/personer/${id(personId)}`,
	personEdit: (personId: string) => `/personer/${id(personId)}/andring`,
	personRoles: (personId: string) => `/personer/${id(personId)}/roller`,
	personEnding: (personId: string) => `/personer/${id(personId)}/avslut`,
	roleEnding: (roleId: string) => `/roller/${id(roleId)}/avslut`,
	settings: () => "/installningar",
	trail: () => "/logg",
} as const;

/** A list's address in another format, with the same filter. */
export function asFormat(url: string, format: "json" | "csv" | "xlsx"): string {
	const [path, query] = url.split("?");
	return `${path}.${format}${query ? `?${query}` : ""}`;
}
