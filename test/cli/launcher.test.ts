import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Enough of the house for the launcher to run tests in. */
const HOUSE = [
	"package.json",
	"package-lock.json",
	"vitest.config.ts",
	"scripts/launch.mjs",
	"test/support/setup.ts",
	"test/db/postgres.ts",
];
const SECONDS = 1000;

const GREEN = 'import { expect, test } from "vitest";\ntest("holds", () => expect(1).toBe(1));\n';
const RED = `${GREEN}test("fails", () => expect(1).toBe(2));\n`;
const dies = (process: string) => `${GREEN}test("dies", () => process.kill(${process}, "SIGKILL"));\n`;
const setup = (body: string) => `export default function setup() {\n\t${body}\n}\n`;

interface Done {
	status: number | null;
	/** The last line on stdout. */
	last: string;
	said: string;
}

/** What `npm test` does in a house of its own with these files in it. */
function run(files: Record<string, string>, ...args: string[]): Done {
	return runIn(house(files), "scripts/launch.mjs", "test", ...args);
}

function runIn(root: string, ...command: string[]): Done {
	// the house inside must not take itself for a worker of this run
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
	const done = spawnSync(process.execPath, command, {
		cwd: root,
		encoding: "utf8",
		env: { ...env, CHROMIUM: process.execPath, NO_COLOR: "1" },
	});
	return { status: done.status, last: done.stdout.trimEnd().split("\n").at(-1)!, said: done.stdout + done.stderr };
}

function house(files: Record<string, string>): string {
	const root = mkdtempSync(join(tmpdir(), "tillracklig-launcher-"));
	onTestFinished(() => rmSync(root, { recursive: true, force: true }));
	// with their times: a lockfile newer than node_modules would be installed anew
	for (const path of HOUSE) cpSync(join(ROOT, path), join(root, path), { preserveTimestamps: true });
	symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	return root;
}

describe("npm test rings", { timeout: 120 * SECONDS }, () => {
	test("not when every test of every project passed: code 0, and the count alone on the last line", () => {
		const slow =
			'import { test } from "vitest";\ntest("takes its time", () => new Promise((r) => setTimeout(r, 1100)));\n';
		const { status, last, said } = run({
			"test/a.test.ts": slow,
			"test/db/a.test.ts": GREEN,
			"test/browser/a.test.ts": GREEN,
			"test/too.long.test.ts": RED,
		});
		expect({ status, last }, said).toEqual({ status: 0, last: "3 passed, 0 failed" });
		expect(said).toMatch(/\n +1\.\d {2}test\/a\.test\.ts takes its time\n3 passed/);
	});

	test.each<[string, Record<string, string>, string]>([
		["app, others passed in db", { "test/a.test.ts": RED, "test/db/a.test.ts": GREEN }, "2 passed, 1 failed"],
		["db", { "test/db/a.test.ts": RED }, "1 passed, 1 failed"],
		["browser", { "test/browser/a.test.ts": RED }, "1 passed, 1 failed"],
	])("when a test failed in %s", (_, files, count) => {
		const { status, last, said } = run(files);
		expect({ status, last }, said).toEqual({ status: 1, last: count });
	});

	test("in vitest itself: importing PostgreSQL does not take its code away", () => {
		const { status, said } = runIn(house({ "test/db/a.test.ts": RED }), "node_modules/vitest/vitest.mjs", "run");
		expect(status, said).toBe(1);
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

	test("when a worker was killed in the middle of a test", () => {
		const { status, last, said } = run({ "test/a.test.ts": dies("process.pid"), "test/b.test.ts": GREEN });
		expect(status, said).toBe(1);
		expect(last).toMatch(/^\d+ passed, [1-9]\d* failed$/);
	});

	test("when a suite could not be loaded", () => {
		const { status, last, said } = run({ "test/a.test.ts": GREEN, "test/b.test.ts": `import "./gone.ts";\n${GREEN}` });
		expect({ status, last }, said).toEqual({ status: 1, last: "1 passed, 1 failed" });
		expect(said).toContain("Kunde inte köras: test/b.test.ts");
	});

	test("when a test left a folder behind, which goes with the run's own", () => {
		const leaves = `import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
test("leaves", () => {
	const folder = mkdtempSync(tmpdir() + "/tillracklig-kvar-");
	console.log("made", folder);
	expect(folder).toContain("/tillracklig-tests-");
});
`;
		const { status, last, said } = run({ "test/a.test.ts": leaves });
		expect({ status, last }, said).toEqual({ status: 1, last: "1 passed, 1 failed" });
		expect(said).toMatch(/Lämnades kvar i den tillfälliga mappen: tillracklig-kvar-/);
		const [, made] = /made (\S+)/.exec(said)!;
		expect(existsSync(dirname(made!))).toBe(false);
	});

	test("when no test ran: none was found, all were left out, or no name matched", () => {
		const skipped = 'import { test } from "vitest";\ntest.skip("later", () => {});\n';
		for (const { status, last, said } of [
			run({}),
			run({ "test/a.test.ts": skipped }),
			run({ "test/a.test.ts": GREEN }, "-t", "nothing is called this"),
		])
			expect({ status, last }, said).toEqual({ status: 1, last: "0 passed, 1 failed" });
	});
});
