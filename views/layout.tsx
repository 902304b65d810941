import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import { assetUrl, PRODUCT_VERSION } from "./assets/asset-url.ts";
import { Patterns } from "./ui/drawings/ink.tsx";
import type { AsOfProps } from "./ui/as-of.tsx";
import { Flash, type FlashTone } from "./ui/flash.tsx";
import { Link } from "./ui/link.tsx";
import { type LayoutActor, type MenuItem, TopBar } from "./ui/top-bar.tsx";

export interface LayoutProps {
	/** the page's one h1, and the first part of the window's title */
	title: string;
	/** said in the window's title instead of the page's own */
	window_title?: string | undefined;
	actor?: LayoutActor | null | undefined;
	menu?: readonly MenuItem[] | undefined;
	/** the page's own address without its query: the first page of a part of the menu has no way up */
	here?: string | undefined;
	crumbs?: readonly { href: string; label: string }[] | undefined;
	/** one button or button link beside the heading */
	main_action?: Child;
	/** one sentence under the heading */
	lead?: Child;
	flash?: { tone: FlashTone; text: string; heading?: string | undefined } | null | undefined;
	demo?: boolean | undefined;
	/** for those who may read the register as it was: the day that is shown (null is today), and where the choice is sent */
	as_of?: AsOfProps | null | undefined;
	urls?: { home: string; sign_out: string; accessibility: string; help: string } | undefined;
	children?: Child;
}

const URLS = { home: "/", sign_out: "/logga-ut", accessibility: "/tillganglighet", help: "/hjalp" };

// htmx swaps 403, 409 and 422 by itself (only 204 and 304 are not swapped); 5xx is stopped in app.js, so a form keeps its values.
// Uploads may take minutes. No inline style or script is ever added by htmx.
const HTMX = JSON.stringify({
	defaultSwap: "outerHTML",
	includeIndicatorCSS: false,
	history: "reload",
	defaultTimeout: 600_000,
	mode: "same-origin",
	prefix: "",
});

// A template, not JSX: hono/jsx moves <title>, <meta> and <link> by searching the whole page for each of them.
const assets = html`<link rel="icon" href="${assetUrl("icon.svg")}" type="image/svg+xml"><link rel="stylesheet" href="${assetUrl("app.css")}"><script src="${assetUrl("htmx.js")}" defer></script><script src="${assetUrl("app.js")}" defer></script><script src="${assetUrl("pages.js")}" defer></script><script src="${assetUrl("kept.js")}" defer></script>`;
const head = (title: string, person: string | undefined) =>
	html`<head><meta charset="utf-8"><title>${title} – Tillräcklig</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no"><meta name="htmx-config" content="${HTMX}">${person ? html`<meta name="person" content="${person}">` : ""}${assets}</head>`;

function Crumbs({ crumbs }: { crumbs: readonly { href: string; label: string }[] }) {
	return (
		<nav class="crumbs" aria-label="Sökväg">
			<ol>
				{crumbs.map((crumb) => (
					<li>
						<Link href={crumb.href}>{crumb.label}</Link>
					</li>
				))}
			</ol>
		</nav>
	);
}

/** A page that names no way up lies under its part of the menu, unless it is that part's first page; one outside the menu under where a person starts. */
function crumbsOf({ crumbs, menu, here }: LayoutProps): NonNullable<LayoutProps["crumbs"]> {
	if (crumbs) return crumbs;
	const part = menu?.find((item) => item.current) ?? menu?.[0];
	return part && here !== undefined && part.href !== here ? [part] : [];
}

function Frame(props: LayoutProps) {
	const urls = props.urls ?? URLS;
	const crumbs = crumbsOf(props);
	return (
		<body>
			<a href="#innehall" class="skip-link">
				Hoppa till innehållet
			</a>
			<header>
				<TopBar actor={props.actor} menu={props.menu} demo={props.demo} as_of={props.as_of} urls={urls} />
			</header>
			<main id="innehall" tabindex={-1} class="width">
				{crumbs.length > 0 ? <Crumbs crumbs={crumbs} /> : null}
				<div class="page-head">
					<h1>{props.title}</h1>
					{props.main_action ? <div class="page-action">{props.main_action}</div> : null}
				</div>
				{props.lead ? <p class="lead">{props.lead}</p> : null}
				<div id="meddelanden">{props.flash ? <Flash {...props.flash} /> : null}</div>
				{props.children}
			</main>
			<footer class="footer">
				<p class="width">
					{props.actor ? <a href={urls.help}>Hjälp</a> : null}
					<a href={urls.accessibility}>Tillgänglighet</a>
					<span>{`Tillräcklig ${PRODUCT_VERSION}`}</span>
					{props.demo ? <span>Demo: personer och uppgifter är påhittade.</span> : null}
				</p>
			</footer>
			<div id="upplasning" class="sr-only" role="status" aria-live="polite" />
			<Patterns />
		</body>
	);
}

/** The whole page. */
export function Layout(props: LayoutProps) {
	return (
		<>
			{raw("<!doctype html>")}
			<html lang="sv">
				{head(props.window_title ?? props.title, props.actor?.id)}
				<Frame {...props} />
			</html>
		</>
	);
}
