import { createReadStream } from "node:fs";
import { NotFound } from "../errors.ts";
import { type Context, nowOf } from "../write/context.ts";
import type { TempFile } from "./arriving.ts";
import { hashOf } from "./file-store.ts";
import { storageAltered } from "./storage-errors.ts";

/** An uploaded file that has been previewed and waits to be confirmed. Nothing of it is written. */
interface AsideTicket {
	/** Name of the bytes in the file store, 256 random bits. */
	aside: string;
	person_id: string;
	/** What the file may be confirmed as, and of which object: a ticket opens no other door. */
	purpose: string;
	file_name: string;
	sha256: string;
	issued_at: string;
	/** What else was chosen with the file. */
	more: Record<string, string>;
}

/** The file that was previewed, by the name it was set aside under. */
export interface AsideFile {
	path: string;
	file_name: string;
	sha256: string;
	more: Record<string, string>;
}

const LIFETIME_MS = 12 * 3_600_000;

/** Keeps the file and answers the token of its address: sealed with the server's key, it can be neither read, made nor changed. */
export async function setAside(
	ctx: Context,
	purpose: string,
	file: TempFile & { name: string },
	more: Record<string, string> = {},
): Promise<string> {
	const { name: file_name, sha256 } = file;
	const aside = await ctx.files.setAside(file);
	const kept = { aside, person_id: ctx.actor.id!, purpose, file_name, sha256, issued_at: nowOf(ctx), more };
	return Buffer.from(ctx.keys.encrypt(JSON.stringify(kept satisfies AsideTicket))).toString("base64url");
}

/**
 * The file of a token. Throws `NotFound` unless it is the actor's own, for this purpose and not too old. What was previewed is what is
 * confirmed: bytes that have been exchanged meanwhile, here or in a bucket, are not read.
 */
export async function openAside(ctx: Context, purpose: string, token: string): Promise<AsideFile> {
	const ticket = decrypted(ctx, token);
	if (!ticket || ticket.person_id !== ctx.actor.id || ticket.purpose !== purpose)
		throw new NotFound("somebody else's file");
	const path = await ctx.files.pathAside(ticket.aside);
	const age = ctx.clock().getTime() - Date.parse(ticket.issued_at);
	if (path === null || age > LIFETIME_MS) throw new NotFound("a file that is gone");
	const { file_name, sha256, more } = ticket;
	const now = await hashOf(createReadStream(path));
	if (now !== sha256) throw storageAltered(sha256, `set aside, and is ${now}`);
	return { path, file_name, sha256, more };
}

function decrypted(ctx: Context, token: string): AsideTicket | null {
	try {
		return JSON.parse(ctx.keys.decrypt(Buffer.from(token, "base64url").toString())) as AsideTicket;
	} catch {
		return null;
	}
}
