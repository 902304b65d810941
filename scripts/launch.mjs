// What package.json calls. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [task, ...args] = process.argv.slice(2);
const BUILT = join(root, "dist", ".built");
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
		rmSync(RESULTS, { force: true });
		exec(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile=${RESULTS}`, ...args]);
	},
	bench() {
		build();
		exec(bin("tsx"), ["test/bench/run.ts", ...args]);
	},
	check() {
		run("Typer", bin("tsc"), ["--noEmit"]);
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

/** Compiles to dist/ when a source is newer than the last build. */
function build() {
	const newest = Math.max(...SOURCES.map((name) => newestIn(join(root, name))));
	if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest) return;
	if (!existsSync(bin("tsc"))) fail("dist/ saknas eller är äldre än källkoden, och TypeScript är inte installerat.");
	console.error("Bygger …");
	rmSync(join(root, "dist"), { recursive: true, force: true });
	const done = spawnSync(bin("tsc"), ["-p", "tsconfig.build.json"], { cwd: root, stdio: ["ignore", 2, 2] });
	if (done.status !== 0) fail("Bygget misslyckades: rätta typfelen ovan.");
	writeFileSync(BUILT, "");
}

function newestIn(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** The browser tests need Chromium: the system's, or apt's when we may install it. */
function findChromium() {
	const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
	const found = process.env.CHROMIUM ?? known.find((path) => existsSync(path));
	if (found) return useChromium(found);
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		console.error("Installerar Chromium från Debian …");
		spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
		spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], {
			stdio: ["ignore", 2, 2],
			env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
		});
		if (existsSync(known[0])) return useChromium(known[0]);
	}
	fail("Chromium saknas. Installera det (Debian: apt-get install chromium) eller ange sökvägen i CHROMIUM.");
}

function useChromium(path) {
	process.env.CHROMIUM = path;
}

function run(label, command, parameters) {
	console.log(`── ${label}`);
	const done = spawnSync(command, parameters, { cwd: root, stdio: "inherit" });
	if (done.status !== 0) fail(`${label}: fel, se ovan.`);
}

/** Runs the last command in this one's place: same streams, same exit code, signals passed on. */
function exec(command, parameters) {
	const child = spawn(command, parameters, { cwd: root, stdio: "inherit" });
	for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
	child.on("exit", (status) => {
		if (task === "test" || task === "check") sayResult();
		process.exit(status ?? 1);
	});
}

/** The last line of a test run: how many passed and failed. */
function sayResult() {
	if (!existsSync(RESULTS)) return;
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(RESULTS, "utf8"));
	console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
}

function bin(name) {
	return join(root, "node_modules", ".bin", name);
}

function fail(sentence) {
	console.error(sentence);
	process.exit(1);
}
