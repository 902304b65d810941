import { ROLES } from "../../../db/schema/vocabulary.ts";
import type { LayoutProps } from "../../../views/layout.tsx";
import { maySomewhere } from "../access/actor.ts";
import type { Action } from "../access/permissions.ts";
import { paths } from "../../paths/paths.ts";
import { takeFlash } from "./answer.tsx";
import type { Http } from "./env.ts";

/** The menu, in order, each with the right that shows it and the addresses that belong to it. */
const MENU: { label: string; href: string; action: Action; under: string[] }[] = [
	{ label: "Översikt", href: paths.overview(), action: "report.view", under: [] },
	{ label: "Att göra", href: paths.inbox(), action: "inbox.view", under: [] },
	{
		label: "Plan",
		href: paths.plans(),
		action: "plan.view",
		under: ["/planer", "/risker", "/atgarder", "/sammantraden"],
	},
	{
		label: "Kontroller",
		href: paths.yearStrip(),
		action: "run.view",
		under: [
			"/kontroller",
			"/stickprov",
			"/inkop",
			"/populationer",
			"/dragningar",
			"/kontrollenheter",
			"/checklistor",
			"/stickprovsplan",
			"/utvardering",
			"/traffar",
			"/avtal",
		],
	},
	{ label: "Avvikelser", href: paths.deviations(), action: "deviation.view", under: ["/avvikelser", "/underlag"] },
	{ label: "SAM", href: paths.sam(), action: "sam.overview", under: ["/sam"] },
	{
		label: "Rapporter",
		href: paths.reports(),
		action: "report.view",
		under: ["/rapporter", "/bedomningar", "/verksamhetsdialog", "/namnd", "/rekommendationer", "/regiongemensamt"],
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
			"/inbjudningar",
			"/dubbla-konton",
			"/installningar",
			"/logg",
			"/gallring",
			"/integrationer",
			"/hr-filer",
		],
	},
	{ label: "Sök", href: paths.search(), action: "inbox.view", under: [] },
];

export type Shell = Pick<LayoutProps, "actor" | "menu" | "demo" | "urls" | "flash" | "as_of">;

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
						name: actor.name,
						account_href: paths.ownSessions(),
						role_label: [...new Set(c.var.roles.map((role) => ROLES[role.role]))].join(", ") || "Ingen roll",
						unit_name: held?.unit_name ?? "Ingen enhet",
						on_behalf_of: c.var.roles.find((role) => role.substitute_for)?.substitute_for?.name ?? null,
					},
		menu:
			actor.id === null
				? []
				: MENU.filter((item) => maySomewhere(actor, item.action)).map(({ label, href, under }) => ({
						label,
						href,
						current: here === href || under.some((start) => here === start || here.startsWith(`${start}/`)),
					})),
		demo: c.var.config.demo,
		flash: takeFlash(c),
		as_of: maySomewhere(actor, "as_of.view") ? asOfProps(c) : null,
		urls: {
			home: maySomewhere(actor, "report.view") ? paths.overview() : paths.inbox(),
			sign_out: paths.signOut(),
			accessibility: paths.accessibility(),
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
