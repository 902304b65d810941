import { Readable } from "node:stream";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { openTestDatabase } from "../support/database.ts";

export async function openEmpty(): Promise<{ ctx: Context; dataDir: string; keysDir: string }> {
	const { database, dataDir, keysDir } = await openTestDatabase();
	const actor = await systemActor(database.db, "cli");
	const parts = { files: openFolderStore(dataDir), keys: keysFrom(Buffer.alloc(32, 7)) };
	return {
		ctx: { ...parts, database, db: database.db, actor, clock: () => new Date("2026-11-16T09:00:00.000Z") },
		dataDir,
		keysDir,
	};
}

export async function keep(ctx: Context, text: string): Promise<string> {
	const temp = await ctx.files.putTemp(Readable.from([Buffer.from(text)]), 100);
	await ctx.files.keep(temp);
	return temp.sha256;
}

export async function count(ctx: Context) {
	const rows = async (table: "risks" | "events" | "control_runs" | "people") =>
		(
			await ctx.db
				.selectFrom(table)
				.select((eb) => eb.fn.countAll<number>().as("n"))
				.executeTakeFirstOrThrow()
		).n;
	const [risks, runs, people] = [await rows("risks"), await rows("control_runs"), await rows("people")];
	return { risks, runs, people, events: await rows("events") };
}
