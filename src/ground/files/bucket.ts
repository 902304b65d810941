import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import type { BucketPlace } from "./bucket-place.ts";
import { storageAway, storageRefused } from "./storage-errors.ts";

/** Objects in one bucket, under one prefix. Every failure is a `StorageFault`. */
export interface Bucket {
	place: BucketPlace;
	/** Sends a file whole, or in parts when it is large. False when the key was taken: nothing is ever replaced. */
	put(key: string, path: string, lock: boolean): Promise<boolean>;
	/** Copies an object inside the bucket. False when the key was taken. */
	copy(from: string, to: string): Promise<boolean>;
	/** Null when there is no such object. */
	get(key: string): Promise<Response | null>;
	size(key: string): Promise<number | null>;
	/** Removes an object and every version of it. False when there was none. */
	remove(key: string): Promise<boolean>;
	/** Every object under a prefix. */
	list(prefix: string): AsyncGenerator<{ key: string; modified: string }>;
	/** Throws when the bucket cannot be used. */
	check(): Promise<void>;
}

const ATTEMPTS = 3;
const PAUSE_MS = 200;
/** Parts are held in memory one at a time; a bucket takes at most 10 000 of them. */
const PART_BYTES = 16_000_000;

interface Sent {
	method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
	query?: string;
	headers?: Record<string, string>;
	body?: Buffer<ArrayBuffer> | string;
	/** Answers that are no failure, beside 2xx. */
	expects?: number[];
}

export function openBucket(place: BucketPlace): Bucket {
	const send = senderTo(place);
	const bucket: Bucket = {
		place,
		async put(key, path, lock) {
			const { size } = await stat(path);
			const headers = { ...headersOf(place, lock), "if-none-match": "*" };
			return size <= PART_BYTES ? putWhole(send, key, path, headers) : putParts(send, key, path, size, headers);
		},
		async copy(from, to) {
			const source = `/${place.bucket}/${place.prefix}${from}`;
			const headers = { ...headersOf(place, true), "x-amz-copy-source": source, "if-none-match": "*" };
			const answer = await send(to, { method: "PUT", headers, expects: [412, 501] });
			if (answer.status === 412) return false;
			const copied = answer.ok ? answer : await send(to, { method: "PUT", headers: without(headers, "if-none-match") });
			await requireCompleted(copied, to);
			return true;
		},
		async get(key) {
			const answer = await send(key, { method: "GET", expects: [404] });
			if (answer.status !== 404) return answer;
			await answer.body?.cancel();
			return null;
		},
		async size(key) {
			const answer = await send(key, { method: "HEAD", expects: [404] });
			return answer.status === 404 ? null : Number(answer.headers.get("content-length"));
		},
		async remove(key) {
			const isThere = (await bucket.size(key)) !== null;
			return (await removeEvery(send, place, key)) > 0 || isThere;
		},
		list: (prefix) => listed(send, place, prefix),
		check: async () => void (await send("", { method: "GET", query: "list-type=2&max-keys=1" })),
	};
	return bucket;
}

type Send = (key: string, sent: Sent) => Promise<Response>;

/** Sends requests signed (SigV4), and anew what may pass by itself. */
function senderTo(place: BucketPlace): Send {
	const { accessKeyId, secretAccessKey, sessionToken, region } = place;
	const client = new AwsClient({
		accessKeyId,
		secretAccessKey,
		...(sessionToken ? { sessionToken } : {}),
		service: "s3",
		region,
		retries: 0,
	});
	const base = `${place.endpoint}/${place.bucket}`;

	async function once(key: string, { method, query, headers, body }: Sent): Promise<Response> {
		const url = `${base}${key === "" ? "" : `/${place.prefix}${key}`}${query ? `?${query}` : ""}`;
		const sha256 = createHash("sha256")
			.update(body ?? "")
			.digest("hex");
		const signed = await client.sign(url, {
			method,
			headers: { ...headers, "x-amz-content-sha256": sha256 },
			...(body === undefined ? {} : { body }),
		});
		// until it answers: a large file may take longer to read, as long as it keeps coming
		const aborting = new AbortController();
		const timer = setTimeout(() => aborting.abort(), place.timeoutMs);
		return fetch(signed, { signal: aborting.signal, redirect: "error" }).finally(() => clearTimeout(timer));
	}

	/** Every request here may be sent twice: a key always stands for the same bytes. */
	return async (key, sent) => {
		for (let attempt = 1; ; attempt++) {
			const answer = await once(key, sent).catch((error: unknown) => error as Error);
			const failure = failureOf(answer, sent, `${sent.method} ${key || place.bucket}`);
			if (!failure) return answer as Response;
			if (answer instanceof Response) await answer.body?.cancel();
			if (failure.status !== 503 || attempt === ATTEMPTS) throw failure;
			await wait(PAUSE_MS * attempt);
		}
	};
}

/** In a bucket with versions a plain removal only hides: a disposal takes every version away. Returns how many there were. */
async function removeEvery(send: Send, place: BucketPlace, key: string): Promise<number> {
	const headers: Record<string, string> = place.lock ? { "x-amz-bypass-governance-retention": "true" } : {};
	const listed = `versions&prefix=${encodeURIComponent(place.prefix + key)}`;
	const answer = await send("", { method: "GET", query: listed, expects: [400, 404, 501] });
	const versions = answer.ok ? versionsIn(await answer.text(), place.prefix + key) : [];
	for (const version of versions)
		await send(key, {
			method: "DELETE",
			query: `versionId=${encodeURIComponent(version)}`,
			headers,
			expects: [404],
		});
	if (versions.length === 0) await send(key, { method: "DELETE", headers, expects: [404] });
	return versions.length;
}

async function* listed(
	send: Send,
	place: BucketPlace,
	prefix: string,
): AsyncGenerator<{ key: string; modified: string }> {
	for (let more: string | undefined = ""; more !== undefined; ) {
		const from: string = more === "" ? "" : `&continuation-token=${encodeURIComponent(more)}`;
		const query = `list-type=2&prefix=${encodeURIComponent(place.prefix + prefix)}${from}`;
		const text = await (await send("", { method: "GET", query })).text();
		for (const [, content] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs))
			yield { key: textOf(content!, "Key").slice(place.prefix.length), modified: textOf(content!, "LastModified") };
		more = text.includes("<IsTruncated>true") ? textOf(text, "NextContinuationToken") : undefined;
	}
}

/** What went wrong, or null. A proxy's own pages and a store that is starting pass; a refused key or a missing bucket do not. */
function failureOf(answer: Response | Error, { expects = [] }: Sent, what: string) {
	if (!(answer instanceof Response)) return storageAway(`${what}: ${answer.name} ${causeOf(answer)}`);
	if (answer.ok || expects.includes(answer.status)) return null;
	const said = `${what}: ${answer.status}`;
	return answer.status >= 500 || [408, 409, 429].includes(answer.status) ? storageAway(said) : storageRefused(said);
}

function causeOf({ cause, message }: Error): string {
	return (cause as { code?: string } | undefined)?.code ?? message;
}

function headersOf({ encryption, lock }: BucketPlace, locked: boolean): Record<string, string> {
	return {
		"content-type": "application/octet-stream",
		...(encryption ? { "x-amz-server-side-encryption": encryption } : {}),
		...(lock && locked
			? {
					"x-amz-object-lock-mode": lock.mode,
					"x-amz-object-lock-retain-until-date": new Date(Date.now() + lock.days * 86_400_000).toISOString(),
				}
			: {}),
	};
}

const checksum = (body: Buffer) => createHash("sha256").update(body).digest("base64");

async function putWhole(send: Send, key: string, path: string, headers: Record<string, string>): Promise<boolean> {
	const body = await bytesAt(path, 0, PART_BYTES);
	const sent = { method: "PUT", body, expects: [412, 501] } as const;
	const summed = { ...headers, "x-amz-checksum-sha256": checksum(body) };
	const answer = await send(key, { ...sent, expects: [...sent.expects], headers: summed });
	if (answer.status === 501) {
		// a store without conditional writes: the caller has looked whether the key is free
		await send(key, { method: "PUT", body, headers: without(summed, "if-none-match") });
		return true;
	}
	return answer.ok;
}

/** Multipart: each part with its own checksum, and nothing under the key before all of them are there. */
async function putParts(
	send: Send,
	key: string,
	path: string,
	size: number,
	headers: Record<string, string>,
): Promise<boolean> {
	const begun = await send(key, {
		method: "POST",
		query: "uploads=",
		headers: { ...without(headers, "if-none-match"), "x-amz-checksum-algorithm": "SHA256" },
	});
	const upload = `uploadId=${encodeURIComponent(textOf(await begun.text(), "UploadId"))}`;
	try {
		const parts: string[] = [];
		for (let number = 1; (number - 1) * PART_BYTES < size; number++) {
			const body = await bytesAt(path, (number - 1) * PART_BYTES, PART_BYTES);
			const summed = { "x-amz-checksum-sha256": checksum(body) };
			const answer = await send(key, { method: "PUT", query: `partNumber=${number}&${upload}`, headers: summed, body });
			const etag = (answer.headers.get("etag") ?? "").replaceAll('"', "&quot;");
			parts.push(
				`<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag><ChecksumSHA256>${checksum(body)}</ChecksumSHA256></Part>`,
			);
		}
		const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
		const whole = { method: "POST", query: upload, body } as const;
		const answer = await send(key, { ...whole, headers: { "if-none-match": "*" }, expects: [412, 501] });
		if (answer.status === 501) await requireCompleted(await send(key, whole), key);
		else if (answer.ok) await requireCompleted(answer, key);
		else await send(key, { method: "DELETE", query: upload, expects: [404] });
		return answer.ok || answer.status === 501;
	} catch (error) {
		await send(key, { method: "DELETE", query: upload, expects: [404] }).catch(() => {}); // the bucket's own rule takes what is left
		throw error;
	}
}

/** A store may answer 200 before it has put the parts together, and say in the text that it failed. */
async function requireCompleted(answer: Response, key: string): Promise<void> {
	if ((await answer.text()).includes("<Error>")) throw storageAway(`POST ${key}: completed with an error`);
}

async function bytesAt(path: string, from: number, most: number): Promise<Buffer<ArrayBuffer>> {
	const file = await open(path);
	try {
		const size = Math.min(most, Math.max(0, (await file.stat()).size - from));
		const bytes = Buffer.alloc(size);
		await file.read(bytes, 0, size, from);
		return bytes;
	} finally {
		await file.close();
	}
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));
}

/** The text of an element: keys here are our own names, so no reader of XML is needed. */
function textOf(xml: string, element: string): string {
	return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? "";
}

function versionsIn(xml: string, key: string): string[] {
	return [...xml.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs)]
		.filter(([, , one]) => textOf(one!, "Key") === key)
		.map(([, , one]) => textOf(one!, "VersionId"))
		.filter((id) => id !== "");
}
