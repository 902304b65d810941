import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyHeaders } from "@fastify/busboy";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { FileTooLarge, type TempFile } from "../files/arriving.ts";
import { Invalid } from "../errors.ts";
import type { Http } from "./env.ts";
import { submit } from "./form.ts";
import type { FormValues } from "./form-fields.ts";
import type { FormState } from "../../../views/ui/form-state.ts";
import { bodyTooLarge } from "./body.ts";
import { FORM_LIMITS, FormFields } from "./form-fields.ts";
import { joinedParts } from "./upload-parts.ts";

/** A file that has arrived, hashed, under a temporary name. `name` is what the sender called it, made safe to show and store. */
export interface ReceivedFile extends TempFile {
	name: string;
}

export interface Upload {
	fields: FormValues;
	/** Null when no file was sent, or when it was larger than allowed. */
	file: ReceivedFile | null;
	/** The Swedish reason why there is no file; null when there is one. */
	missing: string | null;
}

const LIMITS = { ...FORM_LIMITS, fields: 200, fieldSize: 100_000, files: 1, parts: 202 };
/** All fields beside the file together. */
const FIELD_CHARACTERS = 1_000_000;
/**
 * An oversized upload is read (and thrown away) up to this many times the limit, so that the sender gets an answer instead of a
 * broken connection.
 */
const READ_ON = 2;
const TOO_MUCH = "Formuläret är för stort.";
const CUT_OFF = "Filen kom inte fram i sin helhet. Försök igen.";

/**
 * Streams a multipart form with at most one file to a temporary name, in constant memory. Whoever calls owns the temporary file:
 * keep it or discard it (`submitUpload` does). An interrupted or malformed upload leaves nothing behind and throws `Invalid`.
 */
export async function receiveUpload(c: Http, options: { maxBytes: number }): Promise<Upload> {
	const contentType = c.req.header("content-type") ?? "";
	const { body } = c.req.raw;
	if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType) || !body) throw new Invalid({ "": CUT_OFF });
	const headers: BusboyHeaders = { "content-type": contentType };
	const busboy = new Busboy({ headers, limits: { ...LIMITS, fileSize: options.maxBytes } });
	const most = options.maxBytes * READ_ON + FIELD_CHARACTERS;
	if (Number(c.req.header("content-length") ?? 0) > most) throw bodyTooLarge();
	const fields = new FormFields(FIELD_CHARACTERS);
	let source: BusboyFileStream | undefined;
	let arriving: Promise<ReceivedFile | null> | undefined;
	busboy.on("field", (name, value, nameCut, valueCut) => {
		if (nameCut || valueCut) fields.tooMuch = true;
		else fields.add(String(name), value);
	});
	for (const limit of ["fieldsLimit", "partsLimit", "filesLimit"] as const)
		busboy.on(limit, () => (fields.tooMuch = true));
	busboy.on("file", (_field, stream, name) => {
		source = stream;
		arriving = store(c, stream, name ?? "", options.maxBytes);
		arriving.catch(() => busboy.destroy());
	});
	try {
		const bytes = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
		await pipeline(bytes, (pieces: AsyncIterable<Uint8Array>) => upTo(most, pieces, fields), busboy);
	} catch (error) {
		source?.destroy(new Error(CUT_OFF));
		const file = await arriving?.catch((error: { code?: string }) => {
			if (["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code ?? "")) throw error; // our disk is full: not the sender's doing
			return null;
		});
		if (file) await c.var.ctx.files.discard(file);
		if (error instanceof HTTPException) throw error;
		throw new Invalid({ "": fields.tooMuch ? TOO_MUCH : CUT_OFF });
	}
	const file = (await arriving) ?? null;
	if (fields.tooMuch) {
		if (file) await c.var.ctx.files.discard(file);
		throw new Invalid({ "": TOO_MUCH });
	}
	const missing = source?.truncated ? new FileTooLarge(options.maxBytes).message : "Välj en fil.";
	return { fields: fields.values(), file, missing: file ? null : missing };
}

/** `submit` for a form with a file: refused input answers the form again, and no temporary file outlives the request. */
export async function submitUpload<S extends z.ZodType, R>(
	c: Http,
	options: {
		maxBytes: number;
		schema: S;
		/** The name of the form's file field, where the sentence "Välj en fil." is shown. */
		field: string;
		command: (input: z.output<S>, file: ReceivedFile) => Promise<R>;
		done: (result: R) => Response | Promise<Response>;
		again: (form: FormState) => Response | Promise<Response>;
	},
): Promise<Response> {
	const upload = await receiveUpload(c, options);
	const { fields } = upload;
	const { file, missing } = upload.file ? upload : ((await fromParts(c, fields, options.maxBytes)) ?? upload);
	const command = (input: z.output<S>) => {
		if (!file) throw new Invalid({ [options.field]: missing ?? CUT_OFF });
		return options.command(input, file);
	};
	try {
		return await submit(c, { ...options, command, values: fields });
	} finally {
		if (file) await c.var.ctx.files.discard(file);
	}
}

/** The file that came before its form, in parts; null when none did. */
async function fromParts(
	c: Http,
	fields: FormValues,
	maxBytes: number,
): Promise<Pick<Upload, "file" | "missing"> | null> {
	const joined = await joinedParts(c, fields);
	if (!joined) return null;
	try {
		const temp = await c.var.ctx.files.putTemp(joined.bytes, maxBytes);
		return { file: { ...temp, name: safeFileName(joined.name) }, missing: null };
	} catch (error) {
		if (error instanceof FileTooLarge) return { file: null, missing: error.message };
		throw error;
	}
}

/** Null for the empty part a browser sends when no file was chosen, and for a file that was cut at the limit. */
async function store(c: Http, stream: BusboyFileStream, name: string, maxBytes: number): Promise<ReceivedFile | null> {
	const { files } = c.var.ctx;
	const temp = await files.putTemp(stream, maxBytes);
	if (!stream.truncated && (temp.bytes > 0 || name !== "")) return { ...temp, name: safeFileName(name) };
	await files.discard(temp);
	return null;
}

/** The last part of a path, without control characters and marks that turn the direction of text (T02). */
export function safeFileName(name: string): string {
	const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
	const shown = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ud800-\udfff]/gu, "").trim();
	return Array.from(shown).slice(-150).join("") || "namnlös fil";
}

/** Yields the body's bytes until they are too many or the body has turned out to be no form; the rest is not read. */
async function* upTo(most: number, pieces: AsyncIterable<Uint8Array>, fields: FormFields): AsyncGenerator<Uint8Array> {
	let left = most;
	for await (const piece of pieces) {
		left -= piece.length;
		if (left < 0) throw bodyTooLarge();
		if (fields.tooMuch) throw new Error(TOO_MUCH);
		yield piece;
	}
}
