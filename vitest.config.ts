import { defineConfig } from "vitest/config";

const shared = {
	setupFiles: ["test/support/setup.ts"],
	testTimeout: 30_000,
	hookTimeout: 60_000,
	pool: "forks" as const,
};

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
	test: {
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
					fileParallelism: false,
				},
			},
		],
	},
});
