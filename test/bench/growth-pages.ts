import SqliteDriver from "better-sqlite3";
import { join } from "node:path";
import { pino } from "pino";
import type { Db } from "../../db/open.ts";
import { type Role, ROLES } from "../../db/schema/vocabulary.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { write } from "../../src/ground/write/write.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { benchContext, pageRoutes, type Reached, reached } from "./crawl.ts";

const TIMES = Number(process.env.BENCH_TIMES ?? 3);
const SHOWN = 3;
const ENDED_MS = 5;

export interface Grown {
	name: string;
	who: string;
	/** Milliseconds of processor, after an event of a unit and with everything remembered; of several times the least. */
	cold: number;
	warm: number;
	kB: number;
	statements: { text: string; ms: number; times: number; plan: string[] }[];
}

type Get = (path: string) => Promise<Response>;

/** The pages of a folder, measured inside this process: nobody else's processor is counted. */
export async function pagesIn(
	dataDir: string,
	statements: Timed,
	wanted: RegExp,
	begun: (dataDir: string, db: Db) => Promise<void>,
): Promise<Grown[]> {
	const { database, ctx } = await benchContext(dataDir);
	try {
		await begun(dataDir, database.db);
		const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });
		const app = createApp({ ...ctx, config, log: pino({ level: "silent" }) });
		const asked = await pagesByRole(
			ctx,
			dataDir,
			(cookie) => async (path) => app.request(`http://127.0.0.1:3000${path}`, { headers: { Cookie: cookie } }),
		);
		const event = await eventIn(ctx);
		const grown: Grown[] = [];
		for (const { role, page, get } of asked.filter(({ page }) => wanted.test(page.route)))
			grown.push(await visited({ name: page.route, who: role }, () => get(page.path), event, statements));
		const reader = new SqliteDriver(join(dataDir, "tillracklig.db"), { readonly: true });
		for (const one of grown) explain(reader, one);
		reader.close();
		return grown;
	} finally {
		await database.close();
	}
}

/** Every page for the controller, and for the role with fewest pages that reaches it. */
async function pagesByRole(ctx: Context, dataDir: string, getFor: (cookie: string) => Get) {
	const routes = await pageRoutes(dataDir);
	const roles: { role: Role; get: Get; pages: Reached[] }[] = [];
	for (const role of Object.keys(ROLES) as Role[]) {
		const held = await ctx.db.selectFrom("roles").select("person_id").where("role", "=", role).executeTakeFirst();
		if (!held) continue;
		const person = { id: held.person_id, name: "", roles: [], via: "web" as const };
		const get = getFor(`session=${await signIn({ ...ctx, actor: person }, "bench")}`);
		roles.push({ role, get, pages: await reached(get, routes) });
	}
	roles.sort((a, b) => a.pages.length - b.pages.length);
	const names = new Set(roles.flatMap(({ pages }) => pages.map(({ route }) => route)));
	return [...names].flatMap((route) => {
		const having = roles.filter(({ pages }) => pages.some((page) => page.route === route));
		const chosen = new Set([having[0]!, ...having.filter(({ role }) => role === "controller")]);
		return [...chosen].map(({ role, get, pages }) => ({
			role,
			get,
			page: pages.find((page) => page.route === route)!,
		}));
	});
}

/** Of a unit, on which whatever is remembered may depend. */
async function eventIn(ctx: Context): Promise<() => Promise<unknown>> {
	const unit = await ctx.db.selectFrom("org_units").select(["id", "name"]).limit(1).executeTakeFirstOrThrow();
	const data = { name: unit.name, changes: { name: [unit.name, unit.name] as [string, string] } };
	const about = { object: { kind: "org_unit", id: unit.id }, unit_id: unit.id };
	return () => write(ctx, ({ record }) => record({ type: "unit.edited", ...about, data }));
}

async function visited(
	named: Pick<Grown, "name" | "who">,
	get: () => Promise<Response>,
	event: () => Promise<unknown>,
	statements: Timed,
): Promise<Grown> {
	let bytes = 0;
	const once = async () => {
		const before = process.cpuUsage();
		const answer = await get();
		bytes = (await answer.arrayBuffer()).byteLength;
		const { user, system } = process.cpuUsage(before);
		if (answer.status !== 200) throw new Error(`${named.who} ${named.name}: ${answer.status}`);
		return (user + system) / 1000;
	};
	await once();
	const [cold, warm]: [number[], number[]] = [[], []];
	for (let n = 0; n < TIMES; n++) {
		await event();
		statements.forget();
		cold.push(await once());
		warm.push(await once());
	}
	return {
		...named,
		cold: Math.min(...cold),
		warm: Math.min(...warm),
		kB: bytes / 1000,
		statements: statements.longest(),
	};
}

function explain(reader: SqliteDriver.Database, { statements }: Grown): void {
	for (const one of statements) {
		try {
			const sql = reader.prepare(`explain query plan ${one.text}`);
			const values = Array.from({ length: (one.text.match(/\?/g) ?? []).length }, () => null);
			one.plan = (sql.all(...values) as { detail: string }[]).map(({ detail }) => detail);
		} catch (error) {
			one.plan = [(error as Error).message];
		}
	}
}

/** How long each statement took, by its text: the driver reads in the thread that asks, so that its own time is the statement's. */
export class Timed {
	#seen = new Map<string, { ms: number; times: number }>();

	constructor() {
		const memory = new SqliteDriver(":memory:");
		const kind = Object.getPrototypeOf(memory.prepare("select 1")) as Record<string, (...given: unknown[]) => unknown>;
		memory.close();
		for (const name of ["all", "get"]) {
			const own = kind[name]!;
			const noted = (text: string, ms: number) => this.#note(text, ms);
			kind[name] = function (this: { source: string }, ...given: unknown[]) {
				const start = performance.now();
				const found = own.apply(this, given);
				noted(this.source, performance.now() - start);
				return found;
			};
		}
	}

	#note(text: string, ms: number): void {
		const one = this.#seen.get(text) ?? { ms: 0, times: 0 };
		this.#seen.set(text, { ms: one.ms + ms, times: one.times + 1 });
	}

	forget(): void {
		this.#seen = new Map();
	}

	longest(): Grown["statements"] {
		return [...this.#seen]
			.map(([text, spent]) => ({ text, ...spent, plan: [] }))
			.filter(({ ms }) => ms >= ENDED_MS)
			.sort((a, b) => b.ms - a.ms)
			.slice(0, SHOWN);
	}
}
