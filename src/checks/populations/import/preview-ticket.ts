import type { Context } from "../../../ground/write/context.ts";
import { NotFound } from "../../../ground/errors.ts";
import type { ReadAs } from "../../../ground/reading/read-options.ts";
import type { Corrects } from "../frame/frame-terms.ts";

/** A file that has been uploaded and waits for the controller to confirm it. Nothing of it is in the register. */
export interface PreviewTicket {
	/** Name of the bytes in the file store, 256 random bits. */
	aside: string;
	person_id: string;
	control_id: string;
	period_key: string;
	/** The whole file's unit, when it has no column that tells. */
	unit_id: string | null;
	/** The system that the file comes from, when it has been said. */
	source?: string;
	/** What has been said of the file by hand. */
	reading?: Omit<ReadAs, "mapping">;
	/** Codes placed on a unit for this file alone. */
	placed?: Record<string, string>;
	/** The frozen population the file corrects; null for a period's first file. */
	corrects: Corrects | null;
	file_name: string;
	issued_at: string;
}

const LIFETIME_MS = 12 * 3_600_000;

/** The ticket as the token that stands in the address: sealed with the server's key, so it can be neither read, made nor changed. */
export function encryptTicket(ctx: Context, ticket: PreviewTicket): string {
	return ctx.keys.encrypt(JSON.stringify(ticket)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The actor's own ticket, although its bytes may be gone: for saying what became of them. */
export function ownTicket(ctx: Context, token: string): PreviewTicket {
	const ticket = decrypted(ctx, token);
	if (!ticket || ticket.person_id !== ctx.actor.id) throw new NotFound("preview of somebody else's upload");
	return ticket;
}

/** The ticket and the path of its bytes. Throws `NotFound` unless it is the actor's own, whole and not too old. */
export async function openTicket(ctx: Context, token: string): Promise<{ ticket: PreviewTicket; path: string }> {
	const ticket = ownTicket(ctx, token);
	const path = await ctx.files.pathAside(ticket.aside);
	const age = ctx.clock().getTime() - Date.parse(ticket.issued_at);
	if (path === null || age > LIFETIME_MS) throw new NotFound("preview of an upload that is gone");
	return { ticket, path };
}

function decrypted(ctx: Context, token: string): PreviewTicket | null {
	try {
		return JSON.parse(ctx.keys.decrypt(token.replaceAll("-", "+").replaceAll("_", "/"))) as PreviewTicket;
	} catch {
		return null;
	}
}
