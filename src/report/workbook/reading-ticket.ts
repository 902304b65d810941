import type { Context } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import type { AsideFile } from "./accept-reading.ts";

/** A completed workbook that has been uploaded and waits to be confirmed. Nothing of it is written. */
export interface ReadingTicket {
	/** Name of the bytes in the file store, 256 random bits. */
	aside: string;
	person_id: string;
	period_id: string;
	file_name: string;
	sha256: string;
	issued_at: string;
}

const LIFETIME_MS = 12 * 3_600_000;

/** The ticket as it stands in the address, sealed with the server's key: it can be neither read, made nor changed. */
export function encryptReading(ctx: Context, ticket: ReadingTicket): string {
	return Buffer.from(ctx.keys.encrypt(JSON.stringify(ticket))).toString("base64url");
}

/** The file of a ticket. Throws `NotFound` unless it is the actor's own, for this report, whole and not too old. */
export function openReading(ctx: Context, periodId: string, token: string): AsideFile {
	const ticket = decrypted(ctx, token);
	if (ticket?.person_id !== ctx.actor.id || ticket?.period_id !== periodId)
		throw new NotFound("somebody else's reading");
	const path = ctx.files.pathAside(ticket!.aside);
	const age = ctx.clock().getTime() - Date.parse(ticket!.issued_at);
	if (path === null || age > LIFETIME_MS) throw new NotFound("a reading that is gone");
	return { path, file_name: ticket!.file_name, sha256: ticket!.sha256 };
}

function decrypted(ctx: Context, token: string): ReadingTicket | null {
	try {
		return JSON.parse(ctx.keys.decrypt(Buffer.from(token, "base64url").toString())) as ReadingTicket;
	} catch {
		return null;
	}
}
