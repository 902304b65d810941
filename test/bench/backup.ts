import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { row } from "./timing.ts";

const ROUNDS = 3;
const BACKUP = "isk backup (mål ≤ 2, ≤ 200 MB)";
const WITH_DUTIES = "golv: SQLites kopia, loggens kedja och hash";

interface Spent {
	cpu: number;
	wall: number;
	mb: number;
}

/** Every file of the folder copied, and the copies' SHA-256: what anybody must do who copies and knows what it was. */
const COPY_AND_HASH = `
	import { createHash } from "node:crypto";
	import { copyFileSync, createReadStream, mkdirSync, readdirSync } from "node:fs";
	import { dirname, join } from "node:path";
	const [from, to] = process.argv.slice(1);
	const files = ["tillracklig.db", ...["evidence", "keys"].flatMap((part) =>
		readdirSync(join(from, part), { recursive: true, withFileTypes: true })
			.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(from.length + 1)))];
	for (const file of files) {
		mkdirSync(dirname(join(to, file)), { recursive: true });
		copyFileSync(join(from, file), join(to, file));
		const hash = createHash("sha256");
		for await (const bytes of createReadStream(join(to, file), { highWaterMark: 1 << 20 })) hash.update(bytes);
		hash.digest();
	}`;

const SQLITES_OWN = `
	import SqliteDriver from "better-sqlite3";
	const [from, to] = process.argv.slice(1);
	await new SqliteDriver(from + "/tillracklig.db", { readonly: true }).backup(to + ".db");`;

/** What a backup has to do besides: SQLite's own copy, since somebody writes meanwhile, the trail's chain computed anew, and each file's hash. */
const COPY_CHAIN_AND_HASH = `
	import { createHash, hash } from "node:crypto";
	import { copyFileSync, createReadStream, mkdirSync, readdirSync } from "node:fs";
	import { dirname, join } from "node:path";
	import SqliteDriver from "better-sqlite3";
	const [from, to] = process.argv.slice(1);
	mkdirSync(to);
	await new SqliteDriver(from + "/tillracklig.db", { readonly: true }).backup(to + "/tillracklig.db");
	const columns = "prev_hash, seq, id, at, type, actor_id, actor_name, on_behalf_of, via, unit_id, object_kind, object_id, data";
	const copy = new SqliteDriver(to + "/tillracklig.db", { readonly: true });
	for (const [text, said] of copy.prepare("select json_array(" + columns + "), hash from events order by seq").raw().iterate())
		if (hash("sha256", text) !== said) throw new Error("the chain does not hold");
	copy.close();
	const files = ["tillracklig.db", ...["evidence", "keys"].flatMap((part) =>
		readdirSync(join(from, part), { recursive: true, withFileTypes: true })
			.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(from.length + 1)))];
	for (const file of files) {
		mkdirSync(dirname(join(to, file)), { recursive: true });
		if (file !== "tillracklig.db") copyFileSync(join(from, file), join(to, file));
		const hash = createHash("sha256");
		for await (const bytes of createReadStream(join(to, file), { highWaterMark: 1 << 20 })) hash.update(bytes);
		hash.digest();
	}`;

const EARLIER_DAY = `
	import { openDatabase } from ${JSON.stringify(join(process.env.BENCH_ROOT ?? process.cwd(), "dist/db/open.js"))};
	const [from, to, cut] = process.argv.slice(1);
	const database = openDatabase({ file: from + "/tillracklig.db" });
	await database.copyAsOf(cut, to + ".db");
	await database.close();`;

/**
 * A backup against a copy and a hash of the same bytes, and the copy of an earlier day against SQLite's own backup, each in a process of its
 * own and by turns: of the rounds the least counts. BENCH_REGION is a filled folder, which is copied first.
 */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-backup-"));
	try {
		const data = join(folder, "data");
		const given = process.env.BENCH_REGION;
		if (given) cpSync(given, data, { recursive: true });
		else isk(data, ["seed", "--size", "region"]);
		const to = join(folder, "kopia");
		const year = new Date().getUTCFullYear();
		const program = (text: string, ...more: string[]) => ["--input-type=module", "-e", text, data, to, ...more];
		const works: Record<string, string[]> = {
			"golv: kopia och hash": program(COPY_AND_HASH),
			[BACKUP]: ["dist/scripts/isk.js", "backup", to],
			[WITH_DUTIES]: program(COPY_CHAIN_AND_HASH),
			"golv: SQLites egen kopia": program(SQLITES_OWN),
			"en tidigare dag, i går (mål ≤ 1,5)": program(EARLIER_DAY, new Date(Date.now() - 86_400_000).toISOString()),
			"en tidigare dag, för ett år sedan": program(EARLIER_DAY, `${year - 1}-06-15T22:00:00.000Z`),
		};
		const rounds: Record<string, Spent[]> = {};
		for (let round = 0; round < ROUNDS; round++)
			for (const [name, args] of Object.entries(works)) {
				rounds[name] = [...(rounds[name] ?? []), spentBy(args, data, folder)];
				for (const made of [to, `${to}.db`]) rmSync(made, { recursive: true, force: true });
			}
		tell(rounds);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function tell(rounds: Record<string, Spent[]>): void {
	row("säkerhetskopia, s", "cpu", "kvot", "tid", "kvot", "MB");
	let floor: Spent | undefined;
	const told: Record<string, Spent> = {};
	for (const [name, samples] of Object.entries(rounds)) {
		const least = (what: keyof Spent) => Math.min(...samples.map((one) => one[what]));
		const spent = { cpu: least("cpu"), wall: least("wall"), mb: least("mb") };
		if (name.startsWith("golv")) floor = spent;
		told[name] = spent;
		row(name, spent.cpu, spent.cpu / floor!.cpu, spent.wall, spent.wall / floor!.wall, spent.mb);
	}
	const [backup, duties] = [told[BACKUP]!, told[WITH_DUTIES]!];
	row("isk backup mot golvet med dess plikter", "", backup.cpu / duties.cpu, "", backup.wall / duties.wall);
	row("belastning", ...loadavg());
}

function isk(dataDir: string, args: string[]): void {
	execFileSync(process.execPath, ["dist/scripts/isk.js", ...args], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: "ignore",
	});
}

/** Of one Node process with every thread of it: seconds of processor and of the clock, and how much it held of its own at most. */
function spentBy(args: string[], dataDir: string, folder: string): Spent {
	const file = join(folder, "spent.json");
	const told = `import { writeFileSync } from "node:fs";
		process.on("exit", () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())));`;
	const start = performance.now();
	execFileSync(process.execPath, ["--import", `data:text/javascript,${told}`, ...args], {
		...(process.env.BENCH_ROOT ? { cwd: process.env.BENCH_ROOT } : {}),
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const wall = (performance.now() - start) / 1000;
	const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(file, "utf8")) as NodeJS.ResourceUsage;
	return { cpu: (userCPUTime + systemCPUTime) / 1e6, wall, mb: maxRSS / 1000 };
}
