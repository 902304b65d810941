import { defineConfig } from "vitest/config";

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
	test: {
		include: ["test/**/*.test.{ts,tsx}"],
		globalSetup: ["test/support/global-setup.ts"],
		setupFiles: ["test/support/setup.ts"],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		pool: "forks",
	},
});
