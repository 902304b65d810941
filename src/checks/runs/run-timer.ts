import type { Logger } from "pino";
import { systemActor } from "../../ground/access/system-actor.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { createRuns } from "./create-runs.ts";

const HOUR_MS = 3_600_000;

/** Creates the runs that are due, as the system. A failure is logged and tried again next hour; it never stops the server. */
export async function createDueRuns(base: Omit<Context, "actor" | "db">, log: Logger): Promise<void> {
	try {
		const { db } = base.database;
		const ctx: Context = { ...base, db, actor: await systemActor(db, "system") };
		if (ctx.actor.roles.length === 0) return; // an installation without units has nothing to control yet
		const created = await createRuns(ctx, { today: stockholmDate(nowOf(ctx)) });
		for (const { title, period_key, runs } of created) log.info({ title, period_key, runs }, "runs created");
	} catch (error) {
		log.error({ err: error }, "runs could not be created");
	}
}

/** At start and every hour. Returns how to stop. */
export function startRunTimer(base: Omit<Context, "actor" | "db">, log: Logger): () => void {
	let last = createDueRuns(base, log);
	const timer = setInterval(() => {
		last = last.then(() => createDueRuns(base, log));
	}, HOUR_MS);
	timer.unref();
	return () => clearInterval(timer);
}
