import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyHeaders } from "@fastify/busboy";
import type { z } from "zod";
import { FileTooLarge, type TempFile } from "../files/file-store.ts";
import { Invalid } from "../errors.ts";
import type { Http } from "./env.ts";
import { type FormValues, submit } from "./form.ts";
import type { FormState } from "../../../views/ui/form-state.ts";

/** A file that has arrived, hashed, under a temporary name. `name` is what the sender called it, made safe to show and store. */
export interface ReceivedFile extends TempFile {
	name: string;
}

export interface Upload {
	fields: FormValues;
	/** Null when no file was sent, or when it was larger than allowed. */
	file: ReceivedFile | null;
	/** Why there is no file, for the person; null when there is one. */
	missing: string | null;
}

/** T47: a form is small, whatever a client sends. */
const LIMITS = { fields: 200, fieldSize: 100_000, files: 1, parts: 202, headerPairs: 20, headerSize: 16_384 };
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
	const fields = new Map<string, string[]>();
	let tooMuch = false;
	let source: BusboyFileStream | undefined;
	let arriving: Promise<ReceivedFile | null> | undefined;
	busboy.on("field", (name, value, nameCut, valueCut) => {
		if (nameCut || valueCut) tooMuch = true;
		else fields.set(String(name), [...(fields.get(String(name)) ?? []), value]);
	});
	for (const limit of ["fieldsLimit", "partsLimit", "filesLimit"] as const) busboy.on(limit, () => (tooMuch = true));
	busboy.on("file", (_field, stream, name) => {
		source = stream;
		arriving = store(c, stream, name ?? "", options.maxBytes);
		arriving.catch(() => busboy.destroy());
	});
	try {
		await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), busboy);
	} catch {
		source?.destroy(new Error(CUT_OFF));
		const file = await arriving?.catch((error: { code?: string }) => {
			if (error.code === "ENOSPC") throw error; // our disk is full: not the sender's doing
			return null;
		});
		if (file) await c.var.ctx.files.discard(file);
		throw new Invalid({ "": CUT_OFF });
	}
	const file = (await arriving) ?? null;
	if (tooMuch) {
		if (file) await c.var.ctx.files.discard(file);
		throw new Invalid({ "": "Formuläret är för stort." });
	}
	const missing = source?.truncated ? new FileTooLarge(options.maxBytes).message : "Välj en fil.";
	return { fields: valuesOf(fields), file, missing: file ? null : missing };
}

/** `submit` for a form with a file: refused input answers the form again, and no temporary file outlives the request. */
export async function submitUpload<S extends z.ZodType, R>(
	c: Http,
	options: {
		maxBytes: number;
		schema: S;
		/** The form's file field, where "Välj en fil." is said. */
		field: string;
		command: (input: z.output<S>, file: ReceivedFile) => Promise<R>;
		done: (result: R) => Response | Promise<Response>;
		again: (form: FormState) => Response | Promise<Response>;
	},
): Promise<Response> {
	const { file, fields, missing } = await receiveUpload(c, options);
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

function valuesOf(fields: ReadonlyMap<string, string[]>): FormValues {
	return Object.fromEntries(
		[...fields].map(([name, values]) => [name, values.length > 1 || name.endsWith("[]") ? values : (values[0] ?? "")]),
	);
}
