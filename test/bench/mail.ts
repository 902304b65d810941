import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { openDatabase } from "../../db/open.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { newId } from "../../src/ground/write/new-id.ts";
import { sendWaiting } from "../../src/office/notices/dispatch.ts";
import type { MailSettings } from "../../src/office/notices/mail-settings.ts";
import { openLine } from "../../src/office/notices/smtp.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { drawLetter } from "../../views/office/notices/letter.tsx";
import { percentile, row } from "./timing.ts";

const PEOPLE = 3_000;
const ROUNDS = 3;
/** A working day's morning, so that mail may reach everybody whenever the bench is run. */
const MORNING = Date.parse("2026-11-16T08:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "mail-bench-"));
const database = openDatabase({ file: join(folder, "tillracklig.db") });
const started = Date.now();
const clock = () => new Date(MORNING + Date.now() - started);
const base = { database, db: database.db, files: openFileStore(folder), keys: keysFrom(Buffer.alloc(32, 7)), clock };

/** 3 000 people × 3 notices, each a letter of its own, handed over to a local server; a page's wait before and meanwhile. */
export async function bench(): Promise<void> {
	await database.migrate();
	await fill();
	let received = 0;
	const mail = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		onData: (stream, _session, done) => {
			stream
				.on("data", () => undefined)
				.on("end", () => {
					received++;
					done();
				});
		},
	});
	await new Promise<void>((resolve) => mail.listen(0, "127.0.0.1", resolve));
	const { port } = mail.server.address() as { port: number };
	const settings: MailSettings = {
		...{ host: "127.0.0.1", port, tls: "none" as const, from: "isk@region.example", from_name: "Tillräcklig" },
		base_url: "https://isk.region.example",
	};
	const visit = await visitor();
	const alone = await waits(visit, 100);
	const room = {
		base: { ...base, sends_mail: true },
		settings,
		log: pino({ level: "silent" }),
		open: openLine,
		draw: drawLetter,
	};
	const start = performance.now();
	let isDone = false;
	const meanwhile: number[] = [];
	const visiting = (async () => {
		while (!isDone) {
			meanwhile.push(...(await waits(visit, 1)));
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	})();
	for (let round = 0; round < ROUNDS; round++) {
		await tell(round);
		await sendWaiting(room);
	}
	const took = (performance.now() - start) / 1000;
	isDone = true;
	await visiting;
	row("letters handed over", `${received}`, `${took.toFixed(1)} s`, `${(received / took).toFixed(0)} a second`);
	row("a page alone, ms", `p50 ${percentile(alone, 0.5).toFixed(1)}`, `p95 ${percentile(alone, 0.95).toFixed(1)}`);
	row(
		"the page meanwhile, ms",
		`p50 ${percentile(meanwhile, 0.5).toFixed(1)}`,
		`p95 ${percentile(meanwhile, 0.95).toFixed(1)}`,
	);
	await new Promise<void>((resolve) => mail.close(() => resolve()));
	await database.close();
	rmSync(folder, { recursive: true, force: true });
}

async function visitor(): Promise<() => Promise<void>> {
	const config = readConfig({ DATA_DIR: folder, NODE_ENV: "test" });
	const app = createApp({ ...base, config, log: pino({ level: "silent" }) });
	const server = serve({
		fetch: app.fetch,
		port: 0,
		hostname: "127.0.0.1",
		// a round that takes long must not close the visitor's connection as its next request arrives
		serverOptions: { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 },
	});
	server.unref();
	await new Promise((resolve) => server.on("listening", resolve));
	const { port } = server.address() as { port: number };
	const roles = [{ role: "manager" as const, unit_id: "root", substitute_for: null }];
	const token = await signIn({ ...base, actor: { id: "p0", name: "p0", roles, via: "web" } }, "bench");
	return async () => {
		const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { Cookie: `session=${token}` } });
		if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
		await answer.text();
	};
}

async function waits(visit: () => Promise<void>, times: number): Promise<number[]> {
	const took: number[] = [];
	for (let n = 0; n < times; n++) {
		const start = performance.now();
		await visit();
		took.push(performance.now() - start);
	}
	return took;
}

async function fill(): Promise<void> {
	const at = clock().toISOString();
	await database.transaction(async (trx) => {
		await trx
			.insertInto("org_units")
			.values({
				...{ id: "root", kind: "region" as const, code: null, name: "Region", sort_name: "region", parent_id: null },
				...{ valid_from: "2020-01-01", valid_to: null, version: 1 },
			})
			.execute();
		for (let n = 0; n < PEOPLE; n++) {
			const who = { id: `p${n}`, name: `Person ${n}`, sort_name: `person ${n}`, email: `p${n}@region.example` };
			await trx
				.insertInto("people")
				.values({ ...who, ledger_name: null, created_at: at, ended_at: null, version: 1 })
				.execute();
			await trx
				.insertInto("roles")
				.values({
					...{ id: `r${n}`, person_id: `p${n}`, role: "manager" as const, unit_id: "root", substitute_for: null },
					...{ valid_from: "2020-01-01", valid_to: null, version: 1 },
				})
				.execute();
		}
	});
}

async function tell(round: number): Promise<void> {
	const at = clock().toISOString();
	await database.transaction(async (trx) => {
		for (let n = 0; n < PEOPLE; n++)
			await trx
				.insertInto("notices")
				.values({
					...{
						id: newId(clock()),
						person_id: `p${n}`,
						kind: "reviewed" as const,
						unit_id: "root",
						object_kind: "control_run" as const,
					},
					...{
						object_id: `run-${n}`,
						moment: `${round}`,
						created_at: at,
						created_by: null,
						letter_id: null,
						dropped: null,
					},
					words: JSON.stringify({
						title: "Stickprov, oktober 2026",
						unit: "Vårdcentral",
						due_on: null,
						instead_of: null,
					}),
				})
				.execute();
	});
}
