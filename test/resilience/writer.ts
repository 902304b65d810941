import { writeSync } from "node:fs";
import { openDatabase } from "../../db/open.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { write } from "../../src/ground/write/write.ts";

/**
 * A process of its own that writes until it is killed or cannot: `node … writer.ts <file or postgres://…> <writers> <name>`. Each acknowledged write
 * is told on standard output, at once; an error by its code.
 */
const [file = "", writers = "1", name = "skrivare"] = process.argv.slice(2);
const database = openDatabase(file.startsWith("postgres:") ? { url: file, file: "" } : { file });
const ctx = {
	database,
	db: database.db,
	actor: { id: "system", name: "Systemet", roles: [], via: "system" },
	clock: () => new Date(),
} as unknown as Context;
const PADDING = "å".repeat(500);

async function keepWriting(writer: number): Promise<void> {
	for (let n = 1; ; n++) {
		const id = `${name}-${writer}-${n}`;
		await write(ctx, ({ record }) =>
			record({ type: "system.started", unit_id: null, object: { kind: "system", id }, data: { note: PADDING } }),
		);
		writeSync(1, `${id}\n`);
	}
}

Promise.all(Array.from({ length: Number(writers) }, (_, index) => keepWriting(index))).catch(
	(error: { code?: string }) => {
		writeSync(1, `error ${error.code}\n`);
		process.exit(3);
	},
);
