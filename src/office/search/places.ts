import { paths } from "../../paths/paths.ts";
import { ADMINISTRATION, type Entry } from "../administration/entries.ts";

/** What can be gone to and done without knowing the menu: the pages that open by themselves. */
export const PLACES: readonly Entry[] = [
	{ title: "Att göra", meta: "Mina uppgifter och vad som kommer", href: paths.inbox(), action: "inbox.view" },
	{ title: "Planer", meta: "Internkontrollplan, risker, risklista", href: paths.plans(), action: "plan.view" },
	{ title: "Läs in en plan", meta: "Excel, ODS, CSV eller Word", href: paths.planReading(), action: "plan.edit" },
	{ title: "Åtgärder", meta: "Alla åtgärder med läge och ansvarig", href: paths.measures(), action: "plan.view" },
	{ title: "Årsöversikt", meta: "Kontroller månad för månad", href: paths.yearStrip(), action: "run.view" },
	{ title: "Kontrollmoment", meta: "Vad som kontrolleras, hur ofta", href: paths.controls(), action: "plan.view" },
	{ title: "Kontrolltillfällen", meta: "Stickprov att utföra och granska", href: paths.runs(), action: "run.view" },
	{ title: "Checklistor", meta: "Kontrollpunkter och frågor", href: paths.checklists(), action: "control.edit" },
	{ title: "Inköp", meta: "Läs in inköpsfil, populationer", href: paths.purchases(), action: "purchases.view" },
	{ title: "Stickprovsplan", meta: "Hur många som dras", href: paths.samplePlans(), action: "draw.view" },
	{ title: "Utvärdering", meta: "Slutsatser av stickproven", href: paths.evaluation(), action: "draw.view" },
	{ title: "Träffar", meta: "Uppdelade köp, dubbletter, regler", href: paths.ledgerHits(), action: "hit.view" },
	{ title: "Avtal", meta: "Avtalslista och avtalsleverantörer", href: paths.agreements(), action: "hit.view" },
	{ title: "Avvikelser", meta: "Funna fel och deras hantering", href: paths.deviations(), action: "deviation.view" },
	{
		title: "Registrera en avvikelse",
		meta: "Utanför ett stickprov",
		href: paths.deviationNew(),
		action: "deviation.register",
	},
	{ title: "SAM", meta: "Årlig uppföljning av arbetsmiljön", href: paths.sam(), action: "sam.overview" },
	{ title: "Rapporter", meta: "Delårsrapport, verksamhetsberättelse", href: paths.reports(), action: "report.view" },
	{
		title: "Rekommendationer",
		meta: "Revisionens och tillsynens synpunkter",
		href: paths.recommendations(),
		action: "recommendation.view",
	},
	{
		title: "ISK-bedömningar",
		meta: "Är kontrollen tillräcklig?",
		href: paths.assessments(),
		action: "assessment.view",
	},
	{ title: "Nämndens sida", meta: "Det som nämnden läser", href: paths.boardPage(), action: "report.view" },
	{ title: "Verksamhetsdialog", meta: "Överenskommelser", href: paths.dialogues(), action: "dialogue.view" },
	{
		title: "Administration",
		meta: "Allt om installationen",
		href: paths.administration(),
		action: "organisation.view",
	},
	{ title: "Mina uppgifter", meta: "Personuppgifter om mig", href: paths.ownData(), action: "account.edit" },
	{ title: "Mina sessioner", meta: "Inloggade enheter", href: paths.ownSessions(), action: "session.end" },
	{ title: "Mitt konto", meta: "Lösenord och engångskoder", href: paths.ownAccount(), action: "account.edit" },
	{ title: "Hjälp", meta: "Ordlista, tangenter, kom i gång", href: paths.help(), action: "inbox.view" },
	{ title: "Tillgänglighet", meta: "Rapportera hinder", href: paths.accessibility(), action: "accessibility.report" },
	...ADMINISTRATION,
];
