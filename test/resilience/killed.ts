import { type ChildProcess, spawn } from "node:child_process";
import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";

const none = { list: () => ({ anchors: [], faults: [] }) };

export interface Running {
	child: ChildProcess;
	/** The whole lines it has told so far: the last may have been cut by the kill. */
	lines: () => string[];
	ended: Promise<void>;
}

export function start(command: string, args: string[]): Running {
	const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
	let told = "";
	child.stdout!.on("data", (chunk: Buffer) => (told += chunk.toString()));
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	return { child, ended, lines: () => told.split("\n").slice(0, -1) };
}

/** Everything told is there, once; the chain and the file hold; and the database takes the next write. */
export async function requireSound(file: string, told: readonly string[]): Promise<void> {
	const database = openDatabase({ file });
	try {
		const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
		expect(integrity.rows).toEqual([{ integrity_check: "ok" }]);
		expect((await verifyTrail(database.db, none)).problems).toEqual([]);
		const written = database.db.selectFrom("events").where("object_kind", "=", "system");
		const rows = await written.select("object_id").execute();
		const there = new Set(rows.map(({ object_id }) => object_id));
		expect(told.filter((id) => !there.has(id))).toEqual([]);
		expect(there.size, "nothing twice").toBe(rows.length);
	} finally {
		await database.close();
	}
}
