import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { type BucketPlace, type BucketSecrets, readBucketPlace } from "./ground/files/bucket-place.ts";

/** The environment, parsed once. Nobody else reads `process.env`. */
export interface Config {
	port: number;
	host: string;
	dataDir: string;
	/** Keys and signed ends of the trail: the same folder for every node. */
	keysDir: string;
	/** The files of settings: the same for every node. */
	settingsDir: string;
	databaseUrl: string | undefined;
	/** The bucket that holds evidence; undefined keeps it in the data folder. */
	files: BucketPlace | undefined;
	/** For a bucket that files are moved to. */
	bucketSecrets: BucketSecrets;
	/** Without a trailing slash. Undefined outside production means "the address the request came to". */
	baseUrl: string | undefined;
	production: boolean;
	/** The largest file taken in as evidence. */
	evidenceMaxBytes: number;
	/** Seeded people and one-click sign-in; never in production. */
	demo: boolean;
}

const Environment = z.object({
	PORT: z.coerce
		.number("ska vara ett heltal")
		.int("ska vara ett heltal")
		.min(0, "ska vara 0–65535")
		.max(65535, "ska vara 0–65535")
		.default(3000),
	HOST: z.string().min(1, "får inte vara tom").default("127.0.0.1"),
	DATA_DIR: z.string().min(1, "får inte vara tom").default("./data"),
	KEYS_DIR: z.string().refine(isAbsolute, "ska vara en fullständig sökväg").optional(),
	SETTINGS_DIR: z.string().refine(isAbsolute, "ska vara en fullständig sökväg").optional(),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, "ska börja med postgres://")
		.optional(),
	FILES_URL: z.string().optional(),
	AWS_ACCESS_KEY_ID: z.string().optional(),
	AWS_SECRET_ACCESS_KEY: z.string().optional(),
	AWS_SESSION_TOKEN: z.string().optional(),
	AWS_REGION: z.string().optional(),
	AWS_ENDPOINT_URL: z.string().optional(),
	BASE_URL: z
		.url({ protocol: /^https?$/, error: "ska vara en adress som börjar med http:// eller https://" })
		.transform((url) => url.replace(/\/+$/, ""))
		.optional(),
	EVIDENCE_MAX_MB: z.coerce
		.number("ska vara ett heltal")
		.int("ska vara ett heltal")
		.min(1, "ska vara minst 1")
		.max(10_000, "ska vara högst 10000")
		.default(100),
	NODE_ENV: z
		.enum(["development", "production", "test"], "ska vara development, production eller test")
		.default("development"),
});

/** Where the database is: a server, or the one file of the data folder. */
export function databaseOf({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">) {
	return { url: databaseUrl, file: join(dataDir, "tillracklig.db") };
}

/** Throws an Error that names every bad variable. An empty value counts as unset. */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
	const parsed = Environment.safeParse(given);
	if (!parsed.success) {
		throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "));
	}
	const env = parsed.data;
	const dataDir = resolve(env.DATA_DIR);
	const production = env.NODE_ENV === "production";
	if (production && !env.BASE_URL)
		throw new Error("BASE_URL saknas: i drift måste adressen som användarna använder anges");
	return {
		port: env.PORT,
		host: env.HOST,
		dataDir,
		keysDir: env.KEYS_DIR ?? join(dataDir, "keys"),
		settingsDir: env.SETTINGS_DIR ?? dataDir,
		databaseUrl: env.DATABASE_URL,
		bucketSecrets: env,
		files: env.FILES_URL ? readBucketPlace(env.FILES_URL, env) : undefined,
		baseUrl: env.BASE_URL,
		production,
		evidenceMaxBytes: env.EVIDENCE_MAX_MB * 1_000_000,
		demo: !production,
	};
}
