import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Mutation } from "./mutations/mutation.ts";
import { MUTATIONS } from "./mutations/index.ts";

/** What noticed each defence that was taken out, as the last run of each left it. `mutations.test.ts` holds it to the list. */
const TABLE = fileURLToPath(new URL("./noticed.md", import.meta.url));
const HEAD = `# What noticed each defence that was taken out

Written by \`npm run long -- test/security/mutations\`, a row at a time; never by hand. The first test that failed, and how many more did.

| Threat | Without | Noticed by | More |
| --- | --- | --- | --- |
`;

export interface Noticed {
	threat: string;
	without: string;
	/** The first test that failed, as the run named it. */
	test: string;
	/** How many more of them failed. */
	more: number;
}

/** A bar would end the cell. */
const cell = (text: string) => text.replaceAll("|", "/").replace(/\s+/g, " ");
const key = ({ threat, without }: Pick<Mutation, "threat" | "without">) => `${threat} ${cell(without)}`;

export function readNoticed(): Noticed[] {
	if (!existsSync(TABLE)) return [];
	return readFileSync(TABLE, "utf8")
		.split("\n")
		.filter((line) => /^\| T\d\d /.test(line))
		.map((line) => line.split(" | "))
		.map(([threat, without, test, more]) => ({
			threat: threat!.slice(2),
			without: without!,
			test: test!,
			more: Number.parseInt(more!, 10),
		}));
}

/** Sets down what noticed one of them, or that nothing did. Rows stand in the order of the list; what it no longer has goes. */
export function writeNoticed(mutation: Mutation, failed: readonly string[]): void {
	const rows = new Map(readNoticed().map((row) => [key(row), row]));
	rows.delete(key(mutation));
	if (failed.length > 0) rows.set(key(mutation), { ...mutation, test: failed[0]!, more: failed.length - 1 });
	const lines = MUTATIONS.flatMap((one) => rows.get(key(one)) ?? []).map(
		({ threat, without, test, more }) => `| ${threat} | ${cell(without)} | ${cell(test)} | ${more} |\n`,
	);
	writeFileSync(TABLE, HEAD + lines.join(""));
}

const rowKeys = () => new Set(readNoticed().map(key));

/** Those that nothing has noticed yet: never taken out, or survived. */
export function unnoticed(): Mutation[] {
	const rows = rowKeys();
	return MUTATIONS.filter((one) => !rows.has(key(one)));
}

/** Rows of what the list no longer has. */
export const stale = (): string[] =>
	[...rowKeys()].filter((one) => !MUTATIONS.some((mutation) => key(mutation) === one));
