import { ROLES } from "../../../db/schema/vocabulary.ts";
import type { LayoutProps } from "../../../views/layout.tsx";
import type { MenuItem } from "../../../views/ui/top-bar.tsx";
import { maySomewhere } from "../access/actor.ts";
import type { Action } from "../access/permissions.ts";
import { paths } from "../../paths/paths.ts";
import { takeFlash } from "./answer.tsx";
import type { Http } from "./env.ts";

/** The menu, in order, each with the right that shows it and the addresses that belong to it. */
interface Entry {
	label: string;
	href: string;
	action: Action;
	under?: string[];
	second?: Entry[];
}

const MENU: Entry[] = [
	{ label: "Översikt", href: paths.overview(), action: "report.view" },
	{ label: "Att göra", href: paths.inbox(), action: "inbox.view", under: [paths.tasks()] },
	{
		label: "Plan",
		href: paths.plans(),
		action: "plan.view",
		second: [
			{ label: "Planer", href: paths.plans(), action: "plan.view", under: ["/planer", "/risker"] },
			{ label: "Riskförslag", href: paths.riskProposals(), action: "risk_proposal.view", under: ["/riskforslag"] },
			{ label: "Åtgärder", href: paths.measures(), action: "plan.view", under: ["/atgarder"] },
			{ label: "Sammanträden", href: paths.meetings(), action: "meeting.view", under: ["/sammantraden"] },
			{ label: "Årshjul", href: paths.yearWheel(), action: "meeting.view", under: ["/arshjul"] },
		],
	},
	{
		label: "Kontroller",
		href: paths.yearStrip(),
		action: "run.view",
		second: [
			{ label: "Årsöversikt", href: paths.yearStrip(), action: "run.view" },
			{
				label: "Kontrollmoment",
				href: paths.controls(),
				action: "plan.view",
				under: [
					"/kontroller",
					"/kontrollenheter",
					"/checklistor",
					"/stickprovsplan",
					"/beloppsplan",
					"/kontantkassor",
					"/materialkostnader",
				],
			},
			{ label: "Kontrolltillfällen", href: paths.runs(), action: "run.view", under: ["/stickprov"] },
			{
				label: "Inköp",
				href: paths.purchases(),
				action: "purchases.view",
				under: ["/inkop", "/populationer", "/dragningar", "/avtal"],
			},
			{ label: "Utvärdering", href: paths.evaluation(), action: "run.view", under: ["/utvardering"] },
			{ label: "Träffar", href: paths.ledgerHits(), action: "hit.view", under: ["/traffar"] },
		],
	},
	{ label: "Avvikelser", href: paths.deviations(), action: "deviation.view", under: ["/avvikelser", "/underlag"] },
	{ label: "SAM", href: paths.sam(), action: "sam.overview", under: ["/sam"] },
	{
		label: "Rapporter",
		href: paths.reports(),
		action: "report.view",
		under: [
			"/rapporter",
			"/bedomningar",
			"/foredragningspm",
			"/samlad-bedomning",
			"/tackning",
			"/verksamhetsdialog",
			"/namnd",
			"/rekommendationer",
			"/regiongemensamt",
		],
	},
	{
		label: "Administration",
		href: paths.administration(),
		action: "organisation.view",
		under: [
			"/administration",
			"/enheter",
			"/namnder",
			"/personer",
			"/roller",
			"/saknar-ansvarig",
			"/atkomstnycklar",
			"/inbjudningar",
			"/dubbla-konton",
			"/installningar",
			"/utkorg",
			"/logg",
			"/gallring",
			"/integrationer",
			"/hr-filer",
		],
	},
	{ label: "Sök", href: paths.search(), action: "inbox.view" },
];

export type Shell = Pick<LayoutProps, "actor" | "menu" | "here" | "demo" | "urls" | "flash" | "as_of">;

const liesUnder = ({ href, under = [], second = [] }: Entry, here: string): boolean =>
	[href, ...under].some((start) => here === start || here.startsWith(`${start}/`)) ||
	second.some((entry) => liesUnder(entry, here));

/** Whether some part of the menu is marked at an address. */
export const liesInMenu = (here: string): boolean => MENU.some((part) => liesUnder(part, here));

/** What the person may see of a row of the menu, and where in it the address lies: at an item of its own, else under one. */
function shownIn(entries: readonly Entry[], actor: Http["var"]["ctx"]["actor"], here: string): MenuItem[] {
	const shown = entries.filter((item) => maySomewhere(actor, item.action));
	const own = shown.find(({ href }) => here === href);
	return shown.map((item) => ({
		label: item.label,
		href: item.href,
		current: own ? own === item : liesUnder(item, here),
		second: item.second && shownIn(item.second, actor, here),
	}));
}

/** The frame of every page: who is signed in, the menu that their rights allow, and the flash sentence of the last act. */
export function shell(c: Http): Shell {
	const { actor } = c.var.ctx;
	const [held] = c.var.roles;
	const here = c.req.path;
	return {
		actor:
			actor.id === null
				? null
				: {
						id: actor.id,
						name: actor.name,
						account_href: paths.ownSessions(),
						role_label: [...new Set(c.var.roles.map((role) => ROLES[role.role]))].join(", ") || "Ingen roll",
						unit_name: held?.unit_name ?? "Ingen enhet",
						on_behalf_of: c.var.roles.find((role) => role.substitute_for)?.substitute_for?.name ?? null,
					},
		menu: actor.id === null ? [] : shownIn(MENU, actor, here),
		here,
		demo: c.var.config.demo,
		flash: takeFlash(c),
		as_of: maySomewhere(actor, "as_of.view") ? asOfProps(c) : null,
		urls: {
			home: maySomewhere(actor, "report.view") ? paths.overview() : paths.inbox(),
			sign_out: paths.signOut(),
			accessibility: paths.accessibility(),
			help: paths.help(),
		},
	};
}

/** The earlier day that is read, and the address that choosing another day leads back to. */
function asOfProps(c: Http): LayoutProps["as_of"] {
	const url = new URL(c.req.url);
	const shown = c.req.method === "GET" && url.pathname !== paths.asOf();
	return {
		date: c.var.as_of ?? null,
		action: paths.asOf(),
		end_action: paths.asOfEnding(),
		return_to: shown ? url.pathname + url.search : paths.inbox(),
	};
}
