import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { THREATS } from "./threats.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** The names of tests and groups, and of the rows of a table of tests. */
function namesIn(text: string): string[] {
	const called = [...text.matchAll(/\b(?:test|it|describe)(?:\.each[\s\S]*?\])?\)?\(\s*(["'`])((?:\\.|(?!\1).)*)\1/g)];
	const rows = [...text.matchAll(/^\s*\[?\s*"((?:T\d\d[ :,]+)+[^"]*)",$/gm)];
	return [...called.map((match) => match[2]!), ...rows.map((match) => match[1]!)];
}

test("every threat T01–T60 has at least one test named by its id", () => {
	const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((path) => /\.test\.tsx?$/.test(path))
		.flatMap((path) => namesIn(readFileSync(join(folder, path), "utf8")));
	expect(names.length).toBeGreaterThan(300);
	expect(THREATS.filter((id) => !names.some((name) => new RegExp(`\\b${id}\\b`).test(name)))).toEqual([]);
});
