import type { Action } from "../../ground/access/permissions.ts";
import { paths } from "../../paths/paths.ts";

/** A page or an act, by the words somebody would look for it with. */
export interface Place {
	title: string;
	/** Other words for the same, shown under the title. */
	detail: string;
	href: string;
	action: Action;
}

/** What can be gone to and done without knowing the menu: the pages that open by themselves. */
export const PLACES: readonly Place[] = [
	{ title: "Att göra", detail: "Mina uppgifter och vad som kommer", href: paths.inbox(), action: "inbox.view" },
	{ title: "Planer", detail: "Internkontrollplan, risker, risklista", href: paths.plans(), action: "plan.view" },
	{ title: "Läs in en plan", detail: "Excel, ODS, CSV eller Word", href: paths.planReading(), action: "plan.edit" },
	{ title: "Åtgärder", detail: "Alla åtgärder med läge och ansvarig", href: paths.measures(), action: "plan.view" },
	{ title: "Årsöversikt", detail: "Kontroller månad för månad", href: paths.yearStrip(), action: "run.view" },
	{ title: "Kontrollmoment", detail: "Vad som kontrolleras, hur ofta", href: paths.controls(), action: "plan.view" },
	{ title: "Kontrolltillfällen", detail: "Stickprov att utföra och granska", href: paths.runs(), action: "run.view" },
	{ title: "Checklistor", detail: "Kontrollpunkter och frågor", href: paths.checklists(), action: "control.edit" },
	{ title: "Inköp", detail: "Läs in inköpsfil, populationer", href: paths.purchases(), action: "purchases.view" },
	{ title: "Stickprovsplan", detail: "Hur många som dras", href: paths.samplePlans(), action: "draw.view" },
	{ title: "Utvärdering", detail: "Slutsatser av stickproven", href: paths.evaluation(), action: "draw.view" },
	{ title: "Träffar", detail: "Uppdelade köp, dubbletter, regler", href: paths.ledgerHits(), action: "hit.view" },
	{ title: "Avtal", detail: "Avtalslista och avtalsleverantörer", href: paths.agreements(), action: "hit.view" },
	{ title: "Avvikelser", detail: "Funna fel och deras hantering", href: paths.deviations(), action: "deviation.view" },
	{
		title: "Registrera en avvikelse",
		detail: "Utanför ett stickprov",
		href: paths.deviationNew(),
		action: "deviation.register",
	},
	{ title: "SAM", detail: "Årlig uppföljning av arbetsmiljön", href: paths.sam(), action: "sam.overview" },
	{ title: "Rapporter", detail: "Delårsrapport, verksamhetsberättelse", href: paths.reports(), action: "report.view" },
	{
		title: "Rekommendationer",
		detail: "Revisionens och tillsynens synpunkter",
		href: paths.recommendations(),
		action: "recommendation.view",
	},
	{
		title: "ISK-bedömningar",
		detail: "Är kontrollen tillräcklig?",
		href: paths.assessments(),
		action: "assessment.view",
	},
	{ title: "Nämndens sida", detail: "Det som nämnden läser", href: paths.boardPage(), action: "report.view" },
	{ title: "Verksamhetsdialog", detail: "Överenskommelser", href: paths.dialogues(), action: "dialogue.view" },
	{
		title: "Administration",
		detail: "Allt om installationen",
		href: paths.administration(),
		action: "organisation.view",
	},
	{ title: "Personer", detail: "Roller, vikarier, inbjudningar", href: paths.people(), action: "organisation.view" },
	{ title: "Enheter", detail: "Organisationens träd", href: paths.units(), action: "organisation.view" },
	{ title: "Nämnder", detail: "Styrelser och deras förvaltningar", href: paths.boards(), action: "organisation.view" },
	{ title: "Inställningar", detail: "Gränser och daterade beslut", href: paths.settings(), action: "settings.view" },
	{ title: "Gallring", detail: "Arkiv, bevarande, spärrar", href: paths.disposable(), action: "disposal.view" },
	{ title: "Logg", detail: "Allt som har hänt", href: paths.trail(), action: "trail.view" },
	{ title: "Mina uppgifter", detail: "Personuppgifter om mig", href: paths.ownData(), action: "account.edit" },
	{ title: "Mina sessioner", detail: "Inloggade enheter", href: paths.ownSessions(), action: "session.end" },
	{ title: "Mitt konto", detail: "Lösenord och engångskoder", href: paths.ownAccount(), action: "account.edit" },
	{ title: "Tillgänglighet", detail: "Rapportera hinder", href: paths.accessibility(), action: "accessibility.report" },
];
