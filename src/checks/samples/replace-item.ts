import type { Db } from "../../../db/open.ts";
import { listDeviationsOfItem } from "../../../db/queries/checks/deviations.ts";
import { findStratum, listItems } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import {
	type ItemKind,
	isMoneyKind,
	REPLACEMENT_REASONS,
	type ReplacementReason,
} from "../../../db/schema/vocabulary.ts";
import { insertItem, updateItem } from "../../../db/writes/checks/samples.ts";
import { rank, seedFrom } from "../../ground/sampling/selection.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireItem } from "./require-item.ts";
import { requireOpen } from "../runs/run-state.ts";

export interface Replacement {
	version: number;
	why: ReplacementReason;
	note: string;
}

/** Replaces an item outside the target population with the next reserve of its stratum; as many are checked as were planned. */
export function replaceItem(ctx: Context, itemId: string, input: Replacement): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const { item, run } = await requireItem(trx, itemId);
		await requirePerformer(writing, ctx.actor, run);
		requireOpen(run);
		if (isMoneyKind(run.population_kind)) {
			throw new Invalid({
				"": "En faktura som är dragen efter belopp ersätts inte: den står för sitt intervall. Granska den som den är och svara Ej tillämpligt där frågan inte passar.",
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
		const reserve = await nextReserve(trx, run, item.kind);
		if (!reserve) throw new Invalid({ "": "Det finns inga fler inköp att ersätta med." });
		const reason = `${REPLACEMENT_REASONS[input.why]}: ${input.note}`;
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
		await record({
			type: "item.replaced",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { item_key: item.item_key, by_key: reserve.key, reason },
		});
		return id;
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
			"": "Den reserv som står i tur granskas redan, som riktat inköp eller utökning. Behåll inköpet och svara Ej tillämpligt.",
		});
	return next && { ...next, line_id: lineOf.get(next.key)! };
}
