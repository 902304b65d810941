import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MUTATIONS } from "./mutations/index.ts";
import { readNoticed, stale, unnoticed } from "./noticed.ts";
import { THREATS } from "./threats.ts";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

test("every threat has a defence that `npm run long` takes out, and the list is of the source as it is", () => {
	expect(THREATS.filter((id) => !MUTATIONS.some(({ threat }) => threat === id))).toEqual([]);
	const moved = MUTATIONS.flatMap(({ threat, edits }) =>
		edits.filter(([file, find]) => read(file).split(find).length !== 2).map(([file, find]) => [threat, file, find]),
	);
	expect(moved).toEqual([]);
});

test("each is looked for by tests that bear the threat's id, or by others that are named", () => {
	const unnamed = MUTATIONS.filter(
		({ threat, tests, named }) =>
			named === undefined && !tests.some((file) => new RegExp(`\\b${threat}\\b`).test(read(file))),
	);
	expect(unnamed.map(({ threat, without }) => `${threat} ${without}`)).toEqual([]);
});

test("noticed.md says of each in the list what noticed it, and of none that is gone from it", () => {
	expect(unnoticed().map(({ threat, without }) => `${threat} ${without}`)).toEqual([]);
	expect(stale()).toEqual([]);
	// one that only ran out of time has not been noticed: a busy machine does that too
	expect(readNoticed().filter((row) => row.test.endsWith("(ran out of time)"))).toEqual([]);
});
