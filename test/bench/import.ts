import { execFileSync } from "node:child_process";
import { mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/open.ts";
import { paths } from "../../src/paths/paths.ts";
import { percentile, row } from "./timing.ts";
import { type RunningServer, sessionFor, startServer } from "./server-process.ts";

const LINES = 1_000_000;

/**
 * A million ledger lines through the page: read, shown, confirmed, stored and frozen. The floor is the sqlite3 shell's `.import` of
 * the same file into a table without types, keys or indexes. Meanwhile others read a page and sign in (a write) over and over.
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
		const file = join(folder, "million.csv");
		writeFileSync(file, purchases(codes));
		const floor = shellImport(file, folder);
		const server = await startServer(dataDir);
		const headers = await sessionFor(server, dataDir, "controller");
		const preview = await aside(server, () => upload(server, headers, controlId, file));
		const store = await aside(server, () => confirm(server, headers, preview.result));
		const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, "utf8"))![1];
		await server.stop();
		row("import of 1 000 000 lines", "seconds", "ratio");
		row("  sqlite3 .import", floor, 1);
		const all = preview.seconds + store.seconds;
		row("  read, shown, stored, frozen (goal ≤ 2,5)", all, all / floor);
		row("  of which stored and frozen", store.seconds, store.seconds / floor);
		row("peak memory, MB (goal ≤ 300)", Number(peak) / 1024);
		row("others meanwhile, ms (goal ≤ 100)", "read p50", "read max", "write p50", "write max");
		for (const [name, { reads, writes }] of Object.entries({ "  while read": preview, "  while stored": store }))
			row(name, percentile(reads, 0.5), percentile(reads, 1), percentile(writes, 0.5), percentile(writes, 1));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The demo's control of small purchases, and the codes of its units. */
async function targetOf(dataDir: string): Promise<{ controlId: string; codes: string[] }> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	const control = await db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select("controls.id")
		.where("population_kind", "=", "purchases_below_limit")
		.orderBy("plans.year", "desc")
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
function purchases(codes: readonly string[]): string {
	const day = (n: number) => `${thisMonth()}-${String(1 + (n % 9)).padStart(2, "0")}`;
	const lines = Array.from({ length: LINES }, (_, n) => {
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

function shellImport(file: string, folder: string): number {
	const start = performance.now();
	execFileSync("sqlite3", [join(folder, "plain.db"), ".mode csv", ".separator ;", `.import ${file} lines`]);
	return (performance.now() - start) / 1000;
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

/** Uploads the file and waits for its preview. Returns the preview's address. */
async function upload({ url }: RunningServer, headers: Record<string, string>, controlId: string, file: string) {
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
	if (answer.status !== 303) throw new Error(`the upload was answered ${answer.status}`);
	const address = url + answer.headers.get("location")!;
	await settled(address, headers);
	return address;
}

async function confirm({ url }: RunningServer, headers: Record<string, string>, preview: string): Promise<void> {
	const answer = await fetch(`${preview}/bekraftelse`, {
		method: "POST",
		headers: { ...headers, Origin: url },
		body: new URLSearchParams({ control_rows: String(LINES) }),
		redirect: "manual",
	});
	if (answer.status !== 303) throw new Error(`the confirmation was answered ${answer.status}`);
	await settled(preview, headers);
}

/** Asks as the page does, until something else than progress is answered. */
async function settled(address: string, headers: Record<string, string>): Promise<void> {
	for (;;) {
		const answer = await fetch(address, { headers, redirect: "manual" });
		await answer.text();
		if (answer.headers.get("refresh") === null) return;
	}
}
