import type { Context } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import type { FileKind } from "./schema.ts";

/** A file that waits to be confirmed. */
export interface HrTicket {
	aside: string;
	sha256: string;
	person_id: string;
	kind: FileKind;
	complete: boolean;
	file_name: string;
	issued_at: string;
}

const LIFETIME_MS = 2 * 3_600_000;

/** The ticket as the token in the address, sealed: it can be neither read, made nor changed. */
export function encryptHrTicket(ctx: Context, ticket: HrTicket): string {
	return Buffer.from(ctx.keys.encrypt(JSON.stringify(ticket)), "base64").toString("base64url");
}

/** Throws `NotFound` unless the ticket is the actor's own, whole and not too old. */
export async function openHrTicket(ctx: Context, token: string): Promise<{ ticket: HrTicket; path: string }> {
	const ticket = decrypted(ctx, token);
	if (ticket?.person_id !== ctx.actor.id) throw new NotFound("preview of somebody else's file");
	const path = await ctx.files.pathAside(ticket!.aside);
	const age = ctx.clock().getTime() - Date.parse(ticket!.issued_at);
	if (path === null || age > LIFETIME_MS) throw new NotFound("preview of a file that is gone");
	return { ticket: ticket!, path };
}

function decrypted(ctx: Context, token: string): HrTicket | null {
	try {
		return JSON.parse(ctx.keys.decrypt(Buffer.from(token, "base64url").toString("base64"))) as HrTicket;
	} catch {
		return null;
	}
}
