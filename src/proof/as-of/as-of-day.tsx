import { setTimeout as pause } from "node:timers/promises";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { WaitingPage } from "../../../views/proof/as-of/waiting-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import type { AsOfStore } from "./as-of-store.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { readingThePast } from "../../ground/errors.ts";
import { isFragment } from "../../ground/http/actor.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { dayCookie } from "../../ground/http/session-cookie.ts";

const PATIENCE_MS = 2_000;

/** Returns the day that is read instead of today, or null. A day that is not over, or a cookie that is no date, gives null. */
export function chosenDay(c: Http): string | null {
	const date = getCookie(c, dayCookie(c).name);
	if (!date || !/^20\d\d-\d\d-\d\d$/.test(date) || date >= c.var.today) return null;
	if (new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) !== date) return null;
	return maySomewhere(c.var.ctx.actor, "as_of.view") ? date : null;
}

/**
 * Everything mounted after this reads the chosen day: another database, that day's clock, and an actor who may only read.
 * Nothing is changed there; a copy that is not ready in two seconds gives a page that asks again by itself.
 */
export function asOf(store: AsOfStore) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const date = chosenDay(c);
		if (date === null) return next();
		if (!["GET", "HEAD"].includes(c.req.method)) throw readingThePast(date);
		// The day is set before the copy exists, so that also a page about a failed copy has the way back to today.
		c.set("as_of", date);
		const opened = await Promise.race([store.open(date), pause(PATIENCE_MS, null, { ref: false })]);
		if (opened === null) return waiting(c, date);
		const live = c.var.ctx;
		const { db, location, snapshot } = opened;
		c.set("today", date);
		c.set("ctx", {
			...live,
			database: { ...live.database, db, location, snapshot },
			db,
			actor: { ...live.actor, reads_only: true },
			clock: () => new Date(Date.parse(endOfDay(date)) - 1),
			as_of: { date, live },
		});
		return next();
	});
}

function waiting(c: Http, date: string): Response | Promise<Response> {
	c.status(503);
	c.header("Retry-After", "3");
	if (/\.(json|csv|xlsx)$/.test(c.req.path))
		return c.json({ error: `Läget ${date} tas fram. Försök igen om en stund.` });
	if (isFragment(c)) return c.body(null, 200, { "HX-Refresh": "true" });
	c.header("Refresh", "3");
	return page(c, <WaitingPage shell={shell(c)} date={date} />);
}
