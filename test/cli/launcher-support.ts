import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Enough of the house for the launcher to run tests in. */
const HOUSE = [
	"package.json",
	"package-lock.json",
	"vitest.config.ts",
	"scripts/launch.mjs",
	"test/support/setup.ts",
	"test/support/lifetime.ts",
	"test/support/longest-first.ts",
	"test/support/measure.ts",
	"test/db/postgres.ts",
];
export const SECONDS = 1000;

export const GREEN = 'import { expect, test } from "vitest";\ntest("holds", () => expect(1).toBe(1));\n';
export const RED = `${GREEN}test("fails", () => expect(1).toBe(2));\n`;
export const dies = (process: string) => `${GREEN}test("dies", () => process.kill(${process}, "SIGKILL"));\n`;
export const setup = (body: string) => `export default function setup() {\n\t${body}\n}\n`;

interface Done {
	status: number | null;
	/** The last line on stdout. */
	last: string;
	said: string;
}

/** What `npm test` does in a house of its own with these files in it. */
export function run(files: Record<string, string>, ...args: string[]): Done {
	return runIn(house(files), "scripts/launch.mjs", "test", ...args);
}

export function runIn(root: string, ...command: string[]): Done {
	// the house inside must not take itself for a worker of this run
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
	const done = spawnSync(process.execPath, command, {
		cwd: root,
		encoding: "utf8",
		env: { ...env, CHROMIUM: process.execPath, NO_COLOR: "1" },
	});
	return { status: done.status, last: done.stdout.trimEnd().split("\n").at(-1)!, said: done.stdout + done.stderr };
}

export function house(files: Record<string, string>): string {
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
