import type { Trx } from "../../db/open.ts";
import { lastEvent } from "../../db/queries/ground/write.ts";
import type { NewRow, Schema } from "../../db/schema/index.ts";
import { type EventInput, parseEvent } from "../ground/write/events.ts";
import { chainHash, GENESIS } from "../ground/write/trail.ts";
import { addRows } from "./bulk-rows.ts";
import type { Region } from "./region.ts";

type Tables = { [T in keyof Schema]?: NewRow<T>[] };

/** Rows, changes and facts of one instant. */
export interface Past {
	/** Rows to add, in the order given: a table must come after the tables it refers to. */
	tables?: Tables;
	/** What changes in rows that are there already. */
	change?: (trx: Trx) => Promise<void>;
	events: (EventInput & { actor: { id: string; name: string } })[];
}

/**
 * Writes without `write` on purpose: it adds thousands of rows in one transaction and chains their events in bulk, in the same
 * form as `write` does.
 */
export async function addPast({ ctx, random }: Region, at: string, past: Past): Promise<void> {
	await ctx.database.transaction(async (trx) => {
		for (const [name, rows] of Object.entries(past.tables ?? {}))
			await addRows(ctx.database, trx, name as "risks", rows as Schema["risks"][]);
		await past.change?.(trx);
		let { seq, hash } = (await lastEvent(trx)) ?? { seq: 0, hash: GENESIS };
		const events = past.events.map(({ actor, ...input }) => {
			const event = {
				seq: ++seq,
				id: random.id(),
				at,
				type: input.type,
				actor_id: actor.id,
				actor_name: actor.name,
				on_behalf_of: null,
				via: "web",
				unit_id: input.unit_id,
				object_kind: input.object.kind,
				object_id: input.object.id,
				data: JSON.stringify(parseEvent(input)),
				prev_hash: hash,
			};
			hash = chainHash(event);
			return { ...event, hash };
		});
		await addRows(ctx.database, trx, "events", events);
	});
}
