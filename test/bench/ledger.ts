import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteDriver from "better-sqlite3";
import { openDatabase } from "../../db/open.ts";
import { isWorkingDay } from "../../src/ground/calendar/swedish-holidays.ts";
import { followRules } from "../../src/checks/ledger/rules-thread.ts";
import { cpUpper, hyperUpper } from "../../src/ground/sampling/bounds.ts";
import { drawStrata } from "../../src/ground/sampling/selection.ts";
import { row } from "./timing.ts";

const LINES = 1_000_000;
const UNITS = 300;
const BOUNDS = 100_000;
const SECRET = "5a".repeat(32);
const DRAW = "inkop-under-10000/2026-10";

/** Rules over every line, bounds, and the draw; each against its floor in the same run. */
export async function bench(): Promise<void> {
	benchBounds();
	benchDraw();
	await benchRules();
}

function seconds(work: () => unknown): number {
	const start = performance.now();
	work();
	return (performance.now() - start) / 1000;
}

function benchBounds(): void {
	for (let n = 0; n < 2_000; n++) cpUpper(n % 10, 60, 0.05);
	const binomial = seconds(() => {
		for (let n = 0; n < BOUNDS; n++) cpUpper(n % 20, 60 + (n % 300), 0.05);
	});
	const closed = seconds(() => {
		for (let n = 0; n < BOUNDS / 10; n++) hyperUpper(n % 5, 400 + (n % 300), 60, 0.05);
	});
	row("bounds", "100 000, s", "a second");
	row("  Clopper-Pearson (goal ≥ 100 000 a second)", binomial, Math.round(BOUNDS / binomial).toLocaleString("sv-SE"));
	row("  hypergeometric", closed * 10, Math.round(BOUNDS / 10 / closed).toLocaleString("sv-SE"));
}

/** The floor is hashing every key once, as anybody who re-draws must. */
function benchDraw(): void {
	const strata = Array.from({ length: UNITS }, (_, unit) => ({
		id: `unit-${unit}`,
		n: 5,
		keys: Array.from(
			{ length: Math.ceil(LINES / UNITS) },
			(_, line) => `100|LF|2026|${unit * 10_000 + line}|${1000 + unit}`,
		),
	}));
	const seed = Buffer.from(SECRET, "hex");
	const hashing = seconds(() => {
		for (const { keys } of strata)
			for (const key of keys) createHmac("sha256", seed).update(`stickprov/v1\n${DRAW}\n${key}`).digest("hex");
	});
	const draw = seconds(() => drawStrata({ seedHex: SECRET, drawId: DRAW, strata, reserveCount: 5 }));
	row("draw for 300 units from 1 000 000 lines", "seconds", "ratio");
	row("  hashing the keys alone", hashing, 1);
	row("  draw (goal ≤ 2)", draw, draw / hashing);
}

/** The floor is one scan of the lines in the order the rules need, by supplier and date, read the same way. */
async function benchRules(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-"));
	const file = join(folder, "tillracklig.db");
	try {
		const database = openDatabase({ file, synchronous: "OFF" });
		await database.migrate();
		fill(file);
		const scan = Math.min(sortedScan(file), sortedScan(file));
		let hits = 0;
		const start = performance.now();
		const order = {
			location: database.location,
			from_day: "2024-01-01",
			year_from: "2026-01-01",
			limit_ore: 1_000_000,
			direct_award: { goods_services_ore: 70_000_000, social_special_ore: null },
		};
		await followRules(order, async (answer) => {
			if (answer.kind === "hits") hits += answer.hits.length;
		});
		const rules = (performance.now() - start) / 1000;
		await database.close();
		const whole = stored(folder);
		row("all rules over 1 000 000 lines", "seconds", "ratio", "MB");
		row("  one sorted scan", scan, 1);
		row(`  the rules' thread, ${hits} hits`, rules, rules / scan);
		row(`  in a process, hits stored (goal ≤ 3, ≤ 300)`, whole.seconds, whole.seconds / scan, whole.mb);
		row("load", ...loadavg());
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The same by the product's own run, compiled, in a process of its own: with every hit stored, and what the process held at most. */
function stored(folder: string): { seconds: number; mb: number } {
	const child = fileURLToPath(new URL("rules-child.mjs", import.meta.url));
	const said = execFileSync(process.execPath, [child], {
		env: { ...process.env, DATA_DIR: folder },
		encoding: "utf8",
	});
	return JSON.parse(said.trim().split("\n").at(-1)!) as { seconds: number; mb: number };
}

/** Reads what the rules read of each line, in order of supplier and date, and keeps nothing. */
function sortedScan(file: string): number {
	const db = new SqliteDriver(file, { readonly: true });
	const lines = db.prepare(
		`select id, item_key, unit_no, supplier_no, supplier_name, invoice_no, account, amount_ore, booking_date, registered_at,
		requisitioner, receiver, approver, agreement_no from ledger_rows order by supplier_no, booking_date`,
	);
	let count = 0;
	const time = seconds(() => {
		for (const _ of lines.iterate()) count++;
	});
	if (count !== LINES) throw new Error(`${count} lines were scanned`);
	db.close();
	return time;
}

/** A million believable lines in 36 monthly files, 300 units and 4 000 suppliers, a few of them large. */
function fill(file: string): void {
	const db = new SqliteDriver(file);
	db.pragma("foreign_keys = OFF");
	const insertFile = db.prepare(
		"insert into purchase_files values (?, ?, 'f', ?, 1, 'utf-8', ';', '{}', 1, '{}', 0, ?, 'system', null)",
	);
	const columns = db
		.prepare("select * from ledger_rows")
		.columns()
		.map((column) => column.name);
	const insertLine = db.prepare(`insert into ledger_rows values (${columns.map((name) => `@${name}`).join(", ")})`);
	const addUnit = db.prepare(
		"insert into org_units values (@id, @kind, @id, @id, @id, @parent_id, '2000-01-01', null, 1)",
	);
	const showFile = db.prepare("insert into ledger_files values (?, ?)");
	const numberUnit = db.prepare("insert into ledger_units values (?, ?)");
	let state = 1;
	// mulberry32: the same ledger every time
	const random = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	db.transaction(() => {
		addUnit.run({ id: "root", kind: "administration", parent_id: null });
		for (let unit = 0; unit < UNITS; unit++) {
			addUnit.run({ id: `unit-${unit}`, kind: "unit", parent_id: "root" });
			numberUnit.run(unit + 1, `unit-${unit}`);
		}
		for (let n = 0; n < LINES; n++) {
			const month = Math.floor((n * 36) / LINES);
			const key = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
			if (n === 0 || Math.floor(((n - 1) * 36) / LINES) !== month) {
				insertFile.run(`f${key}`, key, `sha${key}`, key);
				showFile.run(month + 1, `f${key}`);
			}
			const supplier = Math.floor(4000 * random() ** 2);
			const unit = Math.floor(300 * random());
			const date = `${key}-${String(1 + Math.floor(28 * random())).padStart(2, "0")}`;
			insertLine.run({
				id: n + 1,
				file_no: month + 1,
				population_no: null,
				frame_no: null,
				item_key: `100|LF|2026|${n}|1001`,
				unit_no: unit + 1,
				amount_ore: Math.floor(100_000 * Math.exp(random() * 4 - 2)),
				line_no: n,
				company: "100",
				voucher_no: `LF${n}`,
				order_no: "",
				invoice_no: String(Math.floor(10_000_000 * random())),
				supplier_no: `S${supplier}`,
				supplier_name: `Leverantör ${supplier}`,
				account: String(5400 + (supplier % 40)),
				account_text: "Förbrukningsmaterial",
				booking_date: date,
				registered_at:
					isWorkingDay(date) || random() < 0.05
						? `${date}T${String(7 + Math.floor(11 * random())).padStart(2, "0")}:15:00`
						: "",
				text: "Material",
				requisitioner: `Person ${unit}-${Math.floor(10 * random())}`,
				receiver: `Person ${unit}-${Math.floor(10 * random())}`,
				approver: `Person ${unit}-${10 + Math.floor(3 * random())}`,
				agreement_no: supplier < 3_000 ? "RA-1" : "",
				whole_ore: null,
				is_credit: 0,
			});
		}
	})();
	db.close();
}
