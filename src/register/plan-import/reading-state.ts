import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadTables } from "../../ground/reading/read-tables.ts";
import type { Context } from "../../ground/write/context.ts";
import { nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import type { ImportSource, ImportTarget } from "./import-plan.ts";
import type { PlanReading, ReadChoices } from "./plan-model.ts";

/** A file that has been read and waits to be confirmed, with what has been chosen and edited since. Nothing of it is in the register. */
export interface ReadingState {
	source: ImportSource;
	target: ImportTarget;
	tables: ReadTables;
	choices: ReadChoices;
	reading: PlanReading;
	/** How many risks have been changed on the page. */
	edited: number;
}

/** What the address holds; the state itself is set aside under an unguessable name. */
interface ReadingTicket {
	aside: string;
	person_id: string;
	issued_at: string;
}

const LIFETIME_MS = 12 * 3_600_000;
const MAX_BYTES = 100_000_000;

/** Sets a state aside and returns its token. Every edit makes a new one, so that the browser's way back takes an edit back. */
export async function keepReading(ctx: Context, state: ReadingState): Promise<string> {
	const text = JSON.stringify(state, (_, value) => (value instanceof Map ? { map: [...value] } : value));
	const aside = await ctx.files.setAside(await ctx.files.putTemp(Readable.from([text]), MAX_BYTES));
	const ticket: ReadingTicket = { aside, person_id: ctx.actor.id!, issued_at: nowOf(ctx) };
	return Buffer.from(ctx.keys.encrypt(JSON.stringify(ticket))).toString("base64url");
}

/** Throws `NotFound` unless the state is the actor's own, whole and not too old. */
export async function openReading(ctx: Context, token: string): Promise<ReadingState> {
	const ticket = decrypted(ctx, token);
	if (!ticket || ticket.person_id !== ctx.actor.id) throw new NotFound("somebody else's plan file");
	const path = await ctx.files.pathAside(ticket.aside);
	if (path === null || ctx.clock().getTime() - Date.parse(ticket.issued_at) > LIFETIME_MS)
		throw new NotFound("a plan file that is gone");
	return JSON.parse(await readFile(path, "utf8"), (_, value) =>
		Array.isArray(value?.map) ? new Map(value.map) : value,
	) as ReadingState;
}

function decrypted(ctx: Context, token: string): ReadingTicket | null {
	try {
		return JSON.parse(ctx.keys.decrypt(Buffer.from(token, "base64url").toString())) as ReadingTicket;
	} catch {
		return null;
	}
}
