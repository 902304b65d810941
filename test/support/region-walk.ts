import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { type Role, ROLES } from "../../db/schema/vocabulary.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { benchContext, pageRoutes, reached } from "../bench/crawl.ts";
import { type Scan, scansOf, walked } from "./statement-walk.ts";

export interface RegionWalk {
	/** Pages reached, and statements seen when they all had been, by role. */
	roles: { role: Role; pages: number; statements: number }[];
	/** The tables of more rows than asked for. */
	large: string[];
	scans: Scan[];
}

/** Every page that a role reaches in a filled folder, and the statements behind them that walk through a large table. It writes sign-ins. */
export async function walkRegion(dataDir: string, most: number): Promise<RegionWalk> {
	const { database: own, ctx } = await benchContext(dataDir);
	try {
		const { database, statements } = walked(own);
		const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });
		const app = createApp({ ...ctx, database, config, log: pino({ level: "silent" }) });
		const routes = await pageRoutes(dataDir);
		const roles: RegionWalk["roles"] = [];
		for (const role of Object.keys(ROLES) as Role[]) {
			const held = await own.db.selectFrom("roles").select("person_id").where("role", "=", role).executeTakeFirst();
			if (!held) continue;
			const person = { id: held.person_id, name: "", roles: [], via: "web" as const };
			const cookie = `session=${await signIn({ ...ctx, actor: person }, "bench")}`;
			const get = (path: string) => app.request(`http://127.0.0.1:3000${path}`, { headers: { Cookie: cookie } });
			roles.push({ role, pages: (await reached(get, routes)).length, statements: statements.seen.size });
		}
		const large = await tablesAbove(own.db, most);
		return { roles, large, scans: await scansOf(own.db, statements, large) };
	} finally {
		await own.close();
	}
}

async function tablesAbove<Schema>(db: Kysely<Schema>, most: number): Promise<string[]> {
	const large: string[] = [];
	for (const { name } of await db.introspection.getTables()) {
		const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
		if (rows[0]!.n > most) large.push(name);
	}
	return large;
}
