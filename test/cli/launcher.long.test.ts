import { describe, expect, test } from "vitest";
import { dies, GREEN, house, RED, run, runIn, SECONDS, setup } from "./launcher-support.ts";

describe("npm test rings", { timeout: 120 * SECONDS }, () => {
	test("in vitest itself: importing PostgreSQL does not take its code away", () => {
		const { status, said } = runIn(house({ "test/db/a.test.ts": RED }), "node_modules/vitest/vitest.mjs", "run");
		expect(status, said).toBe(1);
	});

	test("when a test failed in app, others passed in db", () => {
		const { status, last, said } = run({ "test/a.test.ts": RED, "test/db/a.test.ts": GREEN });
		expect({ status, last }, said).toEqual({ status: 1, last: "2 passed, 1 failed" });
	});

	test("when a test failed and something in vitest's own process ends it with 0", () => {
		const files = {
			"test/db/a.test.ts": RED,
			"test/db/postgres.ts": setup('process.on("beforeExit", () => process.exit(0));'),
		};
		const { status, last, said } = run(files);
		expect({ status, last }, said).toEqual({ status: 1, last: "1 passed, 1 failed" });
	});

	test("when the run ended with 0 and left no result", () => {
		const { status, last, said } = run({
			"test/db/a.test.ts": GREEN,
			"test/db/postgres.ts": setup("process.exit(0);"),
		});
		expect({ status, last }, said).toEqual({ status: 1, last: "0 passed, 1 failed" });
	});

	test("when the whole run was killed: an older result does not speak for it", () => {
		const files = {
			"test/a.test.ts": dies("process.ppid"),
			".tmp/tests.json": JSON.stringify({
				testResults: [{ name: "a", status: "passed", assertionResults: [{ status: "passed", fullName: "a" }] }],
			}),
		};
		const { status, last, said } = run(files);
		expect({ status, last }, said).toEqual({ status: 1, last: "0 passed, 1 failed" });
	});

	test("when a suite could not be loaded", () => {
		const { status, last, said } = run({ "test/a.test.ts": GREEN, "test/b.test.ts": `import "./gone.ts";\n${GREEN}` });
		expect({ status, last }, said).toEqual({ status: 1, last: "1 passed, 1 failed" });
		expect(said).toContain("Kunde inte köras: test/b.test.ts");
	});

	test("when no test ran: none was found, or all were left out", () => {
		const skipped = 'import { test } from "vitest";\ntest.skip("later", () => {});\n';
		for (const { status, last, said } of [run({}), run({ "test/a.test.ts": skipped })])
			expect({ status, last }, said).toEqual({ status: 1, last: "0 passed, 1 failed" });
	});
});
