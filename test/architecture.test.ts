import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Source {
	path: string;
	text: string;
	/** What it imports: a path from the root for our own files, a package name otherwise. */
	imports: string[];
}

const sources: Source[] = ["src", "views", "db", "scripts", "test"].flatMap((room) =>
	readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.(ts|tsx)$/.test(name))
		.map((name) => read(join(room, name))),
);

function read(path: string): Source {
	const text = readFileSync(join(root, path), "utf8");
	const specifiers = [
		...text.matchAll(/^(?:import|export)\b[^;'"]*?from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']/gm),
	];
	const imports = specifiers.map((match) => {
		const name = (match[1] ?? match[2])!;
		return name.startsWith(".") ? relative(root, resolve(root, dirname(path), name)) : name;
	});
	return { path, text, imports };
}

/** "path imports target" for every import of a matching file that breaks the rule. */
function violations(files: RegExp, forbidden: (target: string, from: string) => boolean): string[] {
	return sources
		.filter((source) => files.test(source.path))
		.flatMap((source) =>
			source.imports
				.filter((target) => forbidden(target, source.path))
				.map((target) => `${source.path} imports ${target}`),
		);
}

const feature = (path: string) => /^(?:src|views)\/([^/]+)\//.exec(path)?.[1];

describe("who may import whom", () => {
	test("the files were found, and their imports read", () => {
		expect(sources.length).toBeGreaterThan(100);
		expect(read("src/write/write.ts").imports).toContain("db/queries/events.ts");
	});

	test("db imports neither src nor views, nor the web", () => {
		expect(violations(/^db\//, (target) => /^(src|views|test|scripts)\/|^(hono|zod|@hono)/.test(target))).toEqual([]);
	});

	test("migrations know neither schema types nor queries: history does not change when words do", () => {
		expect(violations(/^db\/migrations\/\d/, (target) => /^db\/(schema|queries|writes)/.test(target))).toEqual([]);
	});

	test("only db/dialect says which database it is", () => {
		const tells = sources.filter(
			({ path, text }) =>
				/^(db|src|views)\//.test(path) &&
				!path.startsWith("db/dialect/") &&
				/SqliteDialect|PostgresDialect|from "better-sqlite3"|from "pg"/.test(text),
		);
		expect(tells.map(({ path }) => path)).toEqual([]);
	});

	test("commands know neither hono, nor views, nor kysely, nor routes", () => {
		const commands = /^src\/(?!http\/|assets\/|health\/|app\.tsx|server\.ts)(?!.*routes\.tsx?$)/;
		expect(
			violations(commands, (target) => /^(hono|@hono|kysely)|^views\/|routes\.tsx?$|^src\/http\//.test(target)),
		).toEqual([]);
	});

	test("routes translate: no writes to the database, no kysely, no other feature's commands or routes", () => {
		const foreign = (target: string, from: string) =>
			/^(kysely|db\/writes\/)/.test(target) || (/routes\.tsx?$/.test(target) && feature(target) !== feature(from));
		expect(violations(/^src\/.*routes\.tsx?$/, foreign)).toEqual([]);
	});

	test("views are pure: no kysely, no hono context, no commands; from src only paths, columns and plain words", () => {
		const allowed = /^src\/(paths|calendar\/[\w-]+|tables\/column|[\w-]+\/columns|http\/form)\.ts$/;
		const allowedTypes = sources
			.filter(({ path }) => path.startsWith("views/"))
			.flatMap(({ path, text }) => runtimeImports(path, text));
		const broken = allowedTypes.filter(
			({ target }) =>
				/^(kysely|hono$|hono\/(?!jsx|html))/.test(target) ||
				(target.startsWith("src/") && !allowed.test(target)) ||
				/^db\/(?!schema\/)/.test(target),
		);
		expect(broken.map(({ path, target }) => `${path} imports ${target}`)).toEqual([]);
	});

	test("nothing imports scripts or test", () => {
		expect(violations(/^(src|views|db)\//, (target) => /^(scripts|test)\//.test(target))).toEqual([]);
	});

	test("pure rooms do no input or output", () => {
		expect(
			violations(/^src\/(sampling|calendar)\//, (target) =>
				/^node:(?!crypto)|^db\/(?!schema\/)|^(hono|kysely|zod)/.test(target),
			),
		).toEqual([]);
	});
});

/** Imports that exist at run time: `import type` is free. */
function runtimeImports(path: string, text: string): { path: string; target: string }[] {
	const withoutTypes = text.replace(/^import type [^;]+;$/gm, "");
	return [...withoutTypes.matchAll(/^import\b[^;'"]*?from\s+["']([^"']+)["']/gm)].map((match) => ({
		path,
		target: match[1]!.startsWith(".") ? relative(root, resolve(root, dirname(path), match[1]!)) : match[1]!,
	}));
}

describe("sizes: which noun is missing?", () => {
	const lines = (source: Source) => source.text.split("\n").length;
	const tooLong = (files: RegExp, max: number) =>
		sources
			.filter((source) => files.test(source.path) && lines(source) > max)
			.map((source) => `${source.path}: ${lines(source)} > ${max}`);

	test("no file over 300 lines, no query file over 250", () => {
		expect(tooLong(/^(src|views|db|scripts)\/(?!migrations)/, 301)).toEqual([]);
		expect(tooLong(/^db\/queries\//, 251)).toEqual([]);
	});
});

describe("what may stand where", () => {
	const holding = (files: RegExp, pattern: RegExp) =>
		sources.filter(({ path, text }) => files.test(path) && pattern.test(text)).map(({ path }) => path);

	test("only config.ts reads the environment", () => {
		expect(
			holding(/^(src|views|db)\/(?!server\.ts)/, /process\.env/).filter((path) => path !== "src/config.ts"),
		).toEqual([]);
	});

	test("no raw() outside the layout, no inline style or handler, no htmx script attributes", () => {
		expect(
			holding(
				/^(views|src)\/(?!layout\.tsx)/,
				/\braw\(|dangerouslySetInnerHTML|\sstyle=["{]|\son(?!e=)[a-z]+=["{]|hx-on|["']js:/,
			),
		).toEqual([]);
	});

	test("only paths.ts and the public assets write a URL", () => {
		expect(
			holding(/^(views|src)\/(?!paths\.ts|assets\/|layout\.tsx)/, /(?:href|action|to)=["{]["'`]\/[a-zåäö]/),
		).toEqual([]);
	});

	test("nobody reads a request's body but the two that cap it (T47, T58)", () => {
		const reading = /parseBody|req\.(text|json|formData|arrayBuffer|blob)\(|c\.req\.raw/;
		expect(holding(/^src\//, reading)).toEqual(["src/http/body.ts", "src/http/upload.ts"]);
	});

	test("nothing asks the network: no fetch, http client or socket in the product (T48, T49, T51)", () => {
		expect(holding(/^(views|src|db)\/(?!assets\/)/, /\bfetch\(|from "node:(?:https?|net|tls|dgram)"/)).toEqual([]);
	});

	test("no shell, and one child process: the fixed script that draws PDF, without a person's words on its command line (T06)", () => {
		const [press, ...others] = holding(/^(views|src|db)\//, /from "node:child_process"/);
		expect([press, others]).toEqual(["src/documents/render-pdf.ts", []]);
		const { text } = read(press!);
		expect(text.match(/from "node:child_process"/g)).toHaveLength(1);
		expect(text).toMatch(/^import \{ type ChildProcess, fork \} from "node:child_process";$/m);
		expect(text).toContain('new URL(fromSource ? "./typst-process.ts" : "./typst-process.js", import.meta.url)');
		expect(text.match(/\bfork\(/g)).toEqual(["fork("]);
		expect(text).toContain("fork(script, {\n\t\tenv: {},");
	});

	test("the clock is handed in: no Date.now or new Date() in commands, queries and views", () => {
		expect(holding(/^(views|db)\//, /Date\.now\(\)|new Date\(\)/)).toEqual([]);
	});
});
