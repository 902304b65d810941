import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Migration, sql } from "kysely";
import { onTestFinished, vi } from "vitest";
import { runDdl } from "../../db/dialect/ddl.ts";
import { migrations } from "../../db/migrations/index.ts";
import { openDatabase, openReading } from "../../db/open.ts";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { openWorld, TODAY } from "../support/world.ts";
import { keysIn } from "../support/database.ts";

const PAGE = readFileSync("scripts/deploy/upgrade-and-restore.md", "utf8");
export const NEW_VERSION = "002-nasta-version";

/** The lines of the first block of commands under a heading. */
export function stepsUnder(heading: string): string[] {
	const section = PAGE.split(/^## /m).find((text) => text.startsWith(`${heading}\n`))!;
	return /```sh\n([\s\S]*?)```/.exec(section)![1]!.trim().split("\n");
}

/** What another version brings, and what one brings that fails half-way. */
export const later: Migration = {
	up: (db) =>
		runDdl(
			db,
			"alter table measures add column place text not null default '';\ncreate table places (id text primary key)",
		),
};
export const failing: Migration = {
	up: (db) => runDdl(db, "create table places (id text primary key);\nalter table finns_inte add column x text"),
};

/** Which version `/opt/tillracklig` points at: what a version knows of migrations is what sets it apart. */
export function pointAt(version: "ny" | "forra", brings: Migration): void {
	delete migrations[NEW_VERSION];
	if (version === "ny") migrations[NEW_VERSION] = brings;
}

/** One machine: its data folder, its folder for copies, and what it says. */
export class Machine {
	readonly root = mkdtempSync(join(tmpdir(), "tillracklig-maskin-"));
	readonly dataDir = join(this.root, "data");
	config!: Config;
	brings = later;

	constructor() {
		onTestFinished(() => {
			delete migrations[NEW_VERSION];
			rmSync(this.root, { recursive: true, force: true });
		});
		mkdirSync(join(this.root, "kopior"));
		writeFileSync(join(this.root, "losenfras"), "en lösenfras som är lång nog\n", { mode: 0o600 });
	}

	async listen(): Promise<void> {
		const server = createServer((_request, response) => void response.end("ok"));
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => void server.close().closeAllConnections());
		const port = String((server.address() as AddressInfo).port);
		const base = `http://127.0.0.1:${port}`;
		this.config = readConfig({ NODE_ENV: "production", DATA_DIR: this.dataDir, BASE_URL: base, PORT: port });
	}

	#here(path: string): string {
		return path
			.replace("/kopior", join(this.root, "kopior"))
			.replace("/etc/tillracklig/losenfras", join(this.root, "losenfras"))
			.replace("/var/lib/tillracklig-undan", join(this.root, "undan"))
			.replace("/var/lib/tillracklig", this.dataDir);
	}

	/** Does one line of the page. A line that it does not know is an error: the page may promise nothing untried. */
	async step(line: string): Promise<string> {
		const [program, ...args] = line.split(" ");
		if (program === "isk") return this.#isk(args);
		if (line === "systemctl stop tillracklig") return "";
		if (line === "systemctl start tillracklig") return this.#start();
		if (program === "mv") return renameSync(this.#here(args[0]!), this.#here(args[1]!)) ?? "";
		const version = /^ln -sfn \/opt\/tillracklig-(ny|forra) \/opt\/tillracklig$/.exec(line)?.[1];
		if (!version) throw new Error(`The page says something that no test does: ${line}`);
		pointAt(version as "ny" | "forra", this.brings);
		return "";
	}

	async #isk([name, ...args]: string[]): Promise<string> {
		const printed: string[] = [];
		const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
		try {
			const command = await COMMANDS[name!]!();
			await command.run(
				args.map((arg) => this.#here(arg)),
				this.config,
			);
		} catch (error) {
			throw new Error(`${(error as Error).message}\n${printed.join("\n")}`);
		} finally {
			log.mockRestore();
		}
		return printed.join("\n");
	}

	/** What the start does with the database before it answers. */
	async #start(): Promise<string> {
		const database = openDatabase({ file: join(this.dataDir, "tillracklig.db") });
		try {
			return (await database.migrate()).join();
		} finally {
			await database.close();
		}
	}
}

/** A machine with a register, a kept file and the server's key, stopped. */
export async function machine(): Promise<Machine> {
	vi.useFakeTimers({ toFake: ["Date"], now: new Date(TODAY) });
	onTestFinished(() => void vi.useRealTimers());
	const made = new Machine();
	await made.listen();
	const world = await tellOfWorld(await openWorld());
	// The machine's clock was ahead when the first version was installed, and has been set back since.
	await world.ctx.database.transaction((trx) =>
		sql`update kysely_migration set timestamp = '2099-01-01T00:00:00.000Z'`.execute(trx),
	);
	const temp = await world.ctx.files.putTemp(Readable.from(["kvitto"]), 100);
	await world.ctx.files.keep(temp);
	mkdirSync(made.dataDir, { mode: 0o700 });
	await world.ctx.database.copyTo!(join(made.dataDir, "tillracklig.db"));
	cpSync(join(world.dataDir, "evidence"), join(made.dataDir, "evidence"), { recursive: true });
	openKeys(keysIn(made.dataDir));
	return made;
}

export async function follow(on: Machine, heading: string): Promise<Record<string, string>> {
	const said: Record<string, string> = {};
	for (const line of stepsUnder(heading)) said[line] = await on.step(line);
	return said;
}

/** The rows of a table that everybody has. */
export async function titlesIn(dataDir: string): Promise<unknown[]> {
	const database = openReading(join(dataDir, "tillracklig.db"));
	try {
		return await database.db.selectFrom("measures").select(["id", "title"]).orderBy("id").execute();
	} finally {
		await database.close();
	}
}
