import type { Db } from "../../../db/open.ts";
import { listDeviationsOfItem } from "../../../db/queries/checks/deviations.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import { findPopulationByDraw, listLedgerUnits } from "../../../db/queries/checks/populations.ts";
import { listSwaps } from "../../../db/queries/checks/samples-swaps.ts";
import { findStratum, listItems } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import {
	FROZEN_FRAME_ITEMS,
	type ItemKind,
	isMoneyKind,
	REPLACEMENT_REASONS,
	type ReplacementReason,
} from "../../../db/schema/vocabulary.ts";
import { insertSwap } from "../../../db/writes/checks/samples-swaps.ts";
import { insertItem, updateItem } from "../../../db/writes/checks/samples.ts";
import { rank, seedFrom } from "../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireItem } from "./require-item.ts";
import { requireOpen } from "../runs/run-state.ts";

export interface Replacement {
	version: number;
	why: ReplacementReason;
	note: string;
	/** The unit that the purchase belongs to, when that is why. */
	unit_id?: string | null | undefined;
}

/**
 * Proposes that an item lies outside the control. The next of its stratum takes the place, so that as many are checked as were planned;
 * until the reviewer has accepted the swap nothing is known of the place.
 */
export function replaceItem(ctx: Context, itemId: string, input: Replacement): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const { item, run } = await requireItem(trx, itemId);
		await requirePerformer(writing, ctx.actor, run);
		requireOpen(run);
		if (isMoneyKind(run.population_kind)) {
			throw new Invalid({
				"": "En faktura som är dragen efter belopp ersätts inte: den står för sitt intervall. Granska den som den är.",
			});
		}
		if (input.why === "missing_document") {
			throw new Invalid({
				why: "Att underlag saknas är en avvikelse, inte ett skäl att byta inköp. Svara Nej på frågan om underlag i stället.",
			});
		}
		if (item.status !== "drawn" || item.rank === null) throw new Invalid({ "": "Inköpet kan inte ersättas." });
		const found = await listDeviationsOfItem(trx, item.id);
		if (found.some((one) => one.status !== "withdrawn")) {
			throw new Invalid({ "": "Inköpet har en avvikelse och kan inte ersättas." });
		}
		const unit = await otherUnit(trx, run, input);
		await requireSwapsLeft(trx, run);
		const reserve = await nextReserve(trx, run, item.kind);
		if (!reserve) throw new Invalid({ "": "Det finns inga fler inköp att ersätta med." });
		const reason = `${REPLACEMENT_REASONS[input.why]}${unit ? ` (${unit.name})` : ""}: ${input.note}`;
		const done = await updateItem(trx, item.id, input.version, { status: "replaced", reason });
		await requireFresh(trx, done, "sample_item", item.id);
		const id = newId(ctx.clock());
		await insertItem(trx, {
			id,
			run_id: run.id,
			line_id: reserve.line_id,
			position: item.position,
			rank: reserve.rank,
			hash: reserve.hash,
			kind: item.kind,
			status: "drawn",
			reason: "",
			replaces_id: item.id,
			version: 1,
		});
		await insertSwap(trx, {
			id: newId(ctx.clock()),
			...{ run_id: run.id, position: item.position, item_id: item.id, by_item_id: id },
			...{ kind: input.why, unit_id: unit?.id ?? null, note: input.note },
			...{ proposed_at: nowOf(ctx), proposed_by: ctx.actor.id! },
			...{ decision: null, decision_note: "", decided_at: null, decided_by: null, version: 1 },
		});
		await record({
			type: "item.replaced",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { item_key: item.item_key, by_key: reserve.key, reason },
		});
		if (unit) await tellFrame(writing, run, { item_key: item.item_key, says: unit.name, note: input.note });
		return id;
	});
}

/** The unit named for a purchase that belongs elsewhere: one of the board's, and not the run's own. */
async function otherUnit(
	db: Db,
	run: Run,
	{ why, unit_id }: Replacement,
): Promise<{ id: string; name: string } | null> {
	if (why !== "other_unit") return null;
	const unit = unit_id ? (await unitsOfRun(db, run)).find((one) => one.id === unit_id) : undefined;
	if (!unit) throw new Invalid({ unit_id: "Välj vilken enhet inköpet hör till." });
	return unit;
}

/** The units that a purchase of the run may be said to belong to instead. */
export async function unitsOfRun(
	db: Db,
	run: Pick<Run, "control_id" | "unit_id">,
): Promise<{ id: string; name: string }[]> {
	const control = await findControl(db, run.control_id);
	return (await listLedgerUnits(db, control!.unit_id)).filter((unit) => unit.id !== run.unit_id);
}

/** A fifth of what was drawn may be swapped, and always one: more would be another sample than the one that was drawn. */
async function requireSwapsLeft(db: Db, run: Run): Promise<void> {
	const drawn = (await listItems(db, run.id)).filter(
		(item) => item.replaces_id === null && FROZEN_FRAME_ITEMS.includes(item.kind),
	).length;
	const most = Math.max(1, Math.floor(drawn / 5));
	const used = (await listSwaps(db, run.id)).length;
	if (used < most) return;
	throw new Invalid({
		"": `Högst ${most === 1 ? "ett inköp" : `${most} inköp`} av ${drawn} får bytas, och så många är redan bytta. Granska inköpet som det är och skriv i kommentaren varför det inte hör hit.`,
	});
}

/** A purchase at the wrong unit is a fault of the file: the population's own log tells whoever answers for it. */
async function tellFrame(
	{ trx, record }: Pick<Writing, "trx" | "record">,
	run: Run,
	data: { item_key: string; says: string; note: string },
): Promise<void> {
	const population = run.draw_id === null ? undefined : await findPopulationByDraw(trx, run.draw_id);
	if (!population) return;
	await record({
		type: "population.unit_doubted",
		unit_id: population.unit_id,
		object: { kind: "population", id: population.id },
		data: { ...data, unit: run.unit_name },
	});
}

/**
 * Returns the next rank of the stratum, in the order of the draw itself. For a drawn item only drawn items count as used:
 * targeted items and extensions do not take a reserve's turn, and whoever repeats the draw expects the next rank. When that
 * item is already examined for another reason, there is no reserve to give.
 */
async function nextReserve(db: Db, run: Run, kind: ItemKind) {
	const stratum = await findStratum(db, run.id);
	if (!stratum?.secret) return undefined;
	const seed = seedFrom(stratum.secret, stratum.draw_id, stratum.public_value);
	const lineOf = new Map(stratum.lines.map((line) => [line.item_key, line.id]));
	const items = await listItems(db, run.id);
	const inRun = new Set(items.map((item) => item.item_key));
	const counted = new Set(
		items.filter((item) => kind !== "random" || item.kind === "random").map((item) => item.item_key),
	);
	const ordered = rank(seed, stratum.draw_id, [...lineOf.keys()]).map((entry, index) => ({
		...entry,
		rank: index + 1,
	}));
	const last = Math.max(0, ...ordered.filter(({ key }) => counted.has(key)).map((entry) => entry.rank));
	const next = ordered.find((entry) => entry.rank > last);
	if (next && inRun.has(next.key))
		throw new Invalid({
			"": "Den reserv som står i tur granskas redan, som riktat inköp eller utökning. Behåll inköpet och svara på frågorna.",
		});
	return next && { ...next, line_id: lineOf.get(next.key)! };
}
