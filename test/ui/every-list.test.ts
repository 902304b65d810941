import { afterAll, expect, test } from "vitest";
import type { Database } from "../../db/open.ts";
import * as report from "../../db/schema/report/words.ts";
import * as sam from "../../db/schema/sam/words.ts";
import * as register from "../../db/schema/vocabulary.ts";
import { clientFor } from "../support/browser-client.ts";
import { hold } from "../support/lifetime.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { listPages } from "../support/pages.ts";
import { addressOf, routeTable } from "../support/route-table.ts";
import { SizedLists } from "../support/sized-lists.ts";
import { openWholeWorld } from "../support/whole-world.ts";

/** Pages whose files are no list of theirs: a strip, a judgement, a report, a plan as a whole, figures of groups, what is held of a person. */
const NO_LIST = [
	/^\/kontroller\/arsoversikt$/,
	/^\/utvardering$/,
	/^\/samlad-bedomning$/,
	/^\/rapporter\/[^/]+$/,
	/^\/rapporter\/[^/]+\/uppfoljning$/,
	/^\/rapporter\/[^/]+\/lage$/,
	/^\/planer\/[^/]+$/,
	/^\/sam\/oversikt\//,
	/^\/sam\/fragesvar\//,
	/^\/att-gora$/,
	/^\/mina-uppgifter$/,
	/^\/personer\/[^/]+\/uppgifter$/,
];

// the tests below only look: they share one world
const [{ world, lists }, close] = await hold(async () => {
	const world = await openWholeWorld();
	const pages = await listPages(world);
	const files = routeTable(world).filter(({ method, path }) => method === "GET" && /\.json\}?$/.test(path));
	const addresses = files.map((route) => {
		const object = world.objects[route.path.slice(0, route.path.indexOf("/:"))] ?? "finns-inte";
		return addressOf(route, object).replace(/\.json$/, "");
	});
	const lists = [...new Set(addresses)].filter((one) => pages.has(one) && !NO_LIST.some((no) => no.test(one)));
	return { world, lists: lists.map((address) => ({ address, person: pages.get(address)! })) };
});
afterAll(close);

const textOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, "")
		.replaceAll("&quot;", '"')
		.replaceAll("&#39;", "'")
		.replaceAll("&amp;", "&")
		.trim();
const unescaped = (href: string) => href.replaceAll("&amp;", "&");
const sortsOf = (html: string) =>
	[...html.matchAll(/<a href="([^"]+)" id="sortera-([\w]+)"/g)].map(([, href, key]) => ({
		href: unescaped(href!),
		key: key!,
	}));
const fileOf = (html: string) => unescaped(/<a href="([^"]+\.json\?[^"]*)"/.exec(html)?.[1] ?? "");
/** The names of the list's rows; a table that stands before it is no part of it. */
const namesOf = (html: string) =>
	[...html.slice(html.indexOf('class="list-area"')).matchAll(/<th role="rowheader"[^>]*>(.*?)<\/th>/gs)].map(
		([, cell]) => textOf(cell!),
	);

/** Every closed list of words of the register, in its order; a riskområde is a name that a board may change. */
const LADDERS = [register, report, sam]
	.flatMap((module) => Object.values(module))
	.filter((one) => one !== report.STANDARD_AREAS)
	.map((one) => (typeof one === "object" ? Object.values(one) : []))
	.filter((words) => words.length > 1 && words.every((word) => typeof word === "string" && /^\p{Lu}/u.test(word)));

/** Words that are all of one closed list, and stand in no such list's order. */
function offItsLadder(values: readonly unknown[]): boolean {
	const words = values.filter((value) => value !== null && value !== "");
	const ladders = LADDERS.filter((ladder) => words.every((word) => ladder.includes(word)));
	const follows = (ladder: unknown[]) => !words.some((word, n) => ladder.indexOf(word) < ladder.indexOf(words[n - 1]));
	return ladders.length > 0 && !ladders.some(follows);
}

/** Numbers and days never fall, words follow their ladder, and what is empty stands last. */
function falls(values: readonly unknown[]): boolean {
	if (offItsLadder(values)) return true;
	const comparable = (value: unknown) => typeof value === "number" || /^\d{4}-\d\d-\d\d/.test(String(value));
	if (!values.every((value) => value === null || value === "" || comparable(value))) return false;
	const filled = values.filter((value) => value !== null && value !== "") as (number | string)[];
	if (values.slice(0, filled.length).some((value) => value === null || value === "")) return true;
	return filled.some((value, place) => place > 0 && value < filled[place - 1]!);
}

/** What rises when the values fall; what is empty stands last either way. */
function turnedRound(values: readonly unknown[]): unknown[] {
	const end = values.findLastIndex((value) => value !== null && value !== "") + 1;
	return [...values.slice(0, end).reverse(), ...values.slice(end)];
}

test("the lists were found, and each is the one component", async () => {
	expect(lists.length).toBeGreaterThan(35);
	const other: string[] = [];
	for (const { address, person } of lists) {
		const html = await (await (await clientFor(world, person)).get(address)).text();
		if (!html.includes('id="lista"') || fileOf(html) === "") other.push(address);
	}
	expect(other).toEqual([]);
});

test.each(lists)(
	"$address sorts on every column, up and down, and its file has the order and the columns of the page",
	async ({ address, person }) => {
		const wrong: string[] = [];
		const client = await clientFor(world, person);
		const first = await (await client.get(address)).text();
		for (const { href, key } of sortsOf(first)) {
			const page = await client.get(href);
			const html = await page.text();
			const told = `${address} by ${key} (${person})`;
			if (page.status !== 200 || !html.includes('aria-sort="ascending"')) wrong.push(`${told}: ${page.status}`);
			const file = await client.get(fileOf(html));
			if (file.status !== 200) {
				wrong.push(`${told}: file ${file.status}`);
				continue;
			}
			const rows = (await file.json()) as Record<string, unknown>[];
			if (falls(rows.map((row) => row[key]))) wrong.push(`${told}: out of order`);
			const names = namesOf(html).slice(0, rows.length);
			const said = rows.map((row) => Object.values(row).map(String));
			// the cell that names a row may be drawn in another way; where it is the text of the file it stands in its order
			const plain = names.every((name) => said.some((values) => values.includes(name)));
			if (plain && names.some((name, place) => !said[place]!.includes(name))) wrong.push(`${told}: not as the file`);
			const back = await (await client.get(sortsOf(html).find((one) => one.key === key)!.href)).text();
			const turned = (await (await client.get(fileOf(back))).json()) as typeof rows;
			if (!back.includes('aria-sort="descending"') || falls(turnedRound(turned.map((row) => row[key]))))
				wrong.push(`${told}: not turned round`);
		}
		expect(wrong).toEqual([]);
	},
);

test("an order, a column or a view that there is not is told on the page, and refused as a file", async () => {
	const wrong: string[] = [];
	for (const { address, person } of lists) {
		const client = await clientFor(world, person);
		for (const [query, said] of [
			["sortera=finns_inte", "sorterar efter en kolumn som inte finns"],
			["kolumn=finns_inte", "en kolumn som inte finns"],
			["vy=finns-inte", "Den sparade vyn finns inte"],
		] as const) {
			const page = await client.get(`${address}?${query}`);
			if (page.status !== 200 || !(await page.text()).includes(said)) wrong.push(`${address}?${query}: ${page.status}`);
			if (query.startsWith("vy=")) continue;
			const file = await client.get(`${address}.json?${query}`);
			if (file.status !== 422) wrong.push(`${address}.json?${query}: ${file.status}`);
		}
	}
	expect(wrong).toEqual([]);
});

/** None, and enough to be ordered, every day; in full one and several too. */
test.each(FULL_MEASURE ? [0, 1, 2, 5] : [0, 2])("every list sorts and searches with %i rows", async (size) => {
	const db = world.ctx.db.withPlugin(new SizedLists(size));
	const database: Database = Object.create(world.ctx.database, { db: { value: db } });
	const sized = { ...world, ctx: { ...world.ctx, database, db } };
	const failed: string[] = [];
	for (const { address, person } of lists) {
		const client = await clientFor(sized, person, undefined, {}, (line) => failed.push(line));
		const [last] = sortsOf(await (await client.get(address)).text()).slice(-1);
		if (!last) continue;
		for (const href of [last.href, `${address}?hitta=%C3%A5%C3%A4%C3%B6+%25_`]) {
			const { status } = await client.get(href);
			// an emptied list may hold the one thing the page is about: then there is no such page
			if (status !== 200 && !(size === 0 && status === 404)) failed.push(`${href} (${person}): ${status}`);
		}
	}
	expect(failed).toEqual([]);
});
