import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Mutation } from "./mutations/mutation.ts";
import { MUTATIONS } from "./mutations/index.ts";
import { unnoticed, writeNoticed } from "./noticed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const TREE = [
	"src",
	"views",
	"db",
	"scripts",
	"test",
	"package.json",
	"tsconfig.json",
	"vitest.config.ts",
	"README.md",
];
/** A run that does not come to its end says nothing: a busy machine does that too. */
const LONGEST_MS = 240_000;
/** MUTATIONS=T42 or MUTATIONS=T40,T41: these threats alone. MUTATIONS=new: those that nothing has noticed yet. */
const wanted = process.env.MUTATIONS?.split(",");
const chosen = wanted?.includes("new")
	? unnoticed()
	: MUTATIONS.filter(({ threat }) => wanted === undefined || wanted.includes(threat));

/** One worker, and what has been compiled once is not compiled again: a mutation changes a file or two. */
const SPARE = ["--maxWorkers=1", "--experimental.fsModuleCache", "--experimental.fsModuleCachePath=.tmp/modules"];

interface Outcome {
	passed: number;
	/** The names of the tests that failed. */
	failed: string[];
	/** Why there is no answer: nothing could be loaded, or nothing bears the name. */
	fault: string | null;
}

const copy = mkdtempSync(join(tmpdir(), "tillracklig-mutation-"));
beforeAll(() => {
	for (const name of TREE) cpSync(join(root, name), join(copy, name), { recursive: true });
	symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs the tests of the copy in a process of their own. */
function run({ threat, tests, named }: Mutation): Promise<Outcome> {
	const result = join(copy, "result.json");
	rmSync(result, { force: true });
	const project = tests[0]!.startsWith("test/db/") ? "db" : "app";
	const pattern = named ?? `\\b${threat}\\b`;
	const parameters = ["run", "--project", project, "-t", pattern, "--reporter=json", `--outputFile=${result}`];
	const child = spawn(join(root, "node_modules/.bin/vitest"), [...parameters, ...SPARE, ...tests], {
		cwd: copy,
		env: { PATH: process.env.PATH, HOME: process.env.HOME },
		stdio: "ignore",
		detached: true,
	});
	return new Promise((resolve) => {
		const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), LONGEST_MS);
		child.once("close", (code, signal) => {
			clearTimeout(timer);
			resolve(signal ? { passed: 0, failed: [], fault: "did not come to an end" } : outcomeIn(result, code));
		});
	});
}

interface Ran {
	status: string;
	title: string;
	failureMessages: string[];
}

/** A busy machine fails a test too: whoever reads the table sees which noticed by not coming to an end. */
const isLate = (messages: readonly string[]) => messages.some((one) => /(Test|Hook) timed out/.test(one));

function outcomeIn(file: string, code: number | null): Outcome {
	const { testResults } = JSON.parse(readFileSync(file, "utf8")) as {
		testResults: { message?: string; status: string; assertionResults: Ran[] }[];
	};
	const ran = testResults.flatMap((one) => one.assertionResults);
	const failed = ran
		.filter(({ status }) => status === "failed")
		.map(({ title, failureMessages }) => (isLate(failureMessages) ? `${title} (ran out of time)` : title));
	const passed = ran.filter(({ status }) => status === "passed").length;
	// outside every test: the run is red, and none of its tests is
	if (code !== 0 && failed.length === 0 && passed > 0) failed.push("an error that nothing caught ended the run");
	const unread = testResults.find((one) => one.status === "failed" && one.assertionResults.length === 0);
	if (unread) return { passed, failed, fault: unread.message ?? "a file could not be loaded" };
	return { passed, failed, fault: passed + failed.length === 0 ? "no test bears the name" : null };
}

test.each(chosen)("$threat is noticed without: $without", async (mutation) => {
	const files = new Map<string, string>();
	for (const [file, find, replace] of mutation.edits) {
		const path = join(copy, file);
		const text = readFileSync(path, "utf8");
		if (!files.has(path)) files.set(path, text);
		writeFileSync(
			path,
			text.replace(find, () => replace),
		);
	}
	try {
		const { failed, fault } = await run(mutation);
		// at once: the whole takes a while
		writeNoticed(mutation, fault ? [] : failed);
		console.log(`${mutation.threat} ${mutation.without}: ${fault ?? failed[0] ?? "NOTHING NOTICED IT"}`);
		expect(fault).toBeNull();
		expect(failed.length, "nothing noticed it").toBeGreaterThan(0);
	} finally {
		for (const [path, text] of files) writeFileSync(path, text);
	}
});
