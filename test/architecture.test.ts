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
	/** The same without `import type`: what exists at run time. */
	values: string[];
}

const sources: Source[] = ["src", "views", "db", "scripts", "test"].flatMap((room) =>
	readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.(ts|tsx)$/.test(name))
		.map((name) => read(join(room, name))),
);

function read(path: string): Source {
	const text = readFileSync(join(root, path), "utf8");
	const found = [
		...text.matchAll(/^(?:import|export)\b([^;'"]*?)from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']/gm),
	].map(([, names = "", from, bare]) => {
		const name = (from ?? bare)!;
		const target = name.startsWith(".") ? relative(root, resolve(root, dirname(path), name)) : name;
		return { target, isType: /^\s+type\s|^\s+\{(?:\s*type\s[^,}]+,?)+\s*\}\s*$/.test(names) };
	});
	return {
		path,
		text,
		imports: found.map(({ target }) => target),
		values: found.filter(({ isType }) => !isType).map(({ target }) => target),
	};
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

/** Rooms within rooms: a feature of a district may be a folder of features. */
const GROUPS = ["own-forms", "handover"];

/** "src/checks/samples" of "src/checks/samples/answer-item.ts"; the district itself of a file that lies right in it. */
function featureOf(path: string): string | undefined {
	const [room, district, ...rest] = path.split("/");
	if ((room !== "src" && room !== "views") || !district || rest.length === 0) return undefined;
	const depth = GROUPS.includes(rest[0]!) ? 2 : 1;
	return [room, district, ...rest.slice(0, Math.min(depth, rest.length - 1))].join("/");
}

const districtOf = (path: string) => /^(?:src|views)\/([\w-]+)\//.exec(path)?.[1];

/** Which other districts each may import; `ground` and the addresses are open to all, and composition may import everything. */
const DISTRICTS: Record<string, readonly string[]> = {
	ground: [],
	proof: [],
	register: [],
	sam: [],
	people: ["proof"],
	checks: ["proof"],
	report: ["checks", "sam", "register", "proof"],
	office: ["report", "sam"],
};
const COMPOSITION = ["running", "demo"];

/** Groups of nodes that reach each other, each as a sorted list. */
function circles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
	const reach = (from: string) => {
		const seen = new Set<string>();
		const next = [...(edges.get(from) ?? [])];
		for (let node = next.pop(); node !== undefined; node = next.pop()) {
			if (seen.has(node)) continue;
			seen.add(node);
			next.push(...(edges.get(node) ?? []));
		}
		return seen;
	};
	const reached = new Map([...edges.keys()].map((node) => [node, reach(node)]));
	const found = [...reached].flatMap(([node, all]) =>
		all.has(node) ? [[...all].filter((other) => reached.get(other)?.has(node)).sort()] : [],
	);
	return [...new Map(found.map((circle) => [circle.join(), circle])).values()];
}

describe("who may import whom", () => {
	test("the files were found, and their imports read", () => {
		expect(sources.length).toBeGreaterThan(100);
		expect(read("src/ground/write/write.ts").imports).toContain("db/queries/ground/write.ts");
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
		const commands =
			/^src\/(?!ground\/http\/|running\/|[\w-]+\/district|people\/scim\/door|proof\/as-of\/as-of-day|app\.tsx|server\.ts)(?!.*routes\.tsx?$)/;
		const foreign = /^(hono|@hono|kysely)|^views\/|routes\.tsx?$|^src\/ground\/http\//;
		expect(violations(commands, (target) => foreign.test(target))).toEqual([]);
	});

	test("routes translate: no writes to the database, no kysely, no other feature's commands or routes", () => {
		const foreign = (target: string, from: string) =>
			/^(kysely|db\/writes\/)/.test(target) || (/routes\.tsx?$/.test(target) && featureOf(target) !== featureOf(from));
		expect(violations(/^src\/.*routes\.tsx?$/, foreign)).toEqual([]);
	});

	test("views are pure: no kysely, no hono context, no commands; from src only paths, columns and plain words", () => {
		const allowed =
			/^src\/(paths\/paths|ground\/calendar\/[\w-]+|ground\/tables\/column|[\w/-]+\/(columns|levels))\.ts$/;
		const found = sources
			.filter(({ path }) => path.startsWith("views/"))
			.flatMap(({ path, values }) => values.map((target) => ({ path, target })));
		const broken = found.filter(
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
			violations(/^src\/ground\/(sampling|calendar)\//, (target) =>
				/^node:(?!crypto)|^db\/(?!schema\/)|^(hono|kysely|zod)/.test(target),
			),
		).toEqual([]);
	});
});

describe("seven districts", () => {
	const built = sources.filter(
		({ path }) => /^(src|views)\//.test(path) && !COMPOSITION.includes(districtOf(path) ?? ""),
	);

	test("a district imports only what its line allows", () => {
		const broken = built.flatMap(({ path, imports }) =>
			imports
				.filter((target) => {
					const [from, to] = [districtOf(path), districtOf(target)];
					if (!from || !to || from === to || !(from in DISTRICTS)) return false;
					return !["ground", "paths", "ui", "assets", ...DISTRICTS[from]!].includes(to);
				})
				.map((target) => `${path} imports ${target}`),
		);
		expect(broken).toEqual([]);
	});

	test("every folder of src is a district, and views and test have no others", () => {
		const known = [...Object.keys(DISTRICTS), ...COMPOSITION, "paths"];
		const others: Record<string, readonly string[]> = {
			src: [],
			views: ["ui", "assets"],
			test: ["support", "db", "security", "resilience", "browser", "bench", "cli", "ui", "long"],
		};
		const strangers = Object.entries(others).flatMap(([room, own]) =>
			readdirSync(join(root, room), { withFileTypes: true })
				.filter((entry) => entry.isDirectory() && ![...known, ...own].includes(entry.name))
				.map((entry) => `${room}/${entry.name}`),
		);
		expect(strangers).toEqual([]);
	});

	test("no two features of a district need each other at run time", () => {
		const edges = new Map<string, Set<string>>();
		for (const { path, values } of built) {
			const from = featureOf(path);
			for (const target of values) {
				const to = featureOf(target);
				if (from && to && from !== to && from.split("/")[0] === to.split("/")[0])
					edges.set(from, (edges.get(from) ?? new Set()).add(to));
			}
		}
		expect(circles(edges)).toEqual([]);
	});

	test("no two files need each other, not even for a type", () => {
		const edges = new Map(
			sources.filter(({ path }) => /^(src|views|db)\//.test(path)).map(({ path, imports }) => [path, new Set(imports)]),
		);
		expect(circles(edges)).toEqual([]);
	});

	test("a circle is seen", () => {
		const edges = new Map([
			["a", new Set(["b"])],
			["b", new Set(["c"])],
			["c", new Set(["a"])],
			["d", new Set(["a"])],
		]);
		expect(circles(edges)).toEqual([["a", "b", "c"]]);
	});
});

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

	test("`children` is what stands inside an element: never data, since a list of one arrives there as its only row", () => {
		expect(holding(/^views\//, /\bchildren\b\??:(?! Child;| Child \})/)).toEqual([]);
		expect(holding(/^(views|src)\/.*\.tsx$/, /\bchildren=\{|^\s+children(?:: (?!Child;)|,$)/m)).toEqual([]);
	});

	test("only paths.ts and the public assets write a URL", () => {
		expect(
			holding(
				/^(views|src)\/(?!paths|running\/assets\/|assets\/|layout\.tsx)/,
				/(?:href|action|to)=["{]["'`]\/[a-zåäö]/,
			),
		).toEqual([]);
	});

	test("nothing asks the network: no fetch, http client or socket in the product (T48, T49, T51)", () => {
		expect(holding(/^(views|src|db)\/(?!assets\/)/, /\bfetch\(|from "node:(?:https?|net|tls|dgram)"/)).toEqual([]);
	});

	test("no shell, and one child process: the fixed script that draws PDF, without a person's words on its command line (T06)", () => {
		const [press, ...others] = holding(/^(views|src|db)\//, /from "node:child_process"/);
		expect([press, others]).toEqual(["src/report/documents/render-pdf.ts", []]);
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
