import type { Cell, Trx } from "../../../db/open.ts";
import { findDraw, findEncryptedSecret } from "../../../db/queries/checks/draws.ts";
import { type FrameRun, findPopulation, type Population } from "../../../db/queries/checks/populations.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { ANSWERABLE_RUNS, isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { setRunDrawn } from "../../../db/writes/checks/runs.ts";
import { revealDraw } from "../../../db/writes/checks/draws.ts";
import { formatDate, formatDateTime, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { frozenTerms } from "../../ground/write/frozen-terms.ts";
import { commitment, drawStrata, type StratumDraw, seedFrom } from "../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { aboutRun, OPENED } from "../../ground/write/about-run.ts";
import { drawByAmount, keepMoneyDraw } from "./draw-money.ts";
import { type FrozenFrame, frozenFrame } from "./frozen-frame.ts";

export interface DrawInput {
	/** A value made public after the freeze, mixed into the seed; null for none. */
	public_value: string | null;
}

export interface DrawnSample {
	id: string;
	draw_id: string;
	commitment: string;
	digest: string;
	population: number;
	drawn: number;
	strata: { unit: string; N: number; n: number }[];
}

const ITEM_COLUMNS = ["id", "run_id", "line_id", "position", "rank", "hash", "kind", "status", "reason", "version"];

/**
 * Draws the sample of a frozen population, once: reveals the secret that was committed to before the freeze, ranks every stratum
 * and gives each run its items. A run with an empty population becomes ready too, with nothing to check.
 */
export function drawSample(ctx: Context, populationId: string, input: DrawInput): Promise<DrawnSample> {
	return write(ctx, async ({ trx, allow, record, notify }) => {
		const population = await findPopulation(trx, populationId);
		if (!population) throw new NotFound(`population ${populationId}`);
		await allow("draw.run", population.unit_id);
		if (population.successor_id !== null)
			throw new Invalid({ "": "Populationen är ersatt av en rättad. Stickprovet dras ur den nya." });
		requireNamedSource(population, input, stockholmDate(nowOf(ctx)));
		const secret = await reveal(ctx, trx, population, input.public_value);
		const frame = await frozenFrame(trx, population);
		const seedHex = seedFrom(secret, population.draw_name, input.public_value);
		const { rows, strata, money } = await drawFrom(ctx, trx, { population, frame, seedHex });
		for (const run of frame.runs) await setRunDrawn(trx, run.id);
		await record({
			type: "sample.drawn",
			unit_id: population.unit_id,
			object: { kind: "draw", id: population.draw_id },
			data: {
				draw_id: population.draw_name,
				secret,
				public_value: input.public_value,
				drawn: rows.length,
				population: population.n,
				strata: strata.length,
				...(money
					? {
							money: {
								method: money.method,
								n: money.n,
								interval: money.interval,
								top: money.topStratum.length,
								credits: money.creditNotes.length,
							},
						}
					: {}),
			},
		});
		await tellPerformers(trx, notify, frame);
		return {
			id: population.draw_id,
			draw_id: population.draw_name,
			commitment: commitment(population.draw_name, secret),
			digest: population.digest,
			population: population.n,
			drawn: rows.length,
			strata,
		};
	});
}

/**
 * A value is mixed in when its source was named before the freeze, and then always: whoever could choose among values, or choose to
 * leave the value out, could choose among samples.
 */
function requireNamedSource(population: Population, { public_value }: DrawInput, today: string): void {
	const { public_source } = frozenTerms(population);
	if (!public_source) {
		if (public_value === null) return;
		throw new Invalid({
			public_value: "Ingen källa för ett offentligt värde bestämdes före frysningen. Dra utan värde.",
		});
	}
	if (today < public_source.day)
		throw new Invalid({
			public_value: `Värdet blir offentligt ${formatDate(public_source.day)}. Stickprovet dras den dagen eller senare.`,
		});
	if (public_value === null)
		throw new Invalid({
			public_value: `Före frysningen bestämdes att värdet hämtas från ${public_source.name}. Fyll i värdet.`,
		});
}

interface Drawing {
	population: Population;
	frame: FrozenFrame;
	seedHex: string;
}

/** Draws by amount when the control is evaluated in kronor, otherwise from each stratum by itself, and stores the items. */
async function drawFrom(ctx: Context, trx: Trx, drawing: Drawing) {
	const { population, frame, seedHex } = drawing;
	if (isMoneyKind(population.population_kind)) {
		const drawn = drawByAmount(ctx, drawing);
		await ctx.database.bulk(trx, "sample_items", ITEM_COLUMNS, drawn.rows);
		await keepMoneyDraw(ctx, trx, population.draw_id, frame, drawn);
		return drawn;
	}
	const wanted = wantedOf(population, frame.runs, frame.keys);
	const drawn = drawStrata({ seedHex, drawId: population.draw_name, strata: wanted, reserveCount: 0 });
	const rows = drawn.flatMap((stratum) => itemRows(stratum, frame.lineOf, ctx.clock()));
	await ctx.database.bulk(trx, "sample_items", ITEM_COLUMNS, rows);
	const strata = drawn.map((stratum, index) => ({
		unit: frame.runs[index]!.unit_name,
		N: stratum.populationCount,
		n: stratum.n,
	}));
	return { rows, strata, money: null };
}

async function tellPerformers(trx: Trx, notify: Writing["notify"], frame: FrozenFrame): Promise<void> {
	for (const { id } of frame.runs) {
		const run = await findRun(trx, id);
		if (run && ANSWERABLE_RUNS.includes(run.status))
			await notify({ to: run.performer_id, kind: "opened", ...aboutRun(run), moment: OPENED });
	}
}

/** Returns the secret and makes it public in the same transaction. A second draw finds it public already and is refused. */
async function reveal(ctx: Context, trx: Trx, population: Population, publicValue: string | null): Promise<string> {
	const encrypted = await findEncryptedSecret(trx, population.draw_id);
	const draw = await findDraw(trx, population.draw_id);
	if (!encrypted || !draw) throw new NotFound(`draw ${population.draw_id}`);
	if (draw.drawn_at !== null) {
		throw new Invalid({
			"": `Stickprovet ${draw.draw_id} drogs redan ${formatDateTime(draw.drawn_at)} av ${draw.drawn_by}. En dragning görs aldrig om.`,
		});
	}
	const secret = ctx.keys.decrypt(encrypted.secret_encrypted);
	if (commitment(draw.draw_id, secret) !== encrypted.commitment) {
		throw new Invalid({
			"": "Hemligheten svarar inte mot åtagandet som loggades när dragningen planerades. Inget har dragits.",
		});
	}
	await revealDraw(trx, draw.id, encrypted.version, {
		secret,
		public_value: publicValue,
		drawn_at: nowOf(ctx),
		drawn_by: ctx.actor.id!,
	});
	return secret;
}

/**
 * Returns each run's stratum with the number that was decided when the population was frozen. A run that was reported as not done
 * before the draw gets no items: its stratum stays unknown.
 */
function wantedOf(population: Population, runs: readonly FrameRun[], keys: ReadonlyMap<string, string[]>) {
	const sizes = new Map(frozenTerms(population).sizes.map(({ unit_id, n }) => [unit_id, n]));
	return runs.map((run) => ({
		id: run.id,
		keys: keys.get(run.unit_id) ?? [],
		n: run.status === "planned" ? (sizes.get(run.unit_id) ?? 0) : 0,
	}));
}

function itemRows(stratum: StratumDraw, lineOf: ReadonlyMap<string, number>, now: Date): Cell[][] {
	return stratum.items.map(({ key, hash, rank }) => [
		newId(now),
		stratum.id,
		lineOf.get(key)!,
		rank,
		rank,
		hash,
		"random",
		"drawn",
		"",
		1,
	]);
}
