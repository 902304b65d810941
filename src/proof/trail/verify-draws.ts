import type { Db } from "../../../db/open.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import {
	type DrawnItem,
	listDrawEvents,
	listDrawnItems,
	listFrozenLines,
	listMadeDraws,
	type MadeDraw,
} from "../../../db/queries/proof/trail-draws.ts";
import { drawMoney, moneyReason, moneyTotals } from "../../ground/sampling/money-record.ts";
import { commitment, populationDigest, rank, seedFrom } from "../../ground/sampling/selection.ts";

export interface DrawsReport {
	draws: number;
	problems: string[];
}

/**
 * Makes every draw again: the secret is the one promised, the population the one frozen, the items those with the lowest
 * numbers in their stratum, and all three are what the trail says. Problems are Swedish sentences, at most one per draw and kind.
 */
export async function verifyDraws(db: Db): Promise<DrawsReport> {
	const logged = await readLogged(db);
	const problems: string[] = [];
	const draws = await listMadeDraws(db);
	for (const draw of draws) {
		for (const problem of await problemsOf(db, draw, logged)) problems.push(`Dragningen ${draw.draw_id}: ${problem}`);
	}
	return { draws: draws.length, problems };
}

async function problemsOf(db: Db, draw: MadeDraw, logged: Logged): Promise<string[]> {
	if (draw.secret === null || draw.population_id === null) return ["hemligheten eller populationen saknas."];
	const problems: string[] = [];
	try {
		if (commitment(draw.draw_id, draw.secret) !== draw.commitment) {
			problems.push("hemligheten är inte den som åtagandet gällde.");
		}
		const lines = await listFrozenLines(db, draw.population_id);
		if (populationDigest(lines) !== draw.digest) problems.push("populationen är inte den som frystes.");
		const items = await listDrawnItems(db, draw.population_id);
		const seed = seedFrom(draw.secret, draw.draw_id, draw.public_value);
		problems.push(...(draw.method ? amountProblems : itemProblems)(draw, seed, lines, items));
		problems.push(...loggedProblems(draw, items, logged));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		problems.push(error.message);
	}
	return problems;
}

/** In each stratum the items hold the ranks 1, 2, 3 … without a gap, each with the hash that gives it the rank. */
function itemProblems(
	draw: MadeDraw,
	seed: string,
	lines: readonly { key: string; unit_id: string }[],
	items: readonly DrawnItem[],
): string[] {
	const frame = grouped(lines, ({ unit_id }) => unit_id);
	for (const [unit_id, own] of grouped(items, (item) => item.unit_id)) {
		const keys = (frame.get(unit_id) ?? []).map(({ key }) => key);
		const ordered = rank(seed, draw.draw_id, keys);
		for (const [index, item] of own.entries()) {
			const right = ordered[index];
			if (item.rank === index + 1 && item.key === right?.key && item.hash === right.hash) continue;
			return [`inköpet ${item.key} vid ${item.unit} är inte det som dragningen ger.`];
		}
	}
	return [];
}

/** Drawn in proportion to the amount: the items are just those that the frame as a whole gives, for the reasons that are kept. */
function amountProblems(
	draw: MadeDraw,
	seedHex: string,
	rows: readonly { key: string; amountOre: number }[],
	items: readonly DrawnItem[],
): string[] {
	const { items: right, money } = drawMoney({
		seedHex,
		drawId: draw.draw_id,
		method: draw.method!,
		n: draw.asked!,
		rows,
	});
	const ranks = new Map(right.map((item) => [item.key, item]));
	const wrong = items.find((item) => {
		const given = ranks.get(item.key);
		return given?.rank !== item.rank || given?.hash !== item.hash;
	});
	if (wrong) return [`fakturan ${wrong.key} vid ${wrong.unit} är inte den som dragningen ger.`];
	const drawn = new Set(items.map((item) => item.key));
	const missing = right.find((item) => !drawn.has(item.key));
	if (missing) return [`fakturan ${missing.key} ska vara dragen men saknas.`];
	const reason = moneyReason(money);
	const unlike = items.find(({ key, in_top, points }) => {
		const given = reason(key);
		return given.in_top !== in_top || given.points !== points;
	});
	if (unlike) return [`fakturan ${unlike.key} vid ${unlike.unit} är dragen av andra skäl än de som står.`];
	const totals = Object.entries(moneyTotals(money, rows));
	return totals.some(([name, given]) => draw[name as keyof MadeDraw] !== given)
		? ["antalen och summorna är inte de som dragningen ger."]
		: [];
}

interface Logged {
	commitments: Map<string, string>;
	digests: Map<string, string>;
	drawn: Map<string, { secret: string; drawn: number }>;
}

async function readLogged(db: Db): Promise<Logged> {
	const logged: Logged = { commitments: new Map(), digests: new Map(), drawn: new Map() };
	for (const { type, data } of await listDrawEvents(db)) {
		const fact = JSON.parse(data) as { draw_id: string | null; [name: string]: unknown };
		if (fact.draw_id === null) continue;
		if (type === "population.frozen") logged.digests.set(fact.draw_id, String(fact.digest));
		else if (type === "sample.drawn") {
			logged.drawn.set(fact.draw_id, { secret: String(fact.secret), drawn: Number(fact.drawn) });
		} else if (!logged.commitments.has(fact.draw_id)) logged.commitments.set(fact.draw_id, String(fact.commitment));
	}
	return logged;
}

function loggedProblems(draw: MadeDraw, items: readonly DrawnItem[], logged: Logged): string[] {
	const problems: string[] = [];
	const told = logged.drawn.get(draw.draw_id);
	if (logged.commitments.get(draw.draw_id) !== draw.commitment) problems.push("åtagandet är inte det som loggades.");
	if (logged.digests.get(draw.draw_id) !== draw.digest) problems.push("kontrollsumman är inte den som loggades.");
	if (told?.secret !== draw.secret) problems.push("hemligheten är inte den som loggades.");
	const first = items.filter((item) => item.kind === "random" && item.replaces_id === null).length;
	if (told !== undefined && told.drawn !== first) {
		problems.push(`loggen säger ${told.drawn} dragna poster men det finns ${first}.`);
	}
	return problems;
}
