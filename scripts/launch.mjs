// What package.json calls. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [task, ...args] = process.argv.slice(2);
const DIST = join(root, "dist");
const BUILT = join(DIST, ".built");
const RESULTS = join(root, ".tmp", "tests.json");
const SOURCES = ["src", "views", "db", "scripts", "tsconfig.json", "tsconfig.build.json"];

const TASKS = {
	build,
	start() {
		build();
		exec(process.execPath, ["--enable-source-maps", "dist/src/server.js", ...args]);
	},
	isk() {
		build();
		exec(process.execPath, ["--enable-source-maps", "dist/scripts/isk.js", ...args]);
	},
	test() {
		findChromium();
		// whoever names projects gets those
		const projects = args.some((arg) => arg.startsWith("--project")) ? [] : ["--project", "daily"];
		runTests([...projects, ...args]);
	},
	long() {
		findChromium();
		runTests(["--project", "long", ...args]);
	},
	quick() {
		// after a change few files are checked anew, and each checker first works out the same types for itself;
		// GOGC: the compiler is Go, and collects less often for a tenth more memory
		run("Typer", bin("tsc"), ["--checkers", "1"], { ...process.env, GOGC: "400" });
		const changed = changedFiles();
		const linted = changed.filter((path) => /\.(m?js|tsx?|json|css)$/.test(path) && existsSync(join(root, path)));
		if (linted.length > 0)
			run("Lint", bin("biome"), ["lint", "--error-on-warnings", "--no-errors-on-unmatched", ...linted]);
		console.log("── Test som ändringen rör");
		const tests = touchedTests(changed);
		// another worker loads the whole product again, which costs as much as twenty files of tests
		const workers = Math.min(Math.ceil(tests.length / 20), availableParallelism());
		// by the environment: a project has the number of the config, whatever --maxWorkers says
		runTests(["--project", "app", ...tests, ...args], { VITEST_MAX_WORKERS: String(workers) });
	},
	watch() {
		exec(bin("vitest"), ["--project", "app", ...args]);
	},
	bench() {
		build();
		exec(bin("tsx"), ["test/bench/run.ts", ...args]);
	},
	sbom() {
		const done = spawnSync("npm", ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], {
			cwd: root,
			encoding: "utf8",
			maxBuffer: 50_000_000,
		});
		if (done.status !== 0) fail(`Materialförteckningen kunde inte göras: ${done.stderr}`);
		console.log(JSON.stringify(withoutTests(JSON.parse(done.stdout)), null, "\t"));
	},
	check() {
		run("Typer", bin("tsc"), []);
		run("Lint", bin("biome"), ["lint", "--error-on-warnings", "."]);
		run("Lint med typer", bin("oxlint"), ["--type-aware", "--deny-warnings", "--tsconfig", "tsconfig.json"]);
		run("Format", bin("biome"), ["format", "."]);
		run("Oanvänd kod", bin("knip"), []);
		TASKS.test();
	},
};

if (!Object.hasOwn(TASKS, task ?? ""))
	fail(`Okänt kommando: ${task ?? ""}. Välj ett av ${Object.keys(TASKS).join(", ")}.`);
install();
TASKS[task]();

/** Installs what the lockfile says when node_modules is missing or older than it. Output goes to stderr: stdout is the command's. */
function install() {
	const installed = join(root, "node_modules", ".package-lock.json");
	const lock = join(root, "package-lock.json");
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	console.error("Installerar beroenden enligt package-lock.json …");
	const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2] });
	if (done.status !== 0)
		fail("Installationen misslyckades (npm ci). Kontrollera att paketregistret nås och försök igen.");
	const now = new Date();
	utimesSync(installed, now, now);
}

/**
 * Brings dist/ up to date when a source is newer than the last build: only what changed is compiled. Without the mark
 * of a build that was seen to its end nobody knows what dist/ holds, and it is made anew.
 */
function build() {
	const newest = Math.max(...SOURCES.map((name) => newestIn(join(root, name))));
	if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest) return;
	if (!existsSync(bin("tsc"))) fail("dist/ saknas eller är äldre än källkoden, och TypeScript är inte installerat.");
	console.error("Bygger …");
	if (!existsSync(BUILT)) rmSync(DIST, { recursive: true, force: true });
	rmSync(BUILT, { force: true });
	// what is saved while the compiler runs is newer than this, and is built at the next start
	const started = new Date();
	const done = spawnSync(bin("tsc"), ["-p", "tsconfig.build.json"], { cwd: root, stdio: ["ignore", 2, 2] });
	if (done.status === null) fail("Bygget avbröts.");
	for (const name of readdirSync(DIST, { recursive: true })) removeWithoutSource(String(name));
	writeFileSync(BUILT, "");
	utimesSync(BUILT, done.status === 0 ? started : new Date(0), done.status === 0 ? started : new Date(0));
	if (done.status !== 0) fail("Bygget misslyckades: rätta typfelen ovan.");
}

/** The compiler leaves what it made of a file that is gone; the server would still find it (a migration, for one). */
function removeWithoutSource(name) {
	const [, stem] = /^(.+?)\.js(?:\.map)?$/.exec(name) ?? [];
	const sources = stem ? [`${stem}.ts`, `${stem}.tsx`] : [name];
	if (name.startsWith(".") || sources.some((source) => existsSync(join(root, source)))) return;
	rmSync(join(DIST, name), { recursive: true, force: true });
}

function newestIn(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** What runs in an installation. npm's own --omit=dev also leaves out what a test happens to need too: pg, for one. */
function withoutTests(bill) {
	const isTest = ({ properties = [] }) => properties.some(({ name }) => name === "cdx:npm:package:development");
	const components = bill.components.filter((component) => !isTest(component));
	const kept = new Set([bill.metadata.component, ...components].map((component) => component["bom-ref"]));
	const dependencies = bill.dependencies
		.filter(({ ref }) => kept.has(ref))
		.map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
	return { ...bill, components, dependencies };
}

/**
 * The browser tests need Chromium: the system's, or apt's when we may install it. The one without windows first: a visit in it costs a third
 * of what it costs in the whole browser.
 */
function findChromium() {
	const known = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map(
		(name) => `/usr/bin/${name}`,
	);
	const found = process.env.CHROMIUM ?? known.find((path) => existsSync(path));
	if (found) return useChromium(found);
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		console.error("Installerar Chromium från Debian …");
		spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
		spawnSync("apt-get", ["install", "-y", "-qq", "chromium-headless-shell"], {
			stdio: ["ignore", 2, 2],
			env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
		});
		if (existsSync(known[0])) return useChromium(known[0]);
	}
	fail(
		"Chromium saknas. Installera det (Debian: apt-get install chromium-headless-shell) eller ange sökvägen i CHROMIUM.",
	);
}

function useChromium(path) {
	process.env.CHROMIUM = path;
}

function run(label, command, parameters, env = process.env) {
	console.log(`── ${label}`);
	const done = spawnSync(command, parameters, { cwd: root, stdio: "inherit", env });
	if (done.status !== 0) fail(`${label}: fel, se ovan.`);
}

/** Runs the last command in this one's place: same streams, same exit code unless `judge` says another, signals passed on. */
function exec(command, parameters, judge = (status) => status, env = process.env) {
	const child = spawn(command, parameters, { cwd: root, stdio: "inherit", env });
	for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
	child.on("exit", (status, signal) => {
		// what nobody asked for: memory that has run out (SIGKILL), or a disk that cannot be read where the file is mapped (SIGBUS)
		if (signal && !["SIGTERM", "SIGINT"].includes(signal))
			console.error(`Avbröts av systemet (${signal}). Minnet kan ha tagit slut, eller en disk vara skadad.`);
		process.exit(judge(status ?? 1));
	});
}

function runTests(parameters, env = {}) {
	rmSync(RESULTS, { force: true });
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${RESULTS}`];
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-tests-"));
	chmodSync(folder, 0o755); // PostgreSQL runs as a user of its own when we are root
	const judge = (status) => judgeTests(status, emptied(folder));
	exec(bin("vitest"), ["run", ...reporters, ...parameters], judge, { ...process.env, ...env, TMPDIR: folder });
}

/** What our tests left behind in the run's own temporary folder, which goes with it: a killed run leaves nothing either. */
function emptied(folder) {
	const left = readdirSync(folder).filter((name) => name.startsWith("tillracklig-"));
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	return left;
}

/**
 * The exit code of a test run. Vitest's own is not enough: whatever is imported into its process can end it over
 * another code. So the result file is read as well, and a test that never ended counts as failed, and so does a run whose
 * tests left something behind. The last line says "0 failed" only when the code is 0.
 */
function judgeTests(status, left) {
	const files = readResults();
	const tests = files.flatMap((file) => file.assertionResults.map((result) => ({ ...result, file: file.name })));
	const passed = tests.filter((result) => result.status === "passed").length;
	const unfinished = tests.filter((result) => ["failed", "pending"].includes(result.status)).length;
	const unread = files.filter(notRead);
	let failed = unfinished + unread.length;
	for (const file of unread) console.log(`Kunde inte köras: ${relative(root, file.name)}`);
	if (failed === 0 && status !== 0) {
		console.log(`Testkörningen slutade med felkod ${status}, se ovan.`);
		failed = 1;
	}
	for (const name of left) console.log(`Lämnades kvar i den tillfälliga mappen: ${name}`);
	if (failed === 0 && left.length > 0) failed = 1;
	if (passed === 0 && failed === 0) {
		console.log("Inget test kördes.");
		failed = 1;
	}
	saySlowest(tests);
	console.log(`${passed} passed, ${failed} failed`);
	return failed > 0 ? status || 1 : 0;
}

/** The files of the run. No file that can be read means a run that never came to its end. */
function readResults() {
	try {
		return JSON.parse(readFileSync(RESULTS, "utf8")).testResults;
	} catch {
		console.log("Testkörningen lämnade inget resultat efter sig.");
		return [{ name: RESULTS, status: "failed", assertionResults: [] }];
	}
}

/** No test of the file is known (it could not be loaded, or its worker died), or it failed outside its tests. */
function notRead({ status, assertionResults }) {
	if (assertionResults.length === 0) return true;
	return status === "failed" && !assertionResults.some((result) => result.status === "failed");
}

function saySlowest(tests) {
	const slowest = tests.filter((result) => result.duration > 1000).sort((a, b) => b.duration - a.duration);
	if (slowest.length > 0) console.log("Långsammast, i sekunder:");
	for (const { duration, file, fullName } of slowest.slice(0, 10))
		console.log(`${(duration / 1000).toFixed(1).padStart(6)}  ${relative(root, file)} ${fullName.trim()}`);
}

/**
 * The tests a change touches: those that changed, those of the same noun, those that import the file themselves, and
 * the walls. Vitest's --changed follows imports all the way, and through app.tsx every change reaches half the suite.
 */
function touchedTests(changed) {
	const nouns = new Set(changed.filter((path) => !path.includes(".test.")).map(nounOf));
	const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.test\.tsx?$/.test(name))
		.map((name) => `test/${name}`);
	const imported = changed.filter((path) => /^(src|views|db)\//.test(path)).map((path) => `/${path}"`);
	return tests.filter((path) => {
		if (path === "test/architecture.test.ts" || changed.includes(path) || nouns.has(nounOf(path))) return true;
		const text = readFileSync(join(root, path), "utf8");
		return imported.some((specifier) => text.includes(specifier));
	});
}

/** The folder a file lives in, in db the file's own name: a noun is called the same in every room. */
function nounOf(path) {
	const [room, ...rest] = path.split("/");
	return room === "db" ? rest.at(-1)?.replace(/\.ts$/, "") : (rest.at(-2) ?? path);
}

/** Since the branch left main, and what is not committed. On main itself only the latter. */
function changedFiles() {
	const git = (...parameters) => spawnSync("git", parameters, { cwd: root, encoding: "utf8" });
	const left = ["origin/main", "main"].map((main) => git("merge-base", "HEAD", main)).find((base) => base.status === 0);
	const lists = [
		git("diff", "--name-only", left?.stdout.trim() ?? "HEAD"),
		git("ls-files", "--others", "--exclude-standard"),
	];
	if (lists.some((list) => list.status !== 0)) fail("npm run quick behöver git för att se vad som är ändrat.");
	return lists.flatMap((list) => list.stdout.split("\n").filter(Boolean));
}

function bin(name) {
	return join(root, "node_modules", ".bin", name);
}

function fail(sentence) {
	console.error(sentence);
	process.exit(1);
}
