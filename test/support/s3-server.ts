import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";

/** What a store of files may do to us. Each is called before a request is answered; true when it has answered itself. */
export type Fault = (request: IncomingMessage, answer: ServerResponse, key: string) => boolean | Promise<boolean>;

interface Version {
	id: string;
	body: Buffer;
	headers: Record<string, string>;
}

export interface S3Server {
	/** `s3://…` with its endpoint, for `FILES_URL`. */
	url(prefix?: string, more?: string, seconds?: number): string;
	secrets: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
	/** The newest version of each object. */
	objects: Map<string, Version>;
	/** What was sent: method, key and query of each request. */
	seen: string[];
	fault: Fault | null;
	/** Keeps every version, and locks those that ask for it. */
	versioned: boolean;
	/** Answers conditional writes with 501, as older stores do. */
	unconditional: boolean;
	close(): Promise<void>;
}

const SECRETS = { AWS_ACCESS_KEY_ID: "PROVNYCKEL", AWS_SECRET_ACCESS_KEY: "en hemlighet som bara provet har" };

/**
 * An S3 server in memory that tries what it is told: signatures (SigV4, made anew with the secret it knows), checksums, conditional
 * writes, multipart, versions and object lock.
 */
export async function startS3(): Promise<S3Server> {
	const uploads = new Map<string, Map<number, Buffer>>();
	const old = new Map<string, Version[]>();
	let number = 0;
	const server = createServer((request, answer) => {
		handle(request, answer).catch((error: unknown) => {
			if (!answer.headersSent) answer.writeHead(500);
			answer.end(String(error));
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;

	const say = (
		answer: ServerResponse,
		status: number,
		body: string | Buffer = "",
		headers: Record<string, string> = {},
	) => {
		answer.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers });
		answer.end(body);
	};

	async function handle(request: IncomingMessage, answer: ServerResponse) {
		const url = new URL(request.url!, `http://127.0.0.1:${port}`);
		const [, bucket, ...rest] = url.pathname.split("/");
		const key = decodeURIComponent(rest.join("/"));
		s3.seen.push(`${request.method} ${key}${url.search}`);
		const body = await received(request);
		if (s3.fault && (await s3.fault(request, answer, key))) return;
		if (bucket !== "underlag") return say(answer, 404, "<Code>NoSuchBucket</Code>");
		if (!(await isSigned(request, url, body))) return say(answer, 403, "<Code>SignatureDoesNotMatch</Code>");
		if (key === "") return listed(url, answer);
		if (request.method === "PUT") return put(request, answer, key, url.searchParams, body);
		if (request.method === "POST") return multipart(request, answer, key, url.searchParams);
		if (request.method === "DELETE") return removed(request, answer, key, url.searchParams);
		const found = s3.objects.get(key);
		if (!found) return say(answer, 404, request.method === "HEAD" ? "" : "<Code>NoSuchKey</Code>");
		if (request.method === "HEAD") {
			answer.writeHead(200, { "content-length": String(found.body.length), ...found.headers });
			answer.end();
		} else say(answer, 200, found.body, found.headers);
	}

	function put(request: IncomingMessage, answer: ServerResponse, key: string, query: URLSearchParams, body: Buffer) {
		const source = request.headers["x-amz-copy-source"];
		if (source !== undefined) {
			const copied = s3.objects.get(String(source).replace(/^\/underlag\//, ""));
			return copied ? store(request, answer, key, copied.body) : say(answer, 404, "<Code>NoSuchKey</Code>");
		}
		const sum = request.headers["x-amz-checksum-sha256"];
		if (sum !== createHash("sha256").update(body).digest("base64")) return say(answer, 400, "<Code>BadDigest</Code>");
		const upload = query.get("uploadId");
		if (upload !== null) {
			uploads.get(upload)!.set(Number(query.get("partNumber")), body);
			return say(answer, 200, "", { etag: '"del"' });
		}
		store(request, answer, key, body);
	}

	function store(request: IncomingMessage, answer: ServerResponse, key: string, body: Buffer) {
		const conditional = request.headers["if-none-match"] === "*";
		if (conditional && s3.unconditional) return say(answer, 501, "<Code>NotImplemented</Code>");
		if (conditional && s3.objects.has(key)) return say(answer, 412, "<Code>PreconditionFailed</Code>");
		const kept = Object.entries(request.headers).filter(([name]) => /^x-amz-(server-side|object-lock)/.test(name));
		const version = { id: `v${++number}`, body, headers: Object.fromEntries(kept) as Record<string, string> };
		if (s3.versioned) old.set(key, [...(old.get(key) ?? []), version]);
		s3.objects.set(key, version);
		say(answer, 200, "<CompleteMultipartUploadResult/>");
	}

	function multipart(request: IncomingMessage, answer: ServerResponse, key: string, query: URLSearchParams) {
		if (query.has("uploads")) {
			uploads.set(`u${++number}`, new Map());
			return say(answer, 200, `<UploadId>u${number}</UploadId>`);
		}
		const upload = query.get("uploadId")!;
		const parts = [...uploads.get(upload)!].sort(([a], [b]) => a - b).map(([, part]) => part);
		store(request, answer, key, Buffer.concat(parts));
	}

	function removed(request: IncomingMessage, answer: ServerResponse, key: string, query: URLSearchParams) {
		const upload = query.get("uploadId");
		if (upload !== null) {
			uploads.delete(upload);
			return say(answer, 204);
		}
		const id = query.get("versionId");
		const version = (old.get(key) ?? []).find((one) => one.id === id);
		const mode = version?.headers["x-amz-object-lock-mode"];
		const bypassed = mode === "GOVERNANCE" && request.headers["x-amz-bypass-governance-retention"] === "true";
		if (mode && !bypassed) return say(answer, 403, "<Code>AccessDenied</Code>");
		if (id !== null)
			old.set(
				key,
				(old.get(key) ?? []).filter((one) => one.id !== id),
			);
		const left = old.get(key)?.at(-1);
		if (id !== null && left) s3.objects.set(key, left);
		else s3.objects.delete(key);
		say(answer, 204);
	}

	function listed(url: URL, answer: ServerResponse) {
		const prefix = url.searchParams.get("prefix") ?? "";
		if (url.searchParams.has("versions")) {
			const all = [...old]
				.flatMap(([key, list]) => list.map(({ id }) => ({ key, id })))
				.filter(({ key }) => key.startsWith(prefix));
			const xml = all.map(({ key, id }) => `<Version><Key>${key}</Key><VersionId>${id}</VersionId></Version>`);
			return say(answer, 200, `<ListVersionsResult>${xml.join("")}</ListVersionsResult>`);
		}
		// two at a time, so that whoever lists has to go on
		const keys = [...s3.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
		const from = Number(url.searchParams.get("continuation-token") ?? 0);
		const shown = keys
			.slice(from, from + 2)
			.map((key) => `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`);
		const more =
			from + 2 < keys.length
				? `<IsTruncated>true</IsTruncated><NextContinuationToken>${from + 2}</NextContinuationToken>`
				: "";
		say(answer, 200, `<ListBucketResult>${shown.join("")}${more}</ListBucketResult>`);
	}

	const s3: S3Server = {
		url: (prefix = "prov", more = "", seconds = 2) =>
			`s3://underlag/${prefix}?endpoint=http://127.0.0.1:${port}&region=eu-north-1&timeout=${seconds}${more}`,
		secrets: SECRETS,
		objects: new Map(),
		seen: [],
		fault: null,
		versioned: false,
		unconditional: false,
		close: () =>
			new Promise((done) => {
				server.closeAllConnections();
				server.close(() => done());
			}),
	};
	return s3;
}

async function received(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

/** Makes the signature anew from the request as it came, and the payload's hash from its bytes. */
async function isSigned(request: IncomingMessage, url: URL, body: Buffer): Promise<boolean> {
	const authorization = request.headers.authorization ?? "";
	const hash = createHash("sha256").update(body).digest("hex");
	if (request.headers["x-amz-content-sha256"] !== hash) return false;
	const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
	const headers = new Headers();
	for (const name of names) if (name !== "host") headers.set(name, String(request.headers[name]));
	const signer = new AwsV4Signer({
		method: request.method!,
		url: url.href,
		headers,
		accessKeyId: SECRETS.AWS_ACCESS_KEY_ID,
		secretAccessKey: SECRETS.AWS_SECRET_ACCESS_KEY,
		service: "s3",
		region: "eu-north-1",
		datetime: String(request.headers["x-amz-date"]),
	});
	return (await signer.sign()).headers.get("authorization") === authorization;
}

/** Faults to choose from. */
export const FAULTS = {
	starting: (request: IncomingMessage, answer: ServerResponse) => {
		answer.writeHead(503).end();
		return request.method !== "";
	},
	cutOff: (request: IncomingMessage) => {
		request.socket.destroy();
		return true;
	},
	slow: async () => {
		await wait(10_000);
		return false;
	},
} satisfies Record<string, Fault>;
