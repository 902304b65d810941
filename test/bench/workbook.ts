import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { openPdfPress } from "../../src/report/documents/render-pdf.ts";
import type { CellType, Column } from "../../src/ground/tables/column.ts";
import { addSheet, startWorkbook } from "../../src/ground/tables/xlsx.ts";
import { percentile, row, timed } from "./timing.ts";
import { freePort } from "./server-process.ts";

const ROWS = 100_000;
const TYPES: CellType[] = [
	"text",
	"text",
	"text",
	"count",
	"text",
	"text",
	"date",
	"text",
	"ore",
	"text",
	"text",
	"text",
];

/** A drawn purchase as the sheet Stickprov holds it: texts of the lengths there are, a count, an amount and a date. */
function valueAt(type: CellType, n: number, column: number): string | number {
	if (type === "count") return n;
	if (type === "ore") return (n * 7919) % 1_000_000;
	if (type === "date") return `2026-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")}`;
	return `Text ${column} för rad ${n % 977}`;
}

const columns: Column<number>[] = TYPES.map((type, index) => ({
	key: `c${index}`,
	label: `Kolumn ${index + 1}`,
	type,
	value: (n) => valueAt(type, n, index),
}));

function* numbers(): Generator<number> {
	for (let n = 1; n <= ROWS; n++) yield n;
}

const WRITERS: Record<string, (file: string) => Promise<void>> = {
	async ours(file) {
		const out = createWriteStream(file);
		const workbook = startWorkbook(out, { title: "Mätning", created: new Date(0) });
		await addSheet(workbook, { name: "Stickprov", columns, rows: numbers() });
		await Promise.all([workbook.commit(), finished(out)]);
	},
	/** The library's own stream writer with the same cells and nothing else: no formats, heights, rules or pauses. */
	async bare(file) {
		const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: false });
		const sheet = workbook.addWorksheet("Stickprov");
		for (const n of numbers()) {
			const cells = TYPES.map((type, index) => {
				const value = valueAt(type, n, index);
				return type === "date" ? new Date(`${value}T00:00:00Z`) : value;
			});
			sheet.addRow(cells).commit();
		}
		sheet.commit();
		await workbook.commit();
	},
};

const XLSXWRITER = `
import sys, time, resource, datetime, xlsxwriter
start = time.time()
book = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
sheet = book.add_worksheet("Stickprov")
day = book.add_format({"num_format": "yyyy-mm-dd"})
types = sys.argv[2].split(",")
for n in range(1, ${ROWS} + 1):
    for c, kind in enumerate(types):
        if kind == "count": sheet.write_number(n - 1, c, n)
        elif kind == "ore": sheet.write_number(n - 1, c, (n * 7919) % 1000000 / 100)
        elif kind == "date": sheet.write_datetime(n - 1, c, datetime.datetime(2026, 1 + n % 12, 1 + n % 28), day)
        else: sheet.write_string(n - 1, c, "Text %d för rad %d" % (c, n % 977))
book.close()
print(round((time.time() - start) * 1000), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
`;

interface Measured {
	ms: number;
	/** At most, above what the process held before it began: tsx and the compiler in it are no part of the product. */
	rss_mb: number;
	/** Of requests to the same process meanwhile; none for another language. */
	waits: number[];
}

/** The year's workbook against what else could write it, and the nämnd's PDF. */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-bok-"));
	const results: [string, Measured][] = [];
	try {
		const python = pythonWriter(join(folder, "python.xlsx"));
		if (python) results.push(["Python xlsxwriter, constant_memory", python]);
		results.push(["exceljs, bar strömskrivare", await writtenBy("bare", join(folder, "bare.xlsx"))]);
		results.push(["Tillräckligs arbetsbok", await writtenBy("ours", join(folder, "ours.xlsx"))]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	row(`${ROWS} rader × ${TYPES.length}`, "s", "kvot", "RSS + MB", "väntan p95", "väntan max");
	const floor = results[0]![1].ms;
	for (const [name, { ms, rss_mb, waits }] of results) {
		const wait = (share: number) => (waits.length > 0 ? percentile(waits, share) : "–");
		row(name, ms / 1000, ms / floor, rss_mb, wait(0.95), wait(1));
	}
	if (!results[0]![0].startsWith("Python"))
		console.log("Python xlsxwriter är inte installerat: jämfört med exceljs ensamt.");
	await benchPdf();
}

async function benchPdf(): Promise<void> {
	const press = openPdfPress();
	const rows = Array.from({ length: 60 }, (_, n) => [
		`Verksamhet ${n % 9}`,
		`Risk ${n}: `.padEnd(160, "text om risken "),
		`Åtgärd ${n}: `.padEnd(220, "vad som görs "),
	]);
	const columnsOf = ["Verksamhet", "Risk", "Åtgärd"].map((label, index) => ({ label, share: index + 1 }));
	let n = 0;
	const samples = await timed(30, () =>
		press.render({
			title: `Internkontrollplan ${2026 + n++}`,
			lead: "Hälso- och sjukvårdsnämnden",
			dated: "2026-11-20",
			landscape: true,
			blocks: [{ kind: "table", label: "Plan", columns: columnsOf, rows }],
		}),
	);
	press.stop();
	row("PDF/UA-1, 60 rader, varm: ms p50 och p95", percentile(samples, 0.5), percentile(samples, 0.95));
}

function pythonWriter(file: string): Measured | null {
	try {
		execFileSync("python3", ["-c", "import xlsxwriter"], { stdio: "ignore" });
	} catch {
		return null;
	}
	const said = execFileSync("python3", ["-c", XLSXWRITER, file, TYPES.join(",")], { encoding: "utf8" });
	const [ms, kb] = said.trim().split(" ").map(Number);
	return { ms: ms!, rss_mb: kb! / 1024, waits: [] };
}

/** A process of its own that writes and answers requests at the same time. */
async function writtenBy(writer: string, file: string): Promise<Measured> {
	const port = await freePort();
	const child = spawn("node_modules/.bin/tsx", [fileURLToPath(import.meta.url), writer, file, String(port)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let said = "";
	child.stdout.on("data", (data: Buffer) => {
		said += data.toString();
	});
	const done = new Promise((resolve) => child.once("exit", resolve));
	let running = true;
	void done.then(() => {
		running = false;
	});
	const waits: number[] = [];
	while (running) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		const start = performance.now();
		const answered = await fetch(`http://127.0.0.1:${port}`).then(
			(response) => response.text(),
			() => null,
		);
		if (answered === "writing") waits.push(performance.now() - start);
	}
	const [ms, kb] = said.trim().split(" ").map(Number);
	return { ms: ms!, rss_mb: kb! / 1024, waits };
}

/** The child: answers while it writes, then says its time and its largest memory. */
async function child(writer: string, file: string, port: number): Promise<void> {
	const server = createServer((_, response) => response.end("writing"));
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	const before = process.memoryUsage().rss;
	const start = performance.now();
	await WRITERS[writer]!(file);
	console.log(Math.round(performance.now() - start), process.resourceUsage().maxRSS - before / 1024);
	server.closeAllConnections();
	server.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [writer, file, port] = process.argv.slice(2);
	await child(writer!, file!, Number(port));
}
