import { id, narrowed } from "./id.ts";

function consolidatedQuery(year?: number, kind?: string): string {
	if (year === undefined) return "";
	return `?ar=${year}${kind === undefined ? "" : `&slag=${id(kind)}`}`;
}

export const reportPaths = {
	overview: (boardId?: string) => narrowed("/oversikt", { namnd: boardId }),
	reports: () => "/rapporter",
	reportPeriod: (periodId: string) => `/rapporter/${id(periodId)}`,
	reportWorkbook: (periodId: string) => `/rapporter/${id(periodId)}/arbetsbok`,
	reportPaper: (periodId: string, format: "docx" | "pdf") => `/rapporter/${id(periodId)}/dokument.${format}`,
	assessmentPaper: (periodId: string, format: "docx" | "pdf") => `/rapporter/${id(periodId)}/bedomning.${format}`,
	reportTemplates: (periodId: string) => `/rapporter/${id(periodId)}/mallar`,
	reportTemplate: (periodId: string, templateId: string) => `/rapporter/${id(periodId)}/mallar/${id(templateId)}`,
	reportTemplateFilling: (periodId: string, templateId: string) =>
		`/rapporter/${id(periodId)}/mallar/${id(templateId)}/ifylld`,
	reportReading: (periodId: string) => `/rapporter/${id(periodId)}/inlasning`,
	reportReadingConfirmation: (periodId: string, token: string) => `/rapporter/${id(periodId)}/inlasning/${id(token)}`,
	followUps: (periodId: string) => `/rapporter/${id(periodId)}/uppfoljning`,
	followUp: (periodId: string, kind: string, subjectId: string) =>
		`/rapporter/${id(periodId)}/uppfoljning/${id(kind)}/${id(subjectId)}`,
	/** The form with the words of the report before in what is empty. */
	followUpTakeOver: (periodId: string, kind: string, subjectId: string) =>
		`/rapporter/${id(periodId)}/uppfoljning/${id(kind)}/${id(subjectId)}?hamta=forra`,
	followUpCompletion: (periodId: string, kind: string, subjectId: string) =>
		`/rapporter/${id(periodId)}/uppfoljning/${id(kind)}/${id(subjectId)}/fardig`,
	/** The rows a ground counts: `kind` is a word of the address, `filter` krav, kontroll, enhet and grad. */
	reportGround: (periodId: string, kind: string, filter: Record<string, string | undefined> = {}) =>
		narrowed(`/rapporter/${id(periodId)}/grund/${kind}`, filter),
	deliveries: (periodId: string) => `/rapporter/${id(periodId)}/leveranser`,
	delivered: (periodId: string, deliveryId: string) => `/rapporter/${id(periodId)}/leveranser/${id(deliveryId)}`,
	governance: (periodId: string) => `/rapporter/${id(periodId)}/styrning`,
	governanceNew: (periodId: string) => `/rapporter/${id(periodId)}/styrning/ny`,
	governanceEconomy: (periodId: string) => `/rapporter/${id(periodId)}/styrning/ekonomi`,
	governanceFile: (periodId: string) => `/rapporter/${id(periodId)}/styrning/inlasning`,
	governanceFileConfirmation: (periodId: string, token: string) =>
		`/rapporter/${id(periodId)}/styrning/inlasning/${id(token)}`,
	governanceEdit: (periodId: string, itemId: string) => `/rapporter/${id(periodId)}/styrning/${id(itemId)}/andring`,
	governanceStatus: (periodId: string, itemId: string) => `/rapporter/${id(periodId)}/styrning/${id(itemId)}`,
	readiness: (periodId: string) => `/rapporter/${id(periodId)}/lage`,
	ownReadiness: (periodId: string) => `/rapporter/${id(periodId)}/mitt`,
	remindersToAll: (periodId: string) => `/rapporter/${id(periodId)}/paminnelser/alla`,
	reminders: (periodId: string) => `/rapporter/${id(periodId)}/paminnelser`,
	closing: (periodId: string) => `/rapporter/${id(periodId)}/stangning`,
	correction: (periodId: string) => `/rapporter/${id(periodId)}/rattelse`,
	reportArchive: (periodId: string) => `/rapporter/${id(periodId)}/arkiv`,
	auditPackage: (periodId: string) => `/rapporter/${id(periodId)}/granskningspaket`,
	sealedReport: (periodId: string, edition: number) => `/rapporter/${id(periodId)}/utgavor/${edition}`,
	periodAssessments: (periodId: string) => `/rapporter/${id(periodId)}/bedomningar`,
	recommendations: () => "/rekommendationer",
	recommendationNew: () => "/rekommendationer/ny",
	recommendation: (recommendationId: string) => `/rekommendationer/${id(recommendationId)}`,
	recommendationEdit: (recommendationId: string) => `/rekommendationer/${id(recommendationId)}/andring`,
	recommendationLinks: (recommendationId: string) => `/rekommendationer/${id(recommendationId)}/kopplingar`,
	recommendationAnswer: (recommendationId: string) => `/rekommendationer/${id(recommendationId)}/svar`,
	assessments: () => "/bedomningar",
	assessment: (assessmentId: string) => `/bedomningar/${id(assessmentId)}`,
	assessmentPart: (assessmentId: string, requirement: string) =>
		`/bedomningar/${id(assessmentId)}/krav/${id(requirement)}`,
	assessmentSubmission: (assessmentId: string) => `/bedomningar/${id(assessmentId)}/inlamning`,
	assessmentApproval: (assessmentId: string) => `/bedomningar/${id(assessmentId)}/godkannande`,
	assessmentReturn: (assessmentId: string) => `/bedomningar/${id(assessmentId)}/aterlamning`,
	assessmentDecision: (assessmentId: string) => `/bedomningar/${id(assessmentId)}/beslut`,
	assessmentReopening: (assessmentId: string) => `/bedomningar/${id(assessmentId)}/rattelse`,
	consolidated: (year?: number, kind?: string) => `/samlad-bedomning${consolidatedQuery(year, kind)}`,
	consolidatedWorkbook: (year: number, kind: string) => `/samlad-bedomning/arbetsbok${consolidatedQuery(year, kind)}`,
	consolidatedPaper: (year: number, kind: string, format: "docx" | "pdf") =>
		`/samlad-bedomning/dokument.${format}${consolidatedQuery(year, kind)}`,
	paperTemplate: (boardId: string) => `/foredragningspm/mall/${id(boardId)}`,
	paperTemplateLeft: (boardId: string) => `/foredragningspm/mall/${id(boardId)}/egen-layout`,
	decisionPaper: (kind: string, subjectId: string) => `/foredragningspm/${kind}/${id(subjectId)}`,
	decisionPaperFile: (kind: string, subjectId: string, format: "docx" | "pdf") =>
		`/foredragningspm/${kind}/${id(subjectId)}/dokument.${format}`,
	coverageOfAll: (year?: number) => (year === undefined ? "/tackning" : `/tackning?ar=${year}`),
	/** `place`: the rows of one place alone. */
	coverage: (planId: string, place?: string) =>
		narrowed(`/planer/${id(planId)}/tackning`, { plats: place === "" ? "namnden" : place }),
	/** `place` is a verksamhet of the plan, or empty for the board as a whole. */
	coverageCell: (planId: string, area: string, place: string) =>
		`/planer/${id(planId)}/tackning/${id(area)}/${place === "" ? "namnden" : id(place)}`,
	mappedRisks: (planId: string) => `/planer/${id(planId)}/tackning/risker`,
	riskAreas: (planId: string) => `/planer/${id(planId)}/riskomraden`,
	/** `area` null: one that is not there yet. */
	riskArea: (planId: string, area: string | null) =>
		`/planer/${id(planId)}/riskomraden/${area === null ? "nytt" : id(area)}`,
	riskAreaOf: (riskId: string) => `/risker/${id(riskId)}/riskomrade`,
	meetings: () => "/sammantraden",
	yearWheel: () => "/arshjul",
	meeting: (meetingId: string) => `/sammantraden/${id(meetingId)}`,
	meetingEdit: (meetingId: string) => `/sammantraden/${id(meetingId)}/andring`,
	meetingCancellation: (meetingId: string) => `/sammantraden/${id(meetingId)}/installt`,
	meetingMatters: (meetingId: string) => `/sammantraden/${id(meetingId)}/arenden`,
	matterPapers: (matterId: string) => `/sammantradesarenden/${id(matterId)}/handlingar`,
	matterRemoval: (matterId: string) => `/sammantradesarenden/${id(matterId)}/borttagning`,
	dialogues: () => "/verksamhetsdialog",
	dialogue: (periodId: string) => `/verksamhetsdialog/${id(periodId)}`,
	dialoguePoints: (periodId: string) => `/verksamhetsdialog/${id(periodId)}/overenskommelser`,
	dialoguePoint: (pointId: string) => `/verksamhetsdialog/overenskommelser/${id(pointId)}`,
	reportRecommendations: (periodId: string, krav?: string) =>
		`/rekommendationer?rapport=${id(periodId)}${krav === undefined ? "" : `&krav=${krav}`}`,
	/** `state` is a word of the list's filter. */
	riskProposals: (of: { year?: number | undefined; board_id?: string | undefined; state?: string } = {}) =>
		narrowed("/riskforslag", { ar: of.year?.toString(), namnd: of.board_id, laget: of.state }),
	riskProposalsPicked: () => "/riskforslag/valda",
	/** `source`: "deviation:id", what it is made of. */
	riskProposalNew: (of: { source?: string; year?: number; unit_id?: string } = {}) =>
		narrowed("/riskforslag/nytt", { underlag: of.source, ar: of.year?.toString(), enhet: of.unit_id }),
	riskSources: (of: { year?: number | undefined; board_id?: string | undefined } = {}) =>
		narrowed("/riskforslag/underlag", { ar: of.year?.toString(), namnd: of.board_id }),
	riskProposal: (proposalId: string) => `/riskforslag/${id(proposalId)}`,
	riskProposalMerge: (proposalId: string) => `/riskforslag/${id(proposalId)}/sammanslagning`,
	riskProposalDecline: (proposalId: string) => `/riskforslag/${id(proposalId)}/avslag`,
	riskProposalRisk: (proposalId: string) => `/riskforslag/${id(proposalId)}/risk`,
	regionItems: (year?: number) => `/regiongemensamt${year === undefined ? "" : `?ar=${year}`}`,
	regionItem: (itemId: string) => `/regiongemensamt/${id(itemId)}`,
	regionWordings: (itemId: string) => `/regiongemensamt/${id(itemId)}/lydelser`,
	regionWithdrawal: (itemId: string) => `/regiongemensamt/${id(itemId)}/aterkallelse`,
	regionAnswer: (itemId: string, boardId: string) => `/regiongemensamt/${id(itemId)}/svar/${id(boardId)}`,
	boardPage: () => "/namnd",
	boardPageOf: (periodId: string) => `/namnd/${id(periodId)}`,
	boardPaper: (periodId: string, format: "docx" | "pdf") => `/namnd/${id(periodId)}/dokument.${format}`,
} as const;
