/**
 * Takes pictures of every kind of page of a running demo, to be looked at: at 360, 768 and 1440 wide, in light, dark and high contrast.
 * `npx tsx scripts/look/pages.ts http://127.0.0.1:3000 MAPP "Namn" …` follows the links as each person; needs Chromium
 * (`CHROMIUM`). A page that scrolls sideways is told. `--bara=/kontroller,/avvikelser` takes no others, `--topp` no more than a window shows.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";

const WIDTHS = [360, 768, 1440];
const [site = "", folder = "look", ...people] = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const only = process.argv.find((one) => one.startsWith("--bara="))?.slice("--bara=".length);
const fullPage = !process.argv.includes("--topp");
const asked = only === undefined ? null : only.split(",");

/** Files and doors that lead out, and ways that every list has. */
const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip|ics)$|\/(logga-ut|arkiv|granskningspaket|arbetsbok|tillgangar)/;

/** One page is enough of each kind: ids and keys of the address are all the same. */
const kindOf = (path: string) => path.replace(/\/(?=[^/]*\d)[^/]+/g, "/ett");

const nameOf = (kind: string) => kind.replaceAll("/", "-").replace(/^-/, "") || "start";

async function signedIn(page: Page, person: string): Promise<void> {
	await page.goto(`${site}/logga-in?sok=${encodeURIComponent(person)}`);
	await page.locator("form:has(input[name=person]) button", { hasText: person }).first().click();
	await page.waitForLoadState();
}

async function pictures(page: Page, name: string): Promise<void> {
	for (const scheme of ["light", "dark", "kontrast"] as const) {
		const contrast = scheme === "kontrast";
		await page.emulateMedia({
			colorScheme: contrast ? "dark" : scheme,
			forcedColors: contrast ? "active" : "none",
			reducedMotion: "reduce",
		});
		for (const width of contrast ? [1440] : WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			const over = await page.evaluate<number>(
				"document.documentElement.scrollWidth - document.documentElement.clientWidth",
			);
			if (over > 0) console.log(`${name} ${width}: ${over} px för bred`);
			await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage });
		}
	}
}

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox"],
});
mkdirSync(folder, { recursive: true });
const seen = new Set<string>();
for (const person of people) {
	const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	await signedIn(page, person);
	const waiting = asked ? [...asked] : [new URL(page.url()).pathname];
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		const kind = kindOf(path);
		if (seen.has(kind)) continue;
		// a page that was opened in forced colours keeps its ground when they are left
		await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
		const answer = await page.goto(site + path);
		if (answer?.status() !== 200 || !answer.headers()["content-type"]?.startsWith("text/html")) continue;
		seen.add(kind);
		console.log(kind, path);
		await pictures(page, nameOf(kind));
		if (asked) continue;
		// a link in a drawing has no pathname of its own
		const links = await page.evaluate<string[]>(
			"[...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), location).pathname)",
		);
		for (const link of links) if (!NO_PAGE.test(link) && !seen.has(kindOf(link))) waiting.push(link);
	}
	await context.close();
}
await browser.close();
console.log(`${seen.size} sorters sidor`);
