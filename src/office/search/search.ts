import {
	type FoundVoucher,
	listFound,
	listReachedUnits,
	listRunsOfUnits,
	listVouchersLike,
	SEARCHED,
	type Searched,
} from "../../../db/queries/office/search.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import { type Actor, maySomewhere, type Reach, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { type Context, liveOf } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { WORDS, wordId } from "../help/columns.ts";
import { PLACES } from "./places.ts";
import { keyOf, searchIndex } from "./search-index.ts";
import { TrigramIndex, wordsOf } from "./trigram-index.ts";

/** A page that fits the words. */
export interface Hit {
	href: string;
	title: string;
	meta: string;
}

export interface HitGroup {
	label: string;
	hits: Hit[];
}

/** The right that shows each kind's page, and the page. */
const KINDS: Record<Searched, { label: string; action: Action; href: (id: string) => string }> = {
	risk: { label: "Risker", action: "plan.view", href: paths.risk },
	measure: { label: "Åtgärder", action: "plan.view", href: paths.measure },
	control: { label: "Kontrollmoment", action: "plan.view", href: paths.control },
	deviation: { label: "Avvikelser", action: "deviation.view", href: paths.deviation },
	recommendation: { label: "Rekommendationer", action: "recommendation.view", href: paths.recommendation },
	org_unit: { label: "Enheter", action: "organisation.view", href: paths.unit },
	person: { label: "Personer", action: "organisation.view", href: paths.person },
	evidence: { label: "Underlag", action: "evidence.view", href: paths.evidence },
};

/** Hits of one kind on the page. */
const SHOWN = 8;
/** Hits that are looked up: some may be gone, or were seen on another day. */
const LOOKED_UP = 40;
/** Shorter numbers begin too many vouchers to say anything. */
const SHORTEST_NUMBER = 4;

/**
 * Everything that fits the words, grouped, as far as its pages may be seen: the index proposes, and the database says what it is called
 * now and whether this person reaches it.
 */
export async function search(ctx: Context, text: string): Promise<HitGroup[]> {
	const { actor } = ctx;
	const live = liveOf(ctx);
	const index = await searchIndex(live.database, live.clock());
	const groups: HitGroup[] = [{ label: "Sidor", hits: placesLike(actor, text) }];
	for (const kind of SEARCHED) {
		const { label, action, href } = KINDS[kind];
		if (!maySomewhere(actor, action)) continue;
		const rows = await foundOf(ctx, { index, kind, text, reach: reachOf(actor, action) });
		const hits = rows.slice(0, SHOWN).map(({ id, title, detail }) => ({ href: href(id), title, meta: detail }));
		groups.push({ label, hits });
	}
	groups.push({ label: "Hjälp", hits: meaningsOf(text) });
	groups.push({ label: "Kontrolltillfällen", hits: await runsLike(ctx, index, text) });
	groups.push({ label: "Verifikationer", hits: await vouchersLike(ctx, text) });
	return groups.filter(({ hits }) => hits.length > 0);
}

async function foundOf(
	{ db }: Context,
	{ index, kind, text, reach }: { index: TrigramIndex; kind: Searched; text: string; reach: Reach },
) {
	const units = await listReachedUnits(db, reach);
	const within = keyOf(kind, "");
	const keys = index.find(
		text,
		(entry) => entry.key.startsWith(within) && (!units || entry.unit_id === null || units.has(entry.unit_id)),
		LOOKED_UP,
	);
	const ids = keys.map((key) => key.slice(within.length));
	const rows = new Map((await listFound(db, kind, { ids, reach })).map((row) => [row.id, row]));
	return ids.flatMap((id) => rows.get(id) ?? []);
}

const placeOf = new Map(PLACES.map((place) => [place.title, place]));
const placeIndex = new TrigramIndex();
for (const { title, meta } of PLACES) placeIndex.put({ key: title, unit_id: null, words: wordsOf(`${title} ${meta}`) });

/** Pages and acts, by their names. */
function placesLike(actor: Actor, text: string): Hit[] {
	const opens = (title: string) => maySomewhere(actor, placeOf.get(title)!.action);
	return placeIndex.find(text, ({ key }) => opens(key), SHOWN).map((title) => placeOf.get(title)!);
}

const meanings = new Map(WORDS.map((one) => [one.word, one]));
const wordIndex = new TrigramIndex();
for (const { word } of WORDS) wordIndex.put({ key: word, unit_id: null, words: wordsOf(word) });

/** The words of the help that are meant. */
function meaningsOf(text: string): Hit[] {
	return wordIndex
		.find(text, () => true, SHOWN)
		.map((word) => ({
			title: word,
			meta: meanings.get(word)!.meaning,
			href: `${paths.help()}#${wordId(word)}`,
		}));
}

/** A unit's newest runs: whoever looks for a unit most often wants its checks. */
async function runsLike(ctx: Context, index: TrigramIndex, text: string): Promise<Hit[]> {
	const { db, actor } = ctx;
	if (!maySomewhere(actor, "run.view")) return [];
	const reach = reachOf(actor, "run.view");
	const units = await foundOf(ctx, { index, kind: "org_unit", text, reach });
	if (units.length === 0) return [];
	const ids = units.slice(0, 3).map((unit) => unit.id);
	const runs = await listRunsOfUnits(db, ids, reach, SHOWN);
	return runs.map(({ id, control, unit, period_key }) => ({
		title: `${unit}, ${formatOccurrence(period_key)}`,
		meta: control,
		href: paths.run(id),
	}));
}

/** Vouchers of the frames by the beginning of their number: a drawn one leads to its check, another to its population. */
async function vouchersLike({ db, actor }: Context, text: string): Promise<Hit[]> {
	const number = text.trim();
	if (number.length < SHORTEST_NUMBER || !/^[\p{L}\d./-]*\d[\p{L}\d./-]*$/u.test(number)) return [];
	const drawn_only = !maySomewhere(actor, "draw.view");
	if (drawn_only && !maySomewhere(actor, "run.view")) return [];
	const reach = reachOf(actor, drawn_only ? "run.view" : "draw.view");
	return (await listVouchersLike(db, number, { reach, drawn_only, limit: SHOWN })).map(voucherHit);
}

function voucherHit(voucher: FoundVoucher): Hit {
	return {
		title: `${voucher.supplier_name || "Utan leverantör"}, ${formatAmountOre(voucher.amount_ore)}`,
		meta: `${voucher.item_key}, ${voucher.unit}, ${voucher.item_id ? "i stickprovet" : "i populationen"}`,
		href: voucher.item_id ? paths.item(voucher.item_id) : paths.population(voucher.population_id),
	};
}
