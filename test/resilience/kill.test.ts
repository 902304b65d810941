import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openTestDatabase } from "../support/database.ts";

const WRITER = fileURLToPath(new URL("./writer.ts", import.meta.url));
/** The full measure: KILLS=50 WRITERS=1000. */
const KILLS = Number(process.env.KILLS ?? 3);
const WRITERS = Number(process.env.WRITERS ?? 200);
const PROCESSES = 2;
const none = { list: () => ({ anchors: [], faults: [] }) };

function start(command: string, args: string[]): { child: ChildProcess; lines: () => string[]; ended: Promise<void> } {
	const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
	let told = "";
	child.stdout!.on("data", (chunk: Buffer) => (told += chunk.toString()));
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	// the last line may have been cut by the kill: only whole lines were told
	return { child, ended, lines: () => told.split("\n").slice(0, -1) };
}

/** Everything told is there, once; the chain and the file hold; and the database takes the next write. */
async function requireSound(file: string, told: readonly string[]): Promise<void> {
	const database = openDatabase({ file });
	try {
		const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
		expect(integrity.rows).toEqual([{ integrity_check: "ok" }]);
		expect((await verifyTrail(database.db, none)).problems).toEqual([]);
		const rows = await database.db.selectFrom("events").select("object_id").execute();
		const there = new Set(rows.map(({ object_id }) => object_id));
		expect(told.filter((id) => !there.has(id))).toEqual([]);
		expect(there.size, "nothing twice").toBe(rows.length);
	} finally {
		await database.close();
	}
}

test(
	`kill -9 in the middle of ${WRITERS} writers, ${KILLS} times: no acknowledged write is lost, the chain holds`,
	async () => {
		const { dataDir } = await openTestDatabase();
		const file = join(dataDir, "tillracklig.db");
		const told: string[] = [];
		for (let kill = 0; kill < KILLS; kill++) {
			const running = Array.from({ length: PROCESSES }, (_, index) =>
				start(process.execPath, ["--import", "tsx", WRITER, file, String(WRITERS / PROCESSES), `${kill}-${index}`]),
			);
			while (!running.every(({ lines }) => lines().length > 0)) await new Promise((resolve) => setTimeout(resolve, 20));
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
			for (const { child } of running) child.kill("SIGKILL");
			await Promise.all(running.map(({ ended }) => ended));
			told.push(...running.flatMap(({ lines }) => lines()));
			await requireSound(file, told);
		}
		expect(told.length).toBeGreaterThan(KILLS);
	},
	60_000 + KILLS * 30_000,
);

test("a file that may not grow: the writer is told so, nothing acknowledged is lost, and it goes on when there is room", async () => {
	const { dataDir } = await openTestDatabase();
	const file = join(dataDir, "tillracklig.db");
	const run = `trap '' XFSZ; ulimit -f 2500; exec "$0" "$@"`;
	const full = start("bash", ["-c", run, process.execPath, "--import", "tsx", WRITER, file, "5", "trangt"]);
	await full.ended;
	const told = full.lines();
	expect(told.at(-1)).toMatch(/^error SQLITE_(FULL|IOERR)/);
	await requireSound(file, told.slice(0, -1));
	const roomy = start(process.execPath, ["--import", "tsx", WRITER, file, "1", "rymligt"]);
	while (roomy.lines().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
	roomy.child.kill("SIGKILL");
	await roomy.ended;
	await requireSound(file, roomy.lines());
});
