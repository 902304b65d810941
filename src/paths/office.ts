import { id } from "./id.ts";

export const officePaths = {
	inbox: () => "/",
	tasks: () => "/att-gora",
	search: () => "/sok",
	help: () => "/hjalp",
	accessibilityReports: () => "/tillganglighet/fel",
	accessibilityAnswer: (reportId: string) => `/tillganglighet/fel/${id(reportId)}/svar`,
	accessibility: () => "/tillganglighet",
	administration: () => "/administration",
	settings: () => "/installningar",
	legalLimits: () => "/installningar/lagens-granser",
	invoiceLink: () => "/installningar/fakturalank",
	samRoutine: () => "/installningar/sam",
	passwordSetting: () => "/installningar/losenord",
	codeSetting: () => "/installningar/engangskoder",
	readerInformation: () => "/installningar/information",
} as const;
