import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

const shared = {
	setupFiles: ["test/support/setup.ts"],
	// for what hangs: two slow cores shared by three workers and their threads make eight quiet seconds thirty
	testTimeout: 90_000,
	hookTimeout: 60_000,
	pool: "forks" as const,
	// the modules are loaded once per worker: no test leaves anything in them
	isolate: false,
	// a test makes and drops much that is young: with 16 MB it is copied about until it counts as old
	execArgv: ["--min-semi-space-size=32", "--max-semi-space-size=64"],
};

const LONG = "test/**/*.long.test.ts";
/** Files that ask `FULL_MEASURE` (test/support/measure.ts) how much to walk. */
const AT_FULL_MEASURE = [
	"test/browser/every-page.test.ts",
	"test/browser/offline.test.ts",
	"test/browser/plan-import.test.ts",
	"test/browser/spine.test.ts",
	"test/checks/populations/long-import.test.ts",
	"test/db/as-of.test.ts",
	"test/db/replay.test.ts",
	"test/proof/as-of/as-of.test.ts",
	"test/running/page-thread/page-thread.test.ts",
	"test/report/closing/sealed-walk.test.ts",
	"test/security/fuzz.test.ts",
	"test/ui/every-list.test.ts",
];
/** One second is how long a page may take on a quiet machine; a test waits for what comes, not for how fast. */
const PATIENT = { poll: { timeout: 15_000 } };

export default defineConfig({
	// a thread from source would learn to read TypeScript each time it is started
	resolve: {
		alias: [
			{
				find: /^.*\/threads\/start-thread\.ts$/,
				replacement: fileURLToPath(new URL("test/support/start-thread.ts", import.meta.url)),
			},
			{
				// the application's own imports; a test of what is remembered imports it by its place under src
				find: /^(?!.*\/src\/).*\/remembered\/remembered\.ts$/,
				replacement: fileURLToPath(new URL("test/support/checked-remembered.ts", import.meta.url)),
			},
			{
				// the queries' own imports; a test of kept queries imports them by their place under db
				find: /^(?!.*\/db\/).*\/kept-query\.ts$/,
				replacement: fileURLToPath(new URL("test/support/checked-kept-query.ts", import.meta.url)),
			},
		],
	},
	oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
	test: {
		// one more than there are cores: what waits for a browser, a server or a disk leaves its core to another
		maxWorkers: availableParallelism() + 1,
		sequence: { sequencer: LongestFirst },
		// what a file was compiled to is kept by its content: a second run only reads it
		experimental: { fsModuleCache: true, fsModuleCachePath: ".tmp/compiled-tests" },
		projects: [
			{
				extends: true,
				// what `npm test` runs: the three below in one queue, the longest first, so that a worker loads the product
				// once and none is idle at the end
				test: {
					...shared,
					name: "daily",
					include: ["test/**/*.test.{ts,tsx}"],
					exclude: [LONG],
					globalSetup: ["test/db/postgres.ts"],
					expect: PATIENT,
				},
			},
			{
				extends: true,
				test: {
					...shared,
					name: "app",
					include: ["test/**/*.test.{ts,tsx}"],
					exclude: ["test/db/**", "test/browser/**", LONG],
				},
			},
			{
				extends: true,
				test: {
					...shared,
					name: "db",
					include: ["test/db/**/*.test.ts"],
					exclude: [LONG],
					globalSetup: ["test/db/postgres.ts"],
				},
			},
			{
				extends: true,
				test: {
					...shared,
					name: "browser",
					include: ["test/browser/**/*.test.ts"],
					exclude: [LONG],
					expect: PATIENT,
				},
			},
			{
				extends: true,
				// by hand and before a release: what is too slow for every day, and at its full measure what is daily at a smaller
				test: {
					...shared,
					name: "long",
					include: [LONG, ...AT_FULL_MEASURE],
					globalSetup: ["test/db/postgres.ts"],
					expect: PATIENT,
					env: { FULL_MEASURE: "1", FUZZ: process.env.FUZZ ?? "20000" },
					testTimeout: 3_600_000,
				},
			},
		],
	},
});
