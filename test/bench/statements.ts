import { pino } from "pino";
import { type Role, ROLES } from "../../db/schema/vocabulary.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { scansOf, walked } from "../support/statement-walk.ts";
import { benchContext, pageRoutes, reached } from "./crawl.ts";
import { row } from "./timing.ts";

const MOST = Number(process.env.BENCH_MOST ?? 50_000);

/**
 * Every statement of every page at region size, and those that walk through a table of more than 50 000 rows without a reason written
 * down: then the bench has failed. BENCH_REGION is the folder; nothing but sign-ins is written there.
 */
export async function bench(): Promise<void> {
	const dataDir = process.env.BENCH_REGION;
	if (!dataDir) throw new Error("BENCH_REGION ska vara en mapp med en fylld region: isk seed --size region.");
	const { database: own, ctx } = await benchContext(dataDir);
	const { database, db, statements } = walked(own);
	const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });
	const app = createApp({ ...ctx, database, config, log: pino({ level: "silent" }) });
	const routes = await pageRoutes(dataDir);
	for (const role of Object.keys(ROLES) as Role[]) {
		const held = await own.db.selectFrom("roles").select("person_id").where("role", "=", role).executeTakeFirst();
		if (!held) continue;
		const person = { id: held.person_id, name: "", roles: [], via: "web" as const };
		const cookie = `session=${await signIn({ ...ctx, actor: person }, "bench")}`;
		const get = (path: string) => app.request(`http://127.0.0.1:3000${path}`, { headers: { Cookie: cookie } });
		row(role, (await reached(get, routes)).length, statements.seen.size);
	}
	const tables = await db.introspection.getTables();
	const large: string[] = [];
	for (const { name } of tables) {
		const found = await own.db
			.selectFrom(name as "events")
			.select("seq")
			.clearSelect()
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.executeTakeFirstOrThrow();
		if (found.n > MOST) large.push(name);
	}
	row("stora tabeller", large.join(", "));
	const scans = await scansOf(own.db, statements, large);
	for (const { table, plan, sql } of scans) console.log(`\n${table}: ${plan}\n${sql}`);
	row("satser som går igenom en stor tabell", scans.length);
	await own.close();
	if (scans.length > 0) process.exitCode = 1;
}
