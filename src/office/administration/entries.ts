import type { Action } from "../../ground/access/permissions.ts";
import { paths } from "../../paths/paths.ts";

/** A page that can be gone to, with what it is about. */
export interface Entry {
	action: Action;
	href: string;
	title: string;
	meta: string;
}

/** What the page Administration leads to, each with the right that shows it. */
export const ADMINISTRATION: readonly Entry[] = [
	{
		action: "organisation.view",
		href: paths.people(),
		title: "Personer",
		meta: "Vilka som arbetar i tjänsten, med roller och vikarier",
	},
	{
		action: "organisation.view",
		href: paths.accountPairs(),
		title: "Dubbla konton",
		meta: "Konton som kan vara en och samma människas, och räknas som det tills någon säger annat",
	},
	{
		action: "organisation.view",
		href: paths.invitations(),
		title: "Inbjudningar",
		meta: "Vem som har släppt in vem, och vad som väntar på ett ja",
	},
	{ action: "organisation.view", href: paths.units(), title: "Enheter", meta: "Organisationens träd, med koder" },
	{
		action: "organisation.view",
		href: paths.boards(),
		title: "Nämnder",
		meta: "Vem som beslutar internkontrollplanen",
	},
	{
		action: "settings.view",
		href: paths.settings(),
		title: "Inställningar",
		meta: "Daterade beslut, till exempel beloppsgränsen",
	},
	{
		action: "notice.view",
		href: paths.outbox(),
		title: "Utkorg",
		meta: "Påminnelser med e-post: vem som har fått vad, och vad e-postservern svarade",
	},
	{
		action: "organisation.edit",
		href: paths.hrFiles(),
		title: "Läs in från HR",
		meta: "Personer och enheter ur en fil från personalsystemet",
	},
	{
		action: "integration.view",
		href: paths.integrations(),
		title: "Integrationer",
		meta: "Katalogen som lägger till och avslutar personer (SCIM)",
	},
	{
		action: "integration.view",
		href: paths.apiTokens(),
		title: "Åtkomstnycklar",
		meta: "Personers nycklar till program som läser listor",
	},
	{
		action: "organisation.edit",
		href: paths.directoryProposals(),
		title: "Katalogens förslag",
		meta: "Vad katalogen vill ändra om den som har en roll i kontrollen",
	},
	{
		action: "disposal.view",
		href: paths.disposable(),
		title: "Gallring",
		meta: "Filer vars tid har gått ut, beslut, tider och spärrar",
	},
	{
		action: "accessibility.view",
		href: paths.accessibilityReports(),
		title: "Tillgänglighetsfel",
		meta: "Vad användare har rapporterat att de inte kan använda",
	},
	{ action: "trail.view", href: paths.trail(), title: "Logg", meta: "Allt som har hänt, i ordning" },
];
