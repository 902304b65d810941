import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as ledger from "../db/schema/checks/ledger.ts";
import * as recommendations from "../db/schema/report/recommendations.ts";
import * as report from "../db/schema/report/words.ts";
import * as sam from "../db/schema/sam/words.ts";
import * as vocabulary from "../db/schema/vocabulary.ts";

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

/**
 * A noun's table of fields is words alone and stands on its own: open to every room, also to the trail's sentences in `ground`, and
 * held to import nothing that could lead back.
 */
const isFieldTable = (path: string) => /^src\/(?!ground\/).+\/fields\.ts$/.test(path);

/** "src/checks/samples" of "src/checks/samples/answer-item.ts"; the district itself of a file that lies right in it. */
function featureOf(path: string): string | undefined {
	if (isFieldTable(path)) return path;
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
			/^src\/(?!ground\/http\/|running\/|[\w-]+\/district|people\/(?:scim|api)\/door|proof\/as-of\/as-of-day|app\.tsx|server\.ts|page-thread\.ts)(?!.*routes\.tsx?$)/;
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
			/^src\/(paths\/paths|ground\/(?:calendar|drawings)\/[\w-]+|ground\/tables\/(column|field)|(?!ground\/)[\w/-]+\/fields|[\w/-]+\/(columns|levels))\.ts$/;
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
			violations(/^src\/ground\/(sampling|calendar|drawings)\//, (target) =>
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
					if (!from || !to || from === to || !(from in DISTRICTS) || isFieldTable(target)) return false;
					return !["ground", "paths", "ui", "assets", ...DISTRICTS[from]!].includes(to);
				})
				.map((target) => `${path} imports ${target}`),
		);
		expect(broken).toEqual([]);
	});

	test("a table of fields knows words alone: vocabulary, and the types of its schema and its rows", () => {
		const tables = sources.filter(({ path }) => isFieldTable(path));
		expect(tables.length).toBeGreaterThan(0);
		const broken = tables.flatMap(({ path, values }) =>
			values.filter((target) => !target.startsWith("db/schema/")).map((target) => `${path} imports ${target}`),
		);
		expect(broken).toEqual([]);
	});

	test("every folder of src is a district, and views and test have no others", () => {
		const known = [...Object.keys(DISTRICTS), ...COMPOSITION, "paths"];
		const others: Record<string, readonly string[]> = {
			src: ["decisions"],
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

	/** Files of db that bear no feature's name, each with its reason. */
	const OWN_NAMES: Record<string, string> = {
		"db/writes/ground/versioned.ts": "the write of every row that is edited under a version",
		"db/schema/report/words.ts": "the word lists that several features of the district share",
		"db/schema/ground/notes.ts": "what nodes tell each other, whichever feature asks",
	};

	/** "checks/own-forms/cash-counts" of every feature that src has; a district of plain files is itself the feature. */
	function features(): string[] {
		const folders = (path: string) =>
			readdirSync(join(root, "src", path), { withFileTypes: true }).filter((entry) => entry.isDirectory());
		return folders("").flatMap(({ name: district }) => {
			const own = folders(district).flatMap(({ name }) =>
				GROUPS.includes(name)
					? folders(`${district}/${name}`).map((inner) => `${district}/${name}/${inner.name}`)
					: [`${district}/${name}`],
			);
			return own.length > 0 && district !== "demo" ? own : [`${district}/`];
		});
	}

	/** True for "…/checks/runs.ts" and "…/checks/runs-year-strip.ts" where checks/runs is a feature. */
	const bearsAName = (path: string, names: readonly string[]) => {
		const name = path.replace(/^db\/(?:queries|writes|schema)\/|\.ts$/g, "");
		return names.some((of) => (of.endsWith("/") ? name.startsWith(of) : name === of || name.startsWith(`${of}-`)));
	};

	test("every query, write and schema file bears the name of a feature of its district", () => {
		const names = features();
		expect(names).toEqual(expect.arrayContaining(["checks/own-forms/cash-counts", "report/readiness", "sam/"]));
		const strangers = sources
			.map(({ path }) => path)
			.filter((path) => /^db\/(?:queries|writes)\/|^db\/schema\/[\w-]+\//.test(path) && !bearsAName(path, names));
		expect(strangers.sort()).toEqual(Object.keys(OWN_NAMES).sort());
	});

	test("a file that bears no feature's name is seen", () => {
		const names = ["checks/runs", "checks/own-forms/cash-counts", "sam/"];
		const seen = (path: string) => bearsAName(path, names);
		expect(
			["checks/runs", "checks/runs-state", "checks/own-forms/cash-counts", "sam/rounds"].every((name) =>
				seen(`db/queries/${name}.ts`),
			),
		).toBe(true);
		expect(
			["checks/runners", "checks/cash-counts", "checks/hit-cards", "hit-cards", "report/runs"].some((name) =>
				seen(`db/writes/${name}.ts`),
			),
		).toBe(false);
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

	/** Lists of routes, one registration after another: there is no piece in them to name. */
	const ROUTE_LIST = /^src\/.*routes\.tsx: \w*[rR]outes$/;

	/** Functions, methods and named arrows, from the line that opens them to the one that closes at the same depth. */
	function longFunctions({ path, text }: Source, max: number): string[] {
		const opening =
			/^(\t*)(?:(?:export )?(?:async )?function\*? (\w+)|(?:export )?const (\w+) = (?:async )?[(<]|(?<=\t)(?:static |async )*(#?\w+)\()/;
		const rows = text.split("\n");
		return rows.flatMap((row, at) => {
			const [found, indent = "", ...names] = opening.exec(row) ?? [];
			if (found === undefined) return [];
			const ends = [`${indent}}`, `${indent}};`, `${indent}},`];
			const isWithin = (other: string) => other === "" || /^(?:\t|\))/.test(other.slice(indent.length));
			const length = rows.slice(at + 1).findIndex((other) => !isWithin(other)) + 2;
			const closes = ends.includes(rows[at + length - 1]!);
			return closes && length > max ? [`${path}: ${names.find(Boolean)}`] : [];
		});
	}

	test("no function over 60 lines but lists of routes", () => {
		const long = sources
			.filter(({ path }) => /^(src|db|scripts)\//.test(path))
			.flatMap((source) => longFunctions(source, 60));
		expect(long.filter((one) => !ROUTE_LIST.test(one))).toEqual([]);
		expect(long).toContain("src/register/plans/routes.tsx: planRoutes");
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

	test("a draw is promised in one place: secret, commitment and row", () => {
		const planned = holding(/^src\/checks\//, /\bkeys\.seal\(secret|\binsertDraw\(/);
		expect(planned).toEqual(["src/checks/draws/plan-draw.ts"]);
		const promises = holding(/^src\/(?!ground\/sampling\/)/, /\bcommitment: commitment\(/);
		expect(promises.filter((path) => path !== "src/checks/draws/draw-sample.ts")).toEqual(planned);
	});

	test("no raw() outside the layout and the long rows of choices, no inline style or handler, no htmx script attributes", () => {
		// each choice is made and escaped by JSX: what is joined is kept markup, and no text
		expect(holding(/^(views|src)\/(?!layout\.tsx|ui\/choices\.tsx)/, /\braw\(/)).toEqual([]);
		expect(
			holding(
				/^(views|src)\/(?!layout\.tsx)/,
				/dangerouslySetInnerHTML|\sstyle=["{]|\son(?!e=)[a-z]+=["{]|hx-on|["']js:/,
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

	test("nobody reads a request's body but the two that cap it (T47, T58)", () => {
		const reading = /parseBody|req\.(text|json|formData|arrayBuffer|blob)\(|c\.req\.raw/;
		expect(holding(/^src\//, reading)).toEqual(["src/ground/http/body.ts", "src/ground/http/upload.ts"]);
	});

	test("nothing asks the network but the storage that the customer has set: no other fetch, http client or socket (T48, T49, T51)", () => {
		expect(holding(/^(views|src|db)\/(?!assets\/)/, /\bfetch\(|from "node:(?:https?|net|tls|dgram)"/)).toEqual([
			"src/ground/files/bucket.ts",
		]);
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

	test("a server starts without what it may never be asked for: workbooks, papers, types of files, a provider, the demo's fill", () => {
		const byPath = new Map(sources.map((source) => [source.path, source]));
		const loaded = new Set<string>();
		const load = (target: string): void => {
			if (loaded.has(target)) return;
			loaded.add(target);
			for (const next of byPath.get(target)?.values ?? []) load(next);
		};
		load("src/server.ts");
		expect(loaded).toContain("zod");
		const late = /^(?:exceljs|docx|file-type|openid-client|src\/demo\/fill-.+)(?:\/|$)/;
		expect([...loaded].filter((one) => late.test(one))).toEqual([]);
	});

	test("the clock is handed in: no Date.now or new Date() in commands, queries and views", () => {
		expect(holding(/^(views|db)\//, /Date\.now\(\)|new Date\(\)/)).toEqual([]);
	});
});

describe("one rule, one place", () => {
	const VOCABULARIES = { vocabulary, ledger, recommendations, report, sam };
	const WRITTEN_IN = [
		"db/schema/vocabulary.ts",
		"db/schema/checks/ledger.ts",
		"db/schema/people/people.ts",
		"db/schema/report/recommendations.ts",
		"db/schema/report/words.ts",
		"db/schema/sam/words.ts",
	];
	/** Places that spell out a list although a vocabulary holds its words, each with its reason. */
	const SPELLED_OUT: Record<string, string> = {
		"src/demo/region-people.ts": "gives invented people the roles they hold; decides nothing",
		"src/ground/access/system-actor.ts": "the two roles of the command line, held together nowhere else",
		"db/queries/checks/samples.ts": "who may take over a run within the line: asked nowhere else",
	};

	/** The words of every list that says how something stands, or who somebody is. */
	const standings = Object.values(VOCABULARIES)
		.flatMap((module) => Object.entries(module as Record<string, unknown>))
		.filter(([name]) => /STATUSES$|STATES$|RESULTS$|SEVERITIES$|ROLES$|ITEM_KINDS$|SAM_ANSWERS$/.test(name))
		.map(([, list]) => new Set(Array.isArray(list) ? [] : Object.keys(list as object)))
		.filter((words) => words.size > 0);

	/** Two or more words of one such list: in brackets, in SQL, or one after another in a condition. */
	function spelledOut(text: string): string[] {
		const quoted = (some: string) => [...some.matchAll(/["'](\w+)["']/g)].map(([, word]) => word!);
		const lists = [...text.matchAll(/[[(]\s*(?:["']\w+["']\s*,?\s*){2,}[\])]/g)].map(([found]) => found);
		const chains = [
			...text.matchAll(/([\w.]+) (===|!==) "\w+"(?: (?:\|\||&&) \1 \2 "\w+")+/g),
			...text.matchAll(/(?:case "\w+":\s*){2,}/g),
		].map(([found]) => found);
		return [...lists, ...chains].filter((found) => {
			const words = quoted(found);
			return standings.some((known) => words.every((word) => known.has(word)));
		});
	}

	test("a list of statuses is written once, beside its vocabulary", () => {
		expect(standings.length).toBeGreaterThan(15);
		const found = sources
			.filter(({ path }) => /^(src|views|db)\/(?!migrations\/)/.test(path) && !WRITTEN_IN.includes(path))
			.filter(({ text }) => spelledOut(text).length > 0)
			.map(({ path }) => path);
		expect(found.sort()).toEqual(Object.keys(SPELLED_OUT).sort());
	});

	test("a list that is spelled out again is seen, in code and in SQL", () => {
		expect(spelledOut('q.where("status", "in", ["open", "handled"])')).toHaveLength(1);
		expect(spelledOut("sql`where r.role in ('manager', 'allocating_manager')`")).toHaveLength(1);
		expect(spelledOut('run.status === "drawn" || run.status === "returned"')).toHaveLength(1);
		expect(spelledOut('switch (run.status) {\n\t\tcase "signed":\n\t\tcase "approved":')).toHaveLength(1);
		expect(spelledOut('select(["id", "status"]); one.status === "open" || one.kind === "control"')).toEqual([]);
	});

	/** Sums, orders and comparisons of days: what a view is given and never makes. */
	const COMPUTES =
		/\.reduce\(|\.sort\(|\.toSorted\(|\bdayNumber\(|\brunState\(|\bis\w*(?:Late|Overdue)\(|\b(?:today|now|\w+_(?:on|at|by))\b *(?:[<>]=?) |[<>]=? (?:[\w.]+\.)?(?:today|now)\b/;

	test("views compute nothing: no sums, no order, no day against another", () => {
		const found = sources.filter(({ path, text }) => path.startsWith("views/") && COMPUTES.test(text));
		expect(found.map(({ path }) => path)).toEqual([]);
	});

	test("a view that computes is seen", () => {
		for (const line of [
			"const late = one.due_on !== null && one.due_on < today;",
			"if (props.today > found.acknowledge_by) return null;",
			"rows.reduce((sum, row) => sum + row.n, 0)",
			"[...risks].sort((a, b) => b.score - a.score)",
			"<RunStateBadge state={runState(run, today)} />",
		])
			expect(line).toMatch(COMPUTES);
		expect("<DateField value={props.today} max={today} />").not.toMatch(COMPUTES);
	});
});
