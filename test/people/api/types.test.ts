import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { typesOf } from "../../support/openapi-types.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld } from "../../support/world.ts";
import { type Document, keyOf, read } from "./documented.ts";

const CLIENT = `import type { Lists } from "./lists.ts";

type Ask = (path: string) => Promise<Response>;

/** Reads a list whose address takes no id. */
export async function list<P extends keyof Lists>(ask: Ask, path: P, query: Lists[P]["query"]): Promise<Lists[P]["row"][]> {
	const words = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
	const answer = await ask(\`\${path}?\${new URLSearchParams(words)}\`);
	if (!answer.ok) throw new Error(((await answer.json()) as { detail: string }).detail);
	return (await answer.json()) as Lists[P]["row"][];
}

export async function month(ask: Ask, period: string): Promise<(string | null)[]> {
	const runs = await list(ask, "${paths.runs()}.json", { period, sortera: "unit" });
	return runs.map((run) => run.unit);
}
`;

/** Run in the folder, where no configuration of the house is found. */
const TSC = resolve("node_modules/.bin/tsc");
const folder = mkdtempSync(join(tmpdir(), "api-types-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compiles(name: string, text: string): string {
	writeFileSync(join(folder, name), text);
	const options =
		"--noEmit --strict --target es2023 --module nodenext --allowImportingTsExtensions --skipLibCheck --types node";
	const roots = ["--typeRoots", resolve("node_modules/@types")];
	const run = spawnSync(TSC, [...options.split(" "), ...roots, name], { cwd: folder, encoding: "utf8" });
	return run.stdout;
}

test("types made from the document compile, read a month's runs by a key, and refuse what a list does not have", async () => {
	const world = await openWorld();
	await createRuns(await world.as("carin"), { today: "2026-11-16", period_key: "2026-10" });
	const document = (await (await visitorTo(world).get(paths.apiDocument())).json()) as Document;
	writeFileSync(join(folder, "lists.ts"), typesOf(document));
	expect(compiles("client.ts", CLIENT)).toBe("");
	expect(compiles("wrong.ts", `${CLIENT}list(fetch, "${paths.runs()}.json", { status: "finns_inte" });`)).toContain(
		"finns_inte",
	);
	expect(compiles("wrong.ts", `${CLIENT}list(fetch, "/finns-inte.json", {});`)).toContain("/finns-inte.json");
	const { month } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "client.ts")).href)) as {
		month: (ask: (path: string) => Promise<Response>, period: string) => Promise<string[]>;
	};
	const key = await keyOf(world, "carin");
	const ask = (path: string) => read(world, key, path);
	expect(await month(ask, "2026-10")).toEqual(["Vårdcentralen Alfa", "Vårdcentralen Beta"]);
	expect(await month(ask, "2026-09")).toEqual([]);
	await expect(month(ask, "finns-inte")).rejects.toThrow("har ett värde som inte finns");
});
