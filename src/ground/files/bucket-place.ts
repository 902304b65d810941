import { z } from "zod";

/** A bucket in S3-compatible storage, and how this installation writes to it. */
export interface BucketPlace {
	/** Scheme, host and port. Addresses are path-style: `<endpoint>/<bucket>/<key>`. */
	endpoint: string;
	bucket: string;
	/** Before every key; "" or ending in `/`. */
	prefix: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken: string | undefined;
	/** Server-side encryption to ask for (`AES256`, `aws:kms`); null leaves it to the bucket's own rule. */
	encryption: string | null;
	/** For how long the store itself refuses to let go of evidence; null without object lock. */
	lock: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number } | null;
	/** How long one request may take. */
	timeoutMs: number;
}

/** What the environment says beside the address. */
export interface BucketSecrets {
	AWS_ACCESS_KEY_ID?: string | undefined;
	AWS_SECRET_ACCESS_KEY?: string | undefined;
	AWS_SESSION_TOKEN?: string | undefined;
	AWS_REGION?: string | undefined;
	AWS_ENDPOINT_URL?: string | undefined;
}

const Query = z.strictObject({
	endpoint: z
		.url({ protocol: /^https?$/, error: "endpoint ska vara en adress som börjar med https:// eller http://" })
		.optional(),
	region: z
		.string()
		.regex(/^[a-z0-9-]+$/, "region ska vara gemener, siffror och bindestreck")
		.optional(),
	encryption: z.enum(["AES256", "aws:kms"], "encryption ska vara AES256 eller aws:kms").optional(),
	lock: z.enum(["governance", "compliance"], "lock ska vara governance eller compliance").optional(),
	"lock-days": z.coerce
		.number("lock-days ska vara ett heltal")
		.int("lock-days ska vara ett heltal")
		.min(1, "lock-days ska vara 1–36500")
		.max(36_500, "lock-days ska vara 1–36500")
		.optional(),
	timeout: z.coerce
		.number("timeout ska vara sekunder, 1–600")
		.min(1, "timeout ska vara sekunder, 1–600")
		.max(600, "timeout ska vara sekunder, 1–600")
		.default(30),
});

/** Reads `s3://bucket/prefix?endpoint=…&region=…`. Throws an Error with the variable's name and what is wrong. */
export function readBucketPlace(address: string, secrets: BucketSecrets): BucketPlace {
	const wrong = (why: string) => new Error(`FILES_URL ${why}`);
	const url = URL.canParse(address) ? new URL(address) : null;
	if (url?.protocol !== "s3:" || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname))
		throw wrong("ska vara s3://hink/prefix, med hinkens namn i gemener");
	if (url.username !== "" || url.password !== "")
		throw wrong("får inte innehålla inloggning: ange AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY i miljön");
	const parsed = Query.safeParse(Object.fromEntries(url.searchParams));
	if (!parsed.success) throw wrong(parsed.error.issues.map(sentenceOf).join("; "));
	const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL } = secrets;
	if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
		throw wrong("kräver AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY i miljön");
	const { lock, "lock-days": days, region = AWS_REGION ?? "us-east-1", ...query } = parsed.data;
	if ((lock === undefined) !== (days === undefined)) throw wrong("ska ha både lock och lock-days, eller inget av dem");
	const endpoint = query.endpoint ?? AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`;
	const prefix = url.pathname.replace(/^\/+|\/+$/g, "");
	if (!/^[\w./-]*$/.test(prefix))
		throw wrong("har ett prefix med andra tecken än bokstäver, siffror, punkt, streck och /");
	return {
		endpoint: endpoint.replace(/\/+$/, ""),
		bucket: url.hostname,
		prefix: prefix === "" ? "" : `${prefix}/`,
		region,
		accessKeyId: AWS_ACCESS_KEY_ID,
		secretAccessKey: AWS_SECRET_ACCESS_KEY,
		sessionToken: AWS_SESSION_TOKEN,
		encryption: query.encryption ?? null,
		lock: lock && days ? { mode: lock === "compliance" ? "COMPLIANCE" : "GOVERNANCE", days } : null,
		timeoutMs: query.timeout * 1_000,
	};
}

function sentenceOf(issue: z.core.$ZodIssue): string {
	return issue.code === "unrecognized_keys" ? `har okända delar: ${issue.keys.join(", ")}` : issue.message;
}
