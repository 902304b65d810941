import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import SqliteDriver from "better-sqlite3";
import { Hono } from "hono";
import { pino } from "pino";
import { openDatabase } from "../../db/open.ts";
import { SAM_QUESTIONS } from "../../db/seeds/sam-questions.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { listen } from "../../src/ground/http/listen.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { percentile, row } from "./timing.ts";

const MANAGERS = 3_000;
const YEARS = 10;
const SAVERS = 500;
const folder = mkdtempSync(join(tmpdir(), "sam-bench-"));
const database = openDatabase({ file: join(folder, "tillracklig.db") });
const now = new Date();
const year = now.getUTCFullYear();
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const config = readConfig({ DATA_DIR: folder, NODE_ENV: "test" });
const base = {
	database,
	db: database.db,
	files: openFolderStore(folder),
	keys: keysFrom(Buffer.alloc(32, 7)),
	clock: () => new Date(),
};
const app = createApp({ ...base, config, log: pino({ level: "silent" }) });
let port = 0;

/** An id as the product's own are, the same each time for a name: statements are kept by what is an id. */
const idOf = (name: string) =>
	createHash("md5")
		.update(name)
		.digest("hex")
		.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const cookieOf = async (id: string) =>
	`session=${await signIn({ ...base, actor: { id, name: id, roles: [{ role: "manager", unit_id: idOf("root"), substitute_for: null }], via: "web" } }, "bench")}`;

/**
 * 3 000 managers × 10 years; the overview against a route that answers the same bytes; 500 managers who each save an answer over
 * real HTTP, first all at the same instant, then over ten seconds.
 */
export async function bench(): Promise<void> {
	await database.migrate();
	await fill();
	// as the product listens: a connection that was used a while ago still stands
	const server = listen(app.fetch, { port: 0, hostname: "127.0.0.1" });
	await new Promise((resolve) => server.on("listening", resolve));
	port = (server.address() as { port: number }).port;
	await overview();
	await savers();
	server.close();
	await database.close();
	rmSync(folder, { recursive: true, force: true });
}

async function overview(): Promise<void> {
	const cookie = await cookieOf(idOf("controller"));
	const path = `/sam/oversikt/${idOf(`round-${year}`)}`;
	const { body } = await send("GET", path, cookie);
	const plain = new Hono().get("/", (c) => c.html(body));
	const bare = serve({ fetch: plain.fetch, port: 0, hostname: "127.0.0.1" });
	await new Promise((resolve) => bare.on("listening", resolve));
	const barePort = (bare.address() as { port: number }).port;
	const times = async (go: () => Promise<unknown>) => {
		const took: number[] = [];
		for (let n = 0; n < 120; n++) {
			const start = performance.now();
			await go();
			if (n >= 20) took.push(performance.now() - start);
		}
		return took;
	};
	const ours = await times(() => send("GET", path, cookie));
	const same = await times(() => send("GET", "/", cookie, "", barePort));
	bare.close();
	row(`översikt, ${MANAGERS} chefer × ${YEARS} år (ms)`, "p50", "p95", "mot golvet");
	row("  golv: samma tecken från en naken väg", percentile(same, 0.5), percentile(same, 0.95), 1);
	const ratio = percentile(ours, 0.5) / percentile(same, 0.5);
	row("  vår", percentile(ours, 0.5), percentile(ours, 0.95), ratio);
}

/** The floor is what a save asks of the disk at the least: as many rows, each in a transaction of its own that is synced. */
function synced(): number {
	const db = new SqliteDriver(join(folder, "golv.db"));
	db.pragma("journal_mode = WAL");
	db.pragma("synchronous = FULL");
	db.exec("create table kept (answer text)");
	const insert = db.prepare("insert into kept values ('yes')");
	const start = performance.now();
	for (let n = 0; n < SAVERS; n++) insert.run();
	db.close();
	return performance.now() - start;
}

async function savers(): Promise<void> {
	row(`${SAVERS} sparar ett svar (ms)`, "p50", "p99", "sparade", "processor var");
	row("  golv: så många rader, var och en på disk", synced());
	const cookies: string[] = [];
	for (let n = 0; n < SAVERS; n++) cookies.push(await cookieOf(idOf(`m${n}`)));
	const save = async (n: number, question: number) => {
		const form = `formular=bench&fraga=${question}&svar-${question}=yes&kommentar-${question}=&sedd-${question}=0`;
		const start = performance.now();
		const { status } = await send("POST", `/sam/uppfoljningar/${idOf(`review-${year}-${n}`)}/svar`, cookies[n]!, form);
		return { status, took: performance.now() - start };
	};
	const told = async (label: string, saving: Promise<{ status: number; took: number }>[], question: number) => {
		const before = process.cpuUsage();
		const results = await Promise.all(saving);
		const { user, system } = process.cpuUsage(before);
		const took = results.map((one) => one.took);
		const kept = await database.db
			.selectFrom("sam_answers")
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.where("question_id", "=", idOf(`q${question}`))
			.where("form_id", "=", "bench")
			.executeTakeFirstOrThrow();
		const ok = results.filter((one) => one.status === 200).length;
		if (ok !== SAVERS) throw new Error(`${ok} of ${SAVERS} were answered 200`);
		row(`  ${label}`, percentile(took, 0.5), percentile(took, 0.99), String(kept.n), (user + system) / 1000 / SAVERS);
	};
	const all = Array.from({ length: SAVERS }, (_, n) => n);
	const instant = all.map((n) => save(n, 1));
	await told("i samma stund (mål p99 ≤ 2 500)", instant, 1);
	const spread = all.map(async (n) => {
		await new Promise((resolve) => setTimeout(resolve, (n / SAVERS) * 10_000));
		return save(n, 2);
	});
	await told("under tio sekunder (mål p99 ≤ 30)", spread, 2);
	row("belastning", ...loadavg());
}

function send(
	method: string,
	path: string,
	cookie: string,
	body = "",
	to = port,
): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const headers = {
			cookie,
			origin: `http://127.0.0.1:${to}`,
			...(body ? { "content-type": "application/x-www-form-urlencoded", "hx-request": "true" } : {}),
		};
		const call = request({ port: to, host: "127.0.0.1", method, path, headers }, (response) => {
			let text = "";
			response.setEncoding("utf8");
			response.on("data", (part) => {
				text += part;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
		});
		call.on("error", reject);
		call.end(body);
	});
}

/** A tree of 5 områden, 50 verksamhetsområden and enheter up to 3 000 managers; ten rounds, the last one open. */
async function fill(): Promise<void> {
	const units: (string | number | null)[][] = [
		[idOf("root"), "administration", null, "Förvaltning", "f", null, "2000-01-01", null, 1],
	];
	for (let n = 0; n < MANAGERS; n++) {
		const parent = idOf(n < 5 ? "root" : n < 55 ? `u${n % 5}` : `u${5 + (n % 50)}`);
		units.push([
			idOf(`u${n}`),
			n < 5 ? "division" : n < 55 ? "department" : "unit",
			`k${n}`,
			`Enhet ${n}`,
			`enhet ${n}`,
			parent,
			"2000-01-01",
			null,
			1,
		]);
	}
	const person = (name: string) => [idOf(name), name, name, null, null, now.toISOString(), null, 1];
	const role = (name: string, word: string, unit: string) => [
		`r-${name}`,
		idOf(name),
		word,
		idOf(unit),
		"2000-01-01",
		null,
		null,
		1,
	];
	const all = Array.from({ length: MANAGERS }, (_, n) => n);
	await database.transaction(async (trx) => {
		await database.bulk(
			trx,
			"org_units",
			["id", "kind", "code", "name", "sort_name", "parent_id", "valid_from", "valid_to", "version"],
			units,
		);
		await database.bulk(
			trx,
			"people",
			["id", "name", "sort_name", "email", "ledger_name", "created_at", "ended_at", "version"],
			[person("controller"), ...all.map((n) => person(`m${n}`))],
		);
		await database.bulk(
			trx,
			"roles",
			["id", "person_id", "role", "unit_id", "valid_from", "valid_to", "substitute_for", "version"],
			[role("controller", "controller", "root"), ...all.map((n) => role(`m${n}`, "manager", `u${n}`))],
		);
		await trx
			.insertInto("sam_question_sets")
			.values({ id: idOf("set"), edition: 1, reason: "", created_at: now.toISOString(), created_by: "system" })
			.execute();
		for (const [index, question] of SAM_QUESTIONS.entries())
			await trx
				.insertInto("sam_questions")
				.values({ id: idOf(`q${index + 1}`), set_id: idOf("set"), position: index + 1, ...question })
				.execute();
		for (let y = year - YEARS + 1; y <= year; y++) await fillYear(trx, y, units);
	});
}

async function fillYear(
	trx: Parameters<Parameters<typeof database.transaction>[0]>[0],
	y: number,
	units: (string | number | null)[][],
): Promise<void> {
	const open = y === year;
	const round = idOf(`round-${y}`);
	await trx
		.insertInto("sam_rounds")
		.values({
			id: round,
			unit_id: idOf("root"),
			year: y,
			set_id: idOf("set"),
			status: open ? "open" : "closed",
			population_on: day(-30),
			opens_on: day(-30),
			remind_on: day(10),
			closes_on: day(30),
			allows_late: 1,
			version: 1,
		})
		.execute();
	const marks = "JJJDJJNJJJJEJJJJ";
	const rows = units.slice(1).map(([id, kind, , name, , parent], n) => {
		const signed = !open || n >= SAVERS;
		return [
			idOf(`review-${y}-${n}`),
			round,
			id!,
			name!,
			kind!,
			parent!,
			idOf(`m${n}`),
			`m${n}`,
			signed ? "signed" : "open",
			signed ? marks : "",
			"",
			null,
			"",
			null,
			"",
			0,
			"",
			now.toISOString(),
			null,
			"",
			1,
		];
	});
	const columns = [
		"id",
		"round_id",
		"unit_id",
		"unit_name",
		"unit_kind",
		"parent_id",
		"manager_id",
		"manager_name",
		"state",
		"marks",
		"participants",
		"rep_stand",
		"rep_name",
		"rep_on",
		"rep_text",
		"noted_version",
		"noted_form",
		"added_at",
		"ended_at",
		"end_note",
		"version",
	];
	await database.bulk(trx, "sam_reviews", columns, rows);
	const questions = SAM_QUESTIONS.map((_, index) => idOf(`q${index + 1}`));
	const answers = function* () {
		for (const [n] of rows.entries())
			if (!open || n >= SAVERS)
				for (let q = 1; q <= 16; q++)
					yield [
						`a-${y}-${n}-${q}`,
						idOf(`review-${y}-${n}`),
						questions[q - 1]!,
						1,
						marks[q - 1] === "J" ? "yes" : marks[q - 1] === "E" ? "not_applicable" : "no",
						"",
						null,
						"seed",
						now.toISOString(),
						idOf(`m${n}`),
					];
	};
	await database.bulk(
		trx,
		"sam_answers",
		[
			"id",
			"review_id",
			"question_id",
			"version",
			"answer",
			"comment",
			"copied_from",
			"form_id",
			"answered_at",
			"answered_by",
		],
		answers(),
	);
	const actions = rows.flatMap((_, n) =>
		n % 2
			? []
			: [
					[
						`act-${y}-${n}`,
						round,
						idOf(`review-${y}-${n}`),
						idOf(`u${n}`),
						questions[6]!,
						"q7",
						"Åtgärd",
						"Chef",
						n % 4 ? day(60) : day(-5),
						"not_started",
						"",
						null,
						1,
					],
				],
	);
	await database.bulk(
		trx,
		"sam_actions",
		[
			"id",
			"round_id",
			"review_id",
			"unit_id",
			"question_id",
			"question_key",
			"what",
			"who",
			"due_on",
			"status",
			"note",
			"done_at",
			"version",
		],
		actions,
	);
}
