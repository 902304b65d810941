import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build, buildSync, type Plugin } from "esbuild";

/** In the house itself: from there the packages that stay outside are found. */
const FOLDER = fileURLToPath(new URL("../../.tmp/bundles", import.meta.url));
const DAY_MS = 24 * 60 * 60_000;

/**
 * Learning to read TypeScript and loading our modules one by one costs a thread or a process 2.3 CPU s; as one file 0.4. What
 * is a binary stays outside, and what only some processes need.
 */
const OPTIONS = {
	bundle: true,
	platform: "node",
	format: "esm",
	target: "node20",
	jsx: "automatic",
	jsxImportSource: "hono/jsx",
	external: ["better-sqlite3", "pg", "@node-rs/argon2", "exceljs", "docx", "@myriaddreamin/*", "tsx"],
	banner: {
		js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
	},
	write: false,
} as const satisfies BuildOptions;

const threads = new Map<string, URL>();
const processes = new Map<string, Promise<string>>();

/** The module of a thread as one file of JavaScript, made once per worker. */
export function bundledThread(module: string): URL {
	const known = threads.get(module);
	if (known) return known;
	const made = pathToFileURL(kept(buildSync({ ...OPTIONS, entryPoints: [module] }).outputFiles[0]!.contents));
	threads.set(module, made);
	return made;
}

/** The same of a process. Its modules find what lies beside them where they were written. */
export function bundledProcess(module: string): Promise<string> {
	const made =
		processes.get(module) ??
		build({ ...OPTIONS, entryPoints: [module], plugins: [WHERE_WRITTEN] }).then(({ outputFiles }) =>
			kept(outputFiles[0]!.contents),
		);
	processes.set(module, made);
	return made;
}

const WHERE_WRITTEN: Plugin = {
	name: "where-written",
	setup: ({ onLoad }) =>
		onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
			contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
			loader: path.endsWith("x") ? "tsx" : "ts",
		})),
};

/** Named by its content: what another worker is making is the same, and what is half written bears another name. */
function kept(contents: Uint8Array): string {
	const file = join(FOLDER, `${createHash("sha256").update(contents).digest("hex").slice(0, 32)}.mjs`);
	if (existsSync(file)) return file;
	mkdirSync(FOLDER, { recursive: true });
	for (const old of readdirSync(FOLDER).map((name) => join(FOLDER, name)))
		if (Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { force: true });
	const half = `${file}.${process.pid}`;
	writeFileSync(half, contents);
	renameSync(half, file);
	return file;
}
