import { isSealedViolation } from "../../../db/errors.ts";
import type { Db, Trx } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { findTapKey } from "../../../db/queries/ground/write-taps.ts";
import { insertEvent } from "../../../db/writes/ground/write.ts";
import { insertTapKey } from "../../../db/writes/ground/write-taps.ts";
import { closeHistory } from "../../../db/writes/proof/as-of.ts";
import type { ActorRole } from "../access/actor.ts";
import type { Action } from "../access/permissions.ts";
import { requireMay } from "../access/require-may.ts";
import { type Context, nowOf, type Tap } from "./context.ts";
import { endMoment } from "../moment.ts";
import { Invalid, Refusal, readingThePast } from "../errors.ts";
import { type EventInput, parseEvent } from "./events.ts";
import { newId } from "./new-id.ts";
import { addNotice, type Notice } from "./notify.ts";
import { chainHash, GENESIS } from "./trail.ts";

/** The tools that one write gives its command. */
export interface Writing {
	trx: Trx;
	/**
	 * Throws unless the actor may do this at the unit; what is recorded afterwards is stamped "för NN" when a substitute acts.
	 * `standingInFor`: whose act this is, when the actor may hold both an own role and theirs. Returns the role that allows it.
	 */
	allow(action: Action, unitId: string, standingInFor?: string | null): Promise<ActorRole>;
	/** Adds a fact to the trail, in this transaction. */
	record<T extends EventInput>(event: T): Promise<void>;
	/** Tells somebody by e-mail what the change means to them: in the outbox in this transaction. Returns how many were told. */
	notify(notice: Notice): Promise<number>;
	/** Runs once, only when the transaction has committed. */
	after(effect: () => Promise<void> | void): void;
	/**
	 * Ends a write that the same tap has made before, with what it gave then. A command that takes taps asks this after its rights
	 * and before its rules: whoever has lost the right is refused, and what was kept stays kept though the rules say no today.
	 */
	replayed(): Promise<void>;
	/** Ends the write without any change, for example because the register already says the same. */
	unchanged<T>(result: T): T;
}

class Unchanged {
	constructor(readonly result: unknown) {}
}

const USED = "Svaret är redan sparat med ett annat innehåll. Inget är ändrat. Svara igen på sidan.";

const ATTEMPTS = 6;
/**
 * The sentence for every change inside a sealed period. The database itself refuses such changes, whichever command makes them.
 */
const SEALED = "Rapporttillfället är stängt. Det som ingår i en stängd rapport kan inte ändras.";

/**
 * The only door to a transaction. The change and its events commit together or not at all: a write that recorded nothing is
 * rolled back as a bug. Retries the whole function when the database asks for it; `work` must therefore have no effects
 * outside `trx` other than through `after`.
 */
export async function write<T>(ctx: Context, work: (writing: Writing) => Promise<T>): Promise<T> {
	if (ctx.as_of) throw readingThePast(ctx.as_of.date);
	for (let attempt = 1; ; attempt++) {
		try {
			return await once(ctx, work);
		} catch (error) {
			if (error instanceof Unchanged) return error.result as T;
			if (isSealedViolation(error)) throw new Invalid({ "": SEALED });
			if (error instanceof Refusal && error.attempt) await recordAttempt(ctx, error.attempt);
			if (attempt >= ATTEMPTS || !ctx.database.isTransient(error)) throw error;
			await new Promise((resolve) => setTimeout(resolve, attempt * 10 * Math.random()));
		}
	}
}

async function once<T>(ctx: Context, work: (writing: Writing) => Promise<T>): Promise<T> {
	const effects: (() => Promise<void> | void)[] = [];
	const result = await ctx.database.transaction(async (trx) => {
		const trail = trailOf(ctx, trx);
		let asked = false;
		const value = await work({
			trx,
			allow: async (action, unitId, standingInFor) => {
				const role = await requireMay(trx, ctx.actor, action, unitId, standingInFor);
				trail.onBehalfOf = role.substitute_for?.name ?? null;
				return role;
			},
			record: trail.record,
			notify: (notice) => addNotice(ctx, trx, notice),
			after: (effect) => effects.push(effect),
			replayed: async () => {
				asked = true;
				await endIfKept(ctx, trx);
			},
			unchanged: (value) => {
				throw new Unchanged(value);
			},
		});
		if (trail.count === 0) throw new Error("A write recorded no event: no change without a trail");
		await trail.close();
		if (ctx.tap && !asked) throw new Error("A command that takes taps asks whether this one has been kept");
		if (ctx.tap) await keepTap(ctx, ctx.tap, trx, value);
		return value;
	});
	endMoment();
	for (const effect of effects) await effect();
	return result;
}

async function endIfKept(ctx: Context, trx: Trx): Promise<void> {
	const kept = await keptBefore(ctx, trx);
	if (kept) throw new Unchanged(kept.result);
}

/** What the context's tap gave the first time; undefined when it has not been kept. */
export async function keptBefore(ctx: Context, db: Db): Promise<{ result: unknown } | undefined> {
	const kept = ctx.tap && (await findTapKey(db, ctx.actor.id!, ctx.tap.key));
	if (!kept) return undefined;
	if (kept.digest !== ctx.tap?.digest) throw new Invalid({ "": ctx.tap?.used ?? USED });
	return { result: JSON.parse(kept.result) };
}

function keepTap(ctx: Context, { key, digest }: Tap, trx: Trx, value: unknown): Promise<void> {
	const result = JSON.stringify(value ?? null);
	return insertTapKey(trx, { person_id: ctx.actor.id!, key, digest, result, taken_at: nowOf(ctx) });
}

function trailOf(ctx: Context, trx: Trx) {
	let head: { seq: number; hash: string } | undefined;
	const trail = {
		count: 0,
		onBehalfOf: null as string | null,
		record: async (input: EventInput): Promise<void> => {
			head ??= (await lastEvent(trx)) ?? { seq: 0, hash: GENESIS };
			const unchained = {
				seq: head.seq + 1,
				id: newId(ctx.clock()),
				at: nowOf(ctx),
				type: input.type,
				actor_id: ctx.actor.id,
				actor_name: ctx.actor.name,
				on_behalf_of: trail.onBehalfOf,
				via: ctx.actor.via,
				unit_id: input.unit_id,
				object_kind: input.object.kind,
				object_id: input.object.id,
				data: JSON.stringify(parseEvent(input)),
				prev_hash: head.hash,
			};
			const event = { ...unchained, hash: chainHash(unchained) };
			await insertEvent(trx, event);
			head = event;
			trail.count++;
		},
		close: async (): Promise<void> => {
			if (head) await closeHistory(trx, head.seq);
		},
	};
	return trail;
}

async function recordAttempt(ctx: Context, attempt: EventInput): Promise<void> {
	await ctx.database.transaction((trx) => trailOf(ctx, trx).record(attempt));
}
