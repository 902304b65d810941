import { type FirstFact, isThere } from "../../../db/queries/office/help.ts";
import type { Db } from "../../../db/open.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { paths } from "../../paths/paths.ts";
import type { FirstStep } from "./columns.ts";

/** The way from an empty installation to the first drawn sample and its report, each step with the right that takes it. */
const STEPS: readonly (Omit<FirstStep, "done"> & { fact: FirstFact; action: Action })[] = [
	{
		fact: "units",
		action: "organisation.edit",
		title: "Lägg in enheterna",
		help: "Läs in dem ur personalsystemets fil, eller lägg till dem en och en.",
		href: paths.hrFiles(),
	},
	{
		fact: "people",
		action: "organisation.edit",
		title: "Lägg in personerna",
		help: "Chefer och materialsamordnare, med roll och enhet. De bjuds in när de är inlagda.",
		href: paths.people(),
	},
	{
		fact: "plan",
		action: "plan.edit",
		title: "Läs in internkontrollplanen",
		help: "Excel, OpenDocument, CSV eller Word som ni har den. Inget sparas förrän du har sett hur den lästes.",
		href: paths.planReading(),
	},
	{
		fact: "decided",
		action: "plan.edit",
		title: "Registrera beslutet",
		help: "Datum, paragraf och diarienummer. En plan gäller först när nämnden har beslutat den.",
		href: paths.plans(),
	},
	{
		fact: "control",
		action: "control.edit",
		title: "Gör ett kontrollmoment",
		help: "Hur ofta, på vilka enheter, vem som utför och vem som granskar.",
		href: paths.controls(),
	},
	{
		fact: "file",
		action: "purchases.import",
		title: "Läs in den första inköpsfilen",
		help: "Månadens utdrag ur leverantörsreskontran. Kolumnerna pekas ut en gång, och nästa fil läses likadant.",
		href: paths.purchases(),
	},
	{
		fact: "draw",
		action: "draw.run",
		title: "Dra det första stickprovet",
		help: "Från populationens sida. De som ska utföra ser det sedan i Att göra.",
		href: paths.purchases(),
	},
	{
		fact: "report",
		action: "report.export",
		title: "Lägg till ett rapporttillfälle",
		help: "Delårsrapport eller verksamhetsberättelse, med brytdatum och sista dag.",
		href: paths.reports(),
	},
];

/** The steps that the person may take, with those that are taken; none for whoever takes no part in setting it up. */
export async function readFirstSteps(db: Db, actor: Actor): Promise<FirstStep[]> {
	const mine = STEPS.filter(({ action }) => maySomewhere(actor, action));
	if (mine.length === 0) return [];
	return Promise.all(
		mine.map(async ({ fact, action, ...step }) => ({ ...step, done: await isThere(db, reachOf(actor, action), fact) })),
	);
}
