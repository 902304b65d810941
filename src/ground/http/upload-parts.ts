import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { HTTPException } from "hono/http-exception";
import { asideName } from "../files/arriving.ts";
import { bodyTooLarge, readBody } from "./body.ts";
import type { Http } from "./env.ts";
import type { FormValues } from "./form-fields.ts";

/** The fields by which a form brings a file that came in parts: their names, in order, and what the file is called. */
const PARTS = "del";
const FILE_NAME = "filnamn";
/** Half a megabyte at 100 kbit/s takes forty seconds. */
const PART_WITHIN_MS = 120_000;
/** A device sends a file of more parts whole (views/assets/kept/sending.js). */
const MOST_PARTS = 100;

/**
 * Keeps a part of a file that a device sends on a network that breaks: what has come is not sent again. By an unguessable name, on
 * whichever node the next one comes; what is never asked for is swept within the day. Returns the name.
 */
export async function receivePart(c: Http): Promise<string> {
	const body = await readBody(c, PART_WITHIN_MS);
	const { files } = c.var.ctx;
	return files.setAside(await files.putTemp(Readable.from([body]), body.length));
}

/** The bytes that a form's parts make, and what the file is called; null for a form without any. 410 when one is gone: the device begins anew; 413 for too many. */
export async function joinedParts(c: Http, fields: FormValues): Promise<{ bytes: Readable; name: string } | null> {
	const names = [fields[PARTS] ?? []].flat();
	if (names.length === 0) return null;
	if (names.length > MOST_PARTS) throw bodyTooLarge();
	const places = await Promise.all(names.map((name) => placeOf(c, name)));
	return { bytes: Readable.from(oneAfterTheOther(places)), name: String([fields[FILE_NAME] ?? ""].flat()[0]) };
}

async function placeOf(c: Http, name: string): Promise<string> {
	const place = asideName(name) === name ? await c.var.ctx.files.pathAside(name) : null;
	if (place === null) throw new HTTPException(410, { message: "a part is gone" });
	return place;
}

async function* oneAfterTheOther(places: readonly string[]): AsyncGenerator<Buffer> {
	for (const place of places) yield* createReadStream(place) as AsyncIterable<Buffer>;
}
