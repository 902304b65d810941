import { id } from "./id.ts";

export const officePaths = {
	inbox: () => "/",
	search: () => "/sok",
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
	noticeRoutine: () => "/installningar/paminnelser",
	outbox: () => "/utkorg",
	mailTrial: () => "/utkorg/prov",
	ownNotices: () => "/mina-paminnelser",
	ownCalendar: () => "/mina-paminnelser/kalender",
	ownCalendarEnding: () => "/mina-paminnelser/kalender/avslut",
	calendarFeed: (token: string) => `/kalender/${id(token)}.ics`,
	readerInformation: () => "/installningar/information",
} as const;
