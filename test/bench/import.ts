import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteDriver from "better-sqlite3";
import { createStaging, openDatabase } from "../../db/open.ts";
import { STAGED_COLUMNS } from "../../src/checks/populations/import/land-lines.ts";
import { readFile } from "../../src/checks/populations/read/read-file.ts";
import { LetterScan } from "../../src/ground/reading/letter-damage.ts";
import { paths } from "../../src/paths/paths.ts";
import { percentile, row, timed } from "./timing.ts";
import { type RunningServer, sessionFor, startServer } from "./server-process.ts";

const LINES = 1_000_000;
const FEWER = 100_000;
const SHOWN = 50_000;
/** Characters that are divided at a time. */
const WINDOW = 32_768;

/**
 * A million ledger lines through the page (read, shown, confirmed, stored and frozen) and by command, and a hundred thousand by command.
 * Two floors of the same run: the sqlite3 shell's `.import` of the same file into a table without types, keys or indexes, and the same rows
 * into the same table with its indexes and guards, from a table beside it. Meanwhile others read a page and sign in (a write) over and over.
 */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-import-"));
	try {
		const dataDir = join(folder, "data");
		execFileSync(process.execPath, ["dist/scripts/isk.js", "seed"], {
			env: { ...process.env, DATA_DIR: dataDir },
			stdio: "ignore",
		});
		const { controlId, codes } = await targetOf(dataDir);
		const sized = (lines: number) => {
			const file = join(folder, `${lines}.csv`);
			writeFileSync(file, purchases(codes, lines));
			return file;
		};
		const [million, fewer, shown] = [sized(LINES), sized(FEWER), sized(SHOWN)];
		const copies = [1, 2].map((n) => join(folder, `data-${n}`));
		for (const copy of copies) cpSync(dataDir, copy, { recursive: true });
		const plain = plainImport(million, folder);
		const server = await startServer(dataDir);
		const headers = await sessionFor(server, dataDir, "controller");
		const preview = await aside(server, () => upload(server, headers, controlId, million));
		const store = await aside(server, () => confirm(server, headers, preview.result));
		const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, "utf8"))![1];
		await server.stop();
		const loaded = loaderOf(dataDir, folder);
		const bound = splitAndBound(million, folder);
		const [command, small] = [million, fewer].map((file, n) => byCommand(copies[n]!, file, controlId));
		const ratios = (seconds: number) => [seconds, seconds / loaded, seconds / plain.seconds] as const;
		row("import of 1 000 000 lines", "seconds", "of loader", "of .import");
		row(`  ${plain.name}`, ...ratios(plain.seconds));
		row("  loader: the rows into the same table", ...ratios(loaded));
		row("  floor here: split, cells bound, then loaded", ...ratios(bound + loaded));
		row("  by command (goal ≤ 2 and ≤ 6)", ...ratios(command!.seconds));
		row("  by page (goal ≤ 2 and ≤ 6)", ...ratios(preview.seconds + store.seconds));
		row("  of which confirmed, stored and frozen", ...ratios(store.seconds));
		row("100 000 lines by command (goal ≤ 4 s)", small!.seconds);
		row("peak memory, MB (goal ≤ 300)", "by page", "by command", "100 000");
		row("", Number(peak) / 1024, command!.megabytes, small!.megabytes);
		row("others meanwhile, ms", "p50", "p99", "max");
		for (const [name, { reads, writes }] of Object.entries({ shown: preview, stored: store })) {
			row(`  reads while ${name} (goal p99 ≤ 100)`, ...waits(reads));
			row(`  saves while ${name} (goal p99 ≤ 250, max ≤ 500)`, ...waits(writes));
		}
		await benchReading(shown);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function waits(samples: number[]): [number, number, number] {
	return [percentile(samples, 0.5), percentile(samples, 0.99), percentile(samples, 1)];
}

/** A preview reads the file and shows what it holds; the letters are looked at as it is decoded. */
async function benchReading(file: string): Promise<void> {
	const options = { period: thisMonth() };
	const seconds =
		percentile(
			await timed(
				3,
				() => readFile(file, { options }),
				async () => {},
			),
			0.5,
		) / 1000;
	const text = readFileSync(file, "utf8");
	const looked =
		percentile(
			await timed(
				3,
				async () => new LetterScan().add(text),
				async () => {},
			),
			0.5,
		) / 1000;
	row(`preview of ${SHOWN} rows (goal ≤ 2 s)`, seconds);
	row("  letters looked at, % of reading (goal ≤ 5)", (100 * looked) / seconds);
}

/** The import alone in a process of its own, compiled, from the first byte read to the commit. */
function byCommand(dataDir: string, file: string, controlId: string): { seconds: number; megabytes: number } {
	const child = fileURLToPath(new URL("import-child.mjs", import.meta.url));
	const said = execFileSync(process.execPath, [child, file, controlId, thisMonth()], {
		env: { ...process.env, DATA_DIR: dataDir },
		encoding: "utf8",
	});
	return JSON.parse(said.trim().split("\n").at(-1)!) as { seconds: number; megabytes: number };
}

/** The rows that were stored, once more into an empty table with the same indexes and guards, in one transaction. */
function loaderOf(dataDir: string, folder: string): number {
	const stored = join(dataDir, "tillracklig.db");
	const target = join(folder, "loader.db");
	const from = new SqliteDriver(stored, { readonly: true });
	const made = from
		.prepare(
			"select sql from sqlite_master where tbl_name like 'ledger_%' and type <> 'view' and sql is not null order by rowid",
		)
		.pluck()
		.all() as string[];
	from.close();
	const db = new SqliteDriver(target);
	db.pragma("journal_mode = WAL");
	db.pragma("cache_size = -32768");
	db.pragma("foreign_keys = OFF");
	for (const statement of made) db.exec(statement);
	db.exec("create table population_corrections (population_id text, successor_id text)");
	db.prepare("attach ? as stored").run(stored);
	const start = performance.now();
	db.exec(
		"begin; insert into ledger_rows select * from stored.ledger_rows where file_no = (select max(no) from stored.ledger_files); commit",
	);
	const seconds = (performance.now() - start) / 1000;
	db.close();
	return seconds;
}

/**
 * What nothing that reads in JavaScript can be below: the file decoded and divided, and as many cells as a line has bound into a bare
 * table by the statement that staging uses. It understands, checks, places and counts nothing.
 */
function splitAndBound(file: string, folder: string): number {
	const columns = STAGED_COLUMNS.map((_, n) => `c${n}`);
	const start = performance.now();
	const staging = createStaging(join(folder, "bound.db"), columns);
	const text = readFileSync(file, "utf8");
	for (let from = 0; from < text.length; ) {
		const end = text.indexOf("\n", Math.min(from + WINDOW, text.length - 1)) + 1 || text.length;
		const lines = text.slice(from, end - 1).split("\n");
		staging.add(lines.map((line) => Object.assign(new Array<string>(columns.length).fill(""), line.split(";"))));
		from = end;
	}
	staging.close();
	return (performance.now() - start) / 1000;
}

/** The demo's control of small purchases, and the codes of its units. */
export async function targetOf(dataDir: string): Promise<{ controlId: string; codes: string[] }> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	const control = await db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select("controls.id")
		.where("population_kind", "=", "purchases_below_limit")
		// next year's plan may be there as a draft
		.where("plans.year", "=", Number(thisMonth().slice(0, 4)))
		.executeTakeFirstOrThrow();
	const units = await db
		.selectFrom("control_units")
		.innerJoin("org_units", "org_units.id", "control_units.unit_id")
		.select("org_units.code")
		.where("control_units.control_id", "=", control.id)
		.execute();
	await close();
	return { controlId: control.id, codes: units.map((unit) => unit.code!) };
}

/** Every line below the limit and at a unit of the control: the whole file is the population. */
export function purchases(codes: readonly string[], count: number): string {
	const day = (n: number) => `${thisMonth()}-${String(1 + (n % 9)).padStart(2, "0")}`;
	const lines = Array.from({ length: count }, (_, n) => {
		const unit = codes[n % codes.length];
		const kronor = `${1 + ((n * 7919) % 9_900)},${String(n % 100).padStart(2, "0")}`;
		return `100;${unit};LF${n};Leverantör ${n % 4_000};5560${String(n % 4_000).padStart(6, "0")};5410;Material;${day(n)};${n};${kronor};Person ${n % 300};Chef ${n % 30}`;
	});
	const heading =
		"kopare;enhetskod;verifikationsnummer;leverantor;leverantor_id;konto_nr;konto_text;bokforingsdatum;fakturanummer;nettobelopp;bestallare;attestant";
	return `${[heading, ...lines].join("\n")}\n`;
}

function thisMonth(): string {
	return new Date().toISOString().slice(0, 7);
}

/** The file as it stands into a table of texts: by the sqlite3 shell where there is one, otherwise by prepared inserts. */
function plainImport(file: string, folder: string): { name: string; seconds: number } {
	const target = join(folder, "plain.db");
	const start = performance.now();
	const since = () => (performance.now() - start) / 1000;
	try {
		execFileSync("sqlite3", [target, ".mode csv", ".separator ;", `.import ${file} lines`]);
		return { name: "sqlite3 .import", seconds: since() };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	const rows = readFileSync(file, "utf8")
		.trimEnd()
		.split("\n")
		.map((line) => line.split(";"));
	const db = new SqliteDriver(target);
	const columns = rows[0]!.map((_, n) => `c${n}`);
	db.exec(`create table lines (${columns.join(", ")}); begin`);
	const insert = db.prepare(`insert into lines values (${columns.map(() => "?").join(", ")})`);
	for (const cells of rows.slice(1)) insert.run(cells);
	db.exec("commit");
	db.close();
	return { name: "better-sqlite3, prepared inserts (no sqlite3 shell)", seconds: since() };
}

/** Does the work while somebody else reads a page and signs in, again and again: the milliseconds each took. */
async function aside<R>({ url }: RunningServer, work: () => Promise<R>) {
	const page = await (await fetch(url + paths.signIn())).text();
	const body = new URLSearchParams({ person: /name="person" value="([^"]+)"/.exec(page)![1]! });
	const [reads, writes]: [number[], number[]] = [[], []];
	const timed = async (samples: number[], call: () => Promise<Response>) => {
		const start = performance.now();
		await (await call()).text();
		samples.push(performance.now() - start);
	};
	const start = performance.now();
	let result: { done: R } | undefined;
	const working = work().then((done) => {
		result = { done };
	});
	const others = async (samples: number[], call: () => Promise<Response>) => {
		while (!result) {
			await timed(samples, call);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
	const signIn = { method: "POST", body, headers: { Origin: url }, redirect: "manual" } as const;
	await Promise.all([
		working,
		others(reads, () => fetch(url + paths.signIn())),
		others(writes, () => fetch(url + paths.signIn(), signIn)),
	]);
	return { result: result!.done, seconds: (performance.now() - start) / 1000, reads, writes };
}

/** The sentences of a refusal. */
const saidIn = (html: string) =>
	[...html.matchAll(/class="field-error"[^>]*>(.*?)<\/p>/gs)].map(([, said]) => said).join(" ");

/** Uploads the file and waits for its preview. Returns the preview's address. */
export async function upload({ url }: RunningServer, headers: Record<string, string>, controlId: string, file: string) {
	const body = new FormData();
	body.set("control_id", controlId);
	body.set("period_key", thisMonth());
	body.set("file", await openAsBlob(file), "million.csv");
	const answer = await fetch(url + paths.purchasesPreview(), {
		method: "POST",
		headers: { ...headers, Origin: url },
		body,
		redirect: "manual",
	});
	if (answer.status !== 303)
		throw new Error(`the upload was answered ${answer.status}: ${saidIn(await answer.text())}`);
	const address = url + answer.headers.get("location")!;
	await settled(address, headers);
	return address;
}

export async function confirm(
	{ url }: RunningServer,
	headers: Record<string, string>,
	preview: string,
	lines = LINES,
): Promise<void> {
	const answer = await fetch(`${preview}/bekraftelse`, {
		method: "POST",
		headers: { ...headers, Origin: url },
		body: new URLSearchParams({ control_rows: String(lines), early_reason: "Mätning av inläsningen" }),
		redirect: "manual",
	});
	if (answer.status !== 303) throw new Error(`the confirmation was answered ${answer.status}`);
	await settled(preview, headers);
}

/** Asks four times as often as the page does, so that it is known when something else than progress is answered. */
async function settled(address: string, headers: Record<string, string>): Promise<void> {
	for (;;) {
		const answer = await fetch(address, { headers, redirect: "manual" });
		await answer.text();
		const seconds = answer.headers.get("refresh");
		if (seconds === null) return;
		await new Promise((resolve) => setTimeout(resolve, (Number(seconds) * 1000) / 4));
	}
}
