import { id } from "./id.ts";

export const registerPaths = {
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
	planPaper: (planId: string, format: "docx" | "pdf") => `/planer/${id(planId)}/dokument.${format}`,
	planClosing: (planId: string) => `/planer/${id(planId)}/avslut`,
	risk: (riskId: string) => `/risker/${id(riskId)}`,
	riskEdit: (riskId: string) => `/risker/${id(riskId)}/andring`,
	riskMeasures: (riskId: string) => `/risker/${id(riskId)}/atgarder`,
	riskControls: (riskId: string) => `/risker/${id(riskId)}/kontrollmoment`,
	measures: () => "/atgarder",
	measure: (measureId: string) => `/atgarder/${id(measureId)}`,
	measureEdit: (measureId: string) => `/atgarder/${id(measureId)}/andring`,
	measureReport: (measureId: string) => `/atgarder/${id(measureId)}/lagesrapport`,
} as const;
