import { findPerson } from "../../db/queries/people/people.ts";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { sessionCookie } from "../../src/ground/http/actor.ts";
import { paths } from "../../src/paths/paths.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { whenFinished } from "../support/lifetime.ts";
import { type PersonKey, TODAY, type World } from "../support/world.ts";

const SHOTS = fileURLToPath(new URL("../../.tmp/screenshots", import.meta.url));
const README_SHOTS = fileURLToPath(new URL("screenshots", import.meta.url));
/** The suggestions below the address bar: pages of Chromium's own, and each window opened costs them more CPU than ours. */
const ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];
/** Chromium heeds the last list of the command line alone: what Playwright leaves out is said again. */
const LEFT_OUT_BY_PLAYWRIGHT = [
	"AvoidUnnecessaryBeforeUnloadCheckSync",
	"DestroyProfileOnBrowserClose",
	"HttpsUpgrades",
	"HttpsFirstBalancedModeAutoEnable",
	"LensOverlay",
	"MediaRouter",
	"PaintHolding",
	"ThirdPartyStoragePartitioning",
	"AvoidCorsURLLoaderRestartOnRedirect",
	"OptimizationHints",
	"NetworkTimeServiceQuerying",
	"AimEnabled",
	"PreconnectToSearch",
];
const QUIET = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	`--disable-features=${[...LEFT_OUT_BY_PLAYWRIGHT, ...ADDRESS_BAR].join(",")}`,
	// axe runs once on a page: optimising its code for a second run costs as much as running it, and so does collecting after it
	"--js-flags=--max-optimized-bytecode-size=0,--min-semi-space-size=32",
];
/** The engine, and an address of the test site alone: sent in words to every page it costs as much as a run of it. */
const AXE = "/axe-core.js";
const AXE_SOURCE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
export const WIDTHS = [360, 768, 1440] as const;

export interface Visitor {
	page: Page;
	context: BrowserContext;
}

export interface Site {
	url: string;
	/** A browser of a person's own, signed in and at the start page. */
	visit(person: PersonKey, options?: VisitOptions): Promise<Visitor>;
}

export interface VisitOptions {
	width?: number;
	javaScriptEnabled?: boolean;
	colorScheme?: "light" | "dark";
	/** Through the sign-in page, as people do. Otherwise the browser comes with its session: a visit costs a third. */
	byThePage?: boolean;
}

let browser: Promise<Browser> | undefined;

/** One Chromium per test file. */
function chromiumOnce(): Promise<Browser> {
	browser ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });
	return browser;
}

export async function closeChromium(): Promise<void> {
	await (await browser)?.close();
	browser = undefined;
}

/** A page of its own for what is opened from disk: nobody is signed in anywhere. */
export async function openPage({ width }: { width: number }): Promise<Page> {
	const context = await (await chromiumOnce()).newContext({ viewport: { width, height: 900 }, locale: "sv-SE" });
	whenFinished(() => context.close());
	return context.newPage();
}

/** The whole product over a test's world, on a port of its own; the clock stands at `at`. */
export async function openSite(world: World, at = TODAY): Promise<Site> {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app = createApp({ ...world.ctx, clock: () => new Date(at), config, log: pino({ level: "silent" }) });
	const url = await new Promise<string>((resolve) => {
		const server = serve(
			{ fetch: (request, env) => axeFor(request) ?? app.fetch(request, env), port: 0, hostname: "127.0.0.1" },
			({ port }) => resolve(`http://127.0.0.1:${port}`),
		);
		whenFinished(() => void server.close());
	});
	return {
		url,
		visit: async (person, { byThePage = false, ...options } = {}) => {
			const visitor = await openVisitor(url, options);
			if (byThePage) await signInOnThePage(visitor.page, (await findPerson(world.ctx.db, world.ids[person]))!);
			else {
				const token = await signIn(await world.as(person, at), "demo", undefined, "demo");
				await visitor.context.addCookies([{ name: sessionCookie(config).name, value: token, url }]);
				await visitor.page.goto(paths.inbox());
			}
			return visitor;
		},
	};
}

/** Kept for a day: the next page takes it from the cache of its browser. */
function axeFor({ url }: Request): Response | undefined {
	if (new URL(url).pathname !== AXE) return undefined;
	const headers = { "content-type": "text/javascript", "cache-control": "max-age=86400, immutable" };
	return new Response(AXE_SOURCE, { headers });
}

async function openVisitor(url: string, { width = 1440, ...rest }: Omit<VisitOptions, "byThePage">): Promise<Visitor> {
	const context = await (await chromiumOnce()).newContext({
		baseURL: url,
		viewport: { width, height: 900 },
		locale: "sv-SE",
		reducedMotion: "reduce",
		acceptDownloads: true,
		...rest,
	});
	whenFinished(() => context.close());
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	const faults: string[] = [];
	page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
	page.on("console", (message) => {
		// the browser itself reports every 4xx and 5xx answer, and a network that a test has cut; the tests look at those
		if (message.type() === "error" && !/status of (4|5)\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(message.text()))
			faults.push(`${page.url()}: ${message.text()}`);
	});
	whenFinished(() => expect(faults, "errors in the browser's console").toEqual([]));
	return { page, context };
}

async function signInOnThePage(page: Page, person: { id: string; name: string }): Promise<void> {
	await page.goto(`${paths.signIn()}?sok=${encodeURIComponent(person.name)}`);
	await page.locator(`form:has(input[value="${person.id}"]) button`).first().click();
}

/** A page of the site asks the site for the engine, once per browser; a page from disk is sent it in words. */
async function loadAxe(page: Page): Promise<void> {
	if (page.url().startsWith("http")) {
		await page.evaluate(`new Promise((resolve, reject) => {
			const script = document.createElement("script");
			script.src = "${AXE}";
			script.onload = () => resolve(script.remove());
			script.onerror = () => reject(new Error("${AXE}"));
			document.head.append(script);
		})`);
	} else await page.evaluate(`${AXE_SOURCE};undefined`);
}

const CONTRAST = "color-contrast";

/** No violation of WCAG 2.1 A and AA (of one rule of it, or of all but one), and no sideways scrolling of the page. */
export async function requireAccessible(page: Page, rule?: string, but?: string): Promise<void> {
	if (!(await page.evaluate<boolean>("'axe' in window"))) await loadAxe(page);
	const runOnly = rule ? [rule] : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
	const rules = but ? { [but]: { enabled: false } } : {};
	// none of these rules reads the stylesheets, which would be fetched and parsed anew for each page
	const asked = JSON.stringify({ runOnly, rules, resultTypes: ["violations"], preload: { assets: ["media"] } });
	const found = await page.evaluate<string[]>(`axe.run(${asked}).then(({ violations }) => violations.map(
		({ id, nodes }) => id + ": " + nodes.map((node) => node.html.slice(0, 120)).join(" | "),
	))`);
	expect(found, `axe on ${page.url()}`).toEqual([]);
	// as text: the function runs in the page, where the DOM's types are
	const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
	expect(overflow, `sideways scrolling on ${page.url()}`).toBeLessThanOrEqual(0);
}

/**
 * The same, where the contrast is judged only when the page has a text that looks as none in `judged` does: contrast is a matter of a text's
 * colour, size, weight and ground, and costs as much as all other rules together.
 */
export async function requireAccessibleAnew(page: Page, judged: Set<string>): Promise<void> {
	const looks = await looksOf(page);
	const known = looks.every((look) => judged.has(look));
	await requireAccessible(page, undefined, known ? CONTRAST : undefined);
	for (const look of looks) judged.add(look);
}

/** How the texts of a page look: colour, ground, picture behind, strength, size and weight. As text, as above. */
function looksOf(page: Page): Promise<string[]> {
	return page.evaluate<string[]>(`(() => {
		const looks = new Set();
		const grounds = new Map();
		const groundOf = (element) => {
			if (!element) return "";
			if (!grounds.has(element)) {
				const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
				const own = [backgroundColor, backgroundImage, opacity].join(" ");
				const isClear = own === "rgba(0, 0, 0, 0) none 1";
				grounds.set(element, isClear ? groundOf(element.parentElement) : own + " on " + groundOf(element.parentElement));
			}
			return grounds.get(element);
		};
		for (const element of document.body.querySelectorAll("*")) {
			const says = element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
			if (!says || !element.checkVisibility()) continue;
			const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
			looks.add([color, fontSize, fontWeight, textShadow, groundOf(element)].join(" | "));
		}
		return [...looks];
	})()`);
}

/** Screenshots for looking at, at every width, when asked for: no test reads them. `readme` names the width that the README shows. */
export async function shoot(page: Page, name: string, readme?: (typeof WIDTHS)[number]): Promise<void> {
	if (!process.env.SCREENSHOTS && !process.env.README_SCREENSHOTS) return;
	mkdirSync(SHOTS, { recursive: true });
	const before = page.viewportSize()!;
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`), fullPage: true });
		if (width === readme && process.env.README_SCREENSHOTS)
			await page.screenshot({ path: join(README_SHOTS, `${name}-${width}.png`) });
	}
	await page.setViewportSize(before);
}

/** Words of tables that stand on two lines; long keys and hashes may, and a word may where it says so with a soft hyphen. As text, as above. */
export function brokenWords(page: Page): Promise<string[]> {
	return page.evaluate<string[]>(`(() => {
		const found = new Set();
		for (const cell of document.querySelectorAll("main :is(td, th)")) {
			// a heading that is there for screen readers alone has no room to stand in
			if (cell.closest("thead")?.offsetWidth <= 1) continue;
			const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				if (node.parentElement.closest(".sr-only")) continue;
				for (const match of node.textContent.matchAll(/(?<![\\p{L}\\u00ad])\\p{L}{2,24}(?![\\p{L}\\p{N}])/gu)) {
					const range = document.createRange();
					range.setStart(node, match.index);
					range.setEnd(node, match.index + match[0].length);
					const rects = [...range.getClientRects()].filter((rect) => rect.width > 1);
					const tops = new Set(rects.map((rect) => Math.round(rect.top)));
					if (tops.size > 1) found.add(match[0]);
				}
			}
		}
		return [...found];
	})()`);
}
