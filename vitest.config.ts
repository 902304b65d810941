import { defineConfig } from "vitest/config";

const shared = {
	setupFiles: ["test/support/setup.ts"],
	testTimeout: 30_000,
	hookTimeout: 60_000,
	pool: "forks" as const,
	// the modules are loaded once per worker: no test leaves anything in them
	isolate: false,
};

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
	test: {
		maxWorkers: "100%",
		projects: [
			{
				extends: true,
				test: {
					...shared,
					name: "app",
					include: ["test/**/*.test.{ts,tsx}"],
					exclude: ["test/db/**", "test/browser/**"],
				},
			},
			{
				extends: true,
				test: { ...shared, name: "db", include: ["test/db/**/*.test.ts"], globalSetup: ["test/db/postgres.ts"] },
			},
			{
				extends: true,
				test: {
					...shared,
					name: "browser",
					include: ["test/browser/**/*.test.ts"],
					testTimeout: 240_000,
				},
			},
		],
	},
});
