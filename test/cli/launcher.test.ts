import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { dies, GREEN, house, RED, run, runIn, SECONDS } from "./launcher-support.ts";

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
		["db", { "test/db/a.test.ts": RED }, "1 passed, 1 failed"],
		["browser", { "test/browser/a.test.ts": RED }, "1 passed, 1 failed"],
	])("when a test failed in %s", (_, files, count) => {
		const { status, last, said } = run(files);
		expect({ status, last }, said).toEqual({ status: 1, last: count });
	});

	test("when a worker was killed in the middle of a test", () => {
		const { status, last, said } = run({ "test/a.test.ts": dies("process.pid"), "test/b.test.ts": GREEN });
		expect(status, said).toBe(1);
		expect(last).toMatch(/^\d+ passed, [1-9]\d* failed$/);
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

	test("when no test ran", () => {
		const { status, last, said } = run({ "test/a.test.ts": GREEN }, "-t", "nothing is called this");
		expect({ status, last }, said).toEqual({ status: 1, last: "0 passed, 1 failed" });
	});
});

test("npm run quick gives a few tests one worker: another loads the whole product again", {
	timeout: 120 * SECONDS,
}, () => {
	const tells = `${GREEN}console.log("worker", process.pid);\n`;
	const root = house({
		"tsconfig.json": '{ "files": ["empty.ts"], "compilerOptions": { "noEmit": true } }',
		"empty.ts": "export {};\n",
		...Object.fromEntries(["a", "b", "c"].map((name) => [`test/${name}.test.ts`, tells])),
	});
	const commit = "-c user.name=Prov -c user.email=prov@example.se commit --quiet --message=Prov";
	for (const command of ["init --quiet", "add . :!test/*.test.ts", commit])
		spawnSync("git", command.split(" "), { cwd: root });
	const { status, last, said } = runIn(root, "scripts/launch.mjs", "quick");
	expect({ status, last }, said).toEqual({ status: 0, last: "3 passed, 0 failed" });
	expect(new Set([...said.matchAll(/worker (\d+)/g)].map(([, worker]) => worker)).size).toBe(1);
});
