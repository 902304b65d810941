import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_YEARS } from "../../db/schema/proof/retention.ts";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { readConfig } from "../../src/config.ts";
import { openMetrics } from "../../src/running/metrics/metrics.ts";
import { SETTINGS_FILES } from "../../src/running/safe-start/settings-files.ts";
import { openTestDatabase } from "../support/database.ts";

const page = (name: string) => readFileSync(name, "utf8");
const LOGS = page("scripts/deploy/logs-and-metrics.md");
const README = page("README.md");

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((name) => /\.tsx?$/.test(name))
	.map((name) => readFileSync(join("src", name), "utf8"));

/** The cells of every row of a page's tables. */
const rowsOf = (text: string) =>
	text
		.split("\n")
		.filter((line) => line.startsWith("|") && !/^\|[-|]+$/.test(line))
		.map((line) =>
			line
				.split("|")
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);

const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

describe("the page of logs and metrics", () => {
	test("has every line that is logged, at its level, and no other", () => {
		const logged = new Set<string>();
		let calls = 0;
		for (const text of sources) {
			calls += [...text.matchAll(/\blog\??\.(info|warn|error)\(/g)].length;
			// the message is the last argument: a text, after an object
			for (const [, level, message] of text.matchAll(/\blog\??\.(info|warn|error)\([^;]*?"([^"]+)",?\s*\)/g))
				logged.add(`${message}: ${level === "error" ? "fel" : level}`);
		}
		expect(calls).toBeGreaterThan(10);
		const named = sources.join("").match(/\blog\??\.(?:info|warn|error)\([^;]*?"[^"]+",?\s*\)/g)!.length;
		expect(named, "a line is logged in a way that this test does not read").toBe(calls);
		const told = rowsOf(LOGS).filter(([, level]) => level === "info" || level === "fel" || level === "warn");
		expect(told.map(([message, level]) => `${quoted(message!)[0]}: ${level}`).sort()).toEqual([...logged].sort());
	});

	test("has every metric that is handed out, and no other", async () => {
		const exported = [...(await openMetrics().text()).matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name!);
		const section = LOGS.slice(LOGS.indexOf("## Mätvärden"), LOGS.indexOf("## Larm"));
		const told = rowsOf(section).flatMap(([names]) => quoted(names!));
		expect(told.sort()).toEqual(exported.sort());
	});

	test("raises its alarms on lines and metrics that there are", async () => {
		const exported = [...(await openMetrics().text()).matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name!);
		const alarms = LOGS.slice(LOGS.indexOf("## Larm"));
		const used = [...alarms.matchAll(/\b((?:http|process|nodejs)_\w+?)(?:_bucket)?\b/g)].map(([, name]) => name!);
		expect(used.length).toBeGreaterThan(4);
		expect(used.filter((name) => !exported.includes(name))).toEqual([]);
		const lines = rowsOf(LOGS).map(([message]) => quoted(message!)[0]);
		const said = rowsOf(alarms).flatMap(([, where]) => quoted(where!).filter((text) => /^(?!isk )[a-z ]+$/.test(text)));
		expect(said.filter((line) => !lines.includes(line))).toEqual([]);
	});
});

describe("the README", () => {
	test("has every variable of the environment, with its default", () => {
		const text = page("src/config.ts");
		const schema = text.slice(text.indexOf("const Environment"), text.indexOf("/** Throws an Error"));
		const variables = [...schema.matchAll(/^\t([A-Z_]+):/gm)].map(([, name]) => name!);
		const told = new Map(
			rowsOf(README).flatMap(([names, preset]) => {
				const presets = preset!.split(", ");
				return quoted(names!).map((name, at) => [name, presets[at] ?? "–"] as const);
			}),
		);
		expect(variables.filter((name) => !told.has(name))).toEqual([]);
		const config = readConfig({});
		expect(told.get("PORT")).toBe(String(config.port));
		expect(told.get("HOST")).toBe(config.host);
		expect(told.get("EVIDENCE_MAX_MB")).toBe(String(config.evidenceMaxBytes / 1_000_000));
		const block = (name: string) => schema.slice(schema.indexOf(`\t${name}:`)).split(/,\n\t[A-Z_]+:|\n\}\)/)[0]!;
		const preset = (name: string) => /\.default\("?([^")]+)/.exec(block(name))?.[1] ?? "–";
		expect(variables.filter((name) => told.get(name) !== preset(name))).toEqual([]);
		const named = [...told.keys()].filter((name) => /^[A-Z_]+$/.test(name));
		expect(
			named.filter((name) => !variables.includes(name)),
			"a variable that nobody reads",
		).toEqual([]);
	});

	test("has every file of settings, and somewhere each of its names", () => {
		const details = README + page("src/people/session/README.md");
		for (const name of Object.keys(SETTINGS_FILES)) {
			expect(README).toContain(`\`${name}\``);
			const reader = sources.find((text) => text.includes(`"${name}"`) && text.includes("readSettingsFile("))!;
			const keys = [...reader.matchAll(/^\t(\w+): (?:z\.|absolute)/gm)].map(([, key]) => key!);
			expect(keys.length, name).toBeGreaterThan(0);
			expect(
				keys.filter((key) => !new RegExp(`["\`]${key}["\`]`).test(details)),
				name,
			).toEqual([]);
		}
	});

	test("leads to every page of operations", () => {
		const pages = readdirSync("scripts/deploy").filter((name) => name.endsWith(".md"));
		for (const name of [...pages.map((name) => `scripts/deploy/${name}`), "SECURITY.md"])
			expect(README).toContain(`](${name})`);
	});
});

describe("the page of data protection", () => {
	const text = page("scripts/deploy/data-protection.md");

	test("places every table of the database in one class", async () => {
		const { database } = await openTestDatabase();
		const tables = (await database.db.introspection.getTables()).filter((one) => !one.isView).map(({ name }) => name);
		const told = rowsOf(text).flatMap((cells) => quoted(cells[4] ?? ""));
		expect(told.sort()).toEqual(tables.sort());
	});

	test("says the years that hold until others are decided", () => {
		expect(new Set(Object.values(DEFAULT_YEARS))).toEqual(new Set([7]));
		expect(text).toContain("sju år efter året");
	});
});

test("SECURITY.md has every threat that the tests stand for, under the same numbers, and no other", () => {
	const ids = (of: string) => [...of.matchAll(/^(?:- \*\*|\| )(T\d\d)\b/gm)].map(([, id]) => id!);
	const tested = ids(page("test/security/README.md"));
	expect(tested).toHaveLength(60);
	expect(ids(page("SECURITY.md"))).toEqual(tested);
});

test("every command that a page of operations names is one", () => {
	const pages = [
		"README.md",
		...readdirSync("scripts/deploy")
			.filter((name) => name.endsWith(".md"))
			.map((name) => `scripts/deploy/${name}`),
	];
	const named = pages.flatMap((path) =>
		[...page(path).matchAll(/(?:^|`|&& )(?:npm run isk -- |isk )([a-z][\w-]*)/gm)].map(([, name]) => name!),
	);
	expect(named).toContain("doctor");
	expect(named.filter((name) => name !== "help" && !Object.hasOwn(COMMANDS, name))).toEqual([]);
});
