import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, type BuildResult, build, buildSync, type Plugin } from "esbuild";

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
	metafile: true,
} as const satisfies BuildOptions;

type Built = BuildResult<typeof OPTIONS>;

const threads = new Map<string, URL>();
const processes = new Map<string, Promise<string>>();

/** The module of a thread as one file of JavaScript. */
export function bundledThread(module: string): URL {
	const made = threads.get(module) ?? pathToFileURL(threadOf(module));
	threads.set(module, made);
	return made;
}

/** The same of a process. Its modules find what lies beside them where they were written. */
export function bundledProcess(module: string): Promise<string> {
	const made = processes.get(module) ?? processOf(module);
	processes.set(module, made);
	return made;
}

/** Made once for each state of its sources, and kept over workers and runs: making one costs more than starting it. */
export function threadOf(module: string): string {
	return keptOf("thread", module) ?? keep("thread", module, buildSync({ ...OPTIONS, entryPoints: [module] }));
}

async function processOf(module: string): Promise<string> {
	const known = keptOf("process", module);
	return known ?? keep("process", module, await build({ ...OPTIONS, entryPoints: [module], plugins: [WHERE_WRITTEN] }));
}

const WHERE_WRITTEN: Plugin = {
	name: "where-written",
	setup: ({ onLoad }) =>
		onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
			contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
			loader: path.endsWith("x") ? "tsx" : "ts",
		})),
};

/** What a bundle was made of, each file with when it was last changed and its size, and where it lies. */
interface Kept {
	file: string;
	sources: [path: string, state: string][];
}

const noteOf = (kind: string, module: string) => join(FOLDER, `${digestOf(`${kind} ${module}`)}.json`);

function keptOf(kind: string, module: string): string | undefined {
	const note = noteOf(kind, module);
	if (!existsSync(note)) return undefined;
	const { file, sources } = JSON.parse(readFileSync(note, "utf8")) as Kept;
	return existsSync(file) && sources.every(([path, state]) => stateOf(path) === state) ? file : undefined;
}

function keep(kind: string, module: string, { metafile, outputFiles }: Built): string {
	const { contents } = outputFiles[0]!;
	const file = join(FOLDER, `${digestOf(contents)}.mjs`);
	const sources = Object.keys(metafile.inputs).map((path): Kept["sources"][number] => [path, stateOf(path)]);
	mkdirSync(FOLDER, { recursive: true });
	for (const old of readdirSync(FOLDER).map((name) => join(FOLDER, name)))
		if (Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { force: true });
	if (!existsSync(file)) put(file, contents);
	put(noteOf(kind, module), JSON.stringify({ file, sources } satisfies Kept));
	return file;
}

/** A bundle is named by its content: what another worker is making is the same, and what is half written bears another name. */
function put(file: string, contents: Uint8Array | string): void {
	const half = `${file}.${process.pid}`;
	writeFileSync(half, contents);
	renameSync(half, file);
}

const digestOf = (text: Uint8Array | string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

function stateOf(path: string): string {
	const stat = statSync(path, { throwIfNoEntry: false });
	return `${stat?.mtimeMs} ${stat?.size}`;
}
