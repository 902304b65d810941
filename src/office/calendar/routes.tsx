import { Hono } from "hono";
import { findFeedOwner } from "../../../db/queries/office/calendar.ts";
import { CalendarAddressPage } from "../../../views/office/calendar/calendar-address-page.tsx";
import type { Browser } from "../../ground/access/browser.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import { baseUrl } from "../../ground/http/base-url.ts";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { Confirmed } from "../../ground/write/fields.ts";
import type { Context } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { readDuties } from "../inbox/read-duties.ts";
import { readerAs } from "../notices/acting-reader.ts";
import { calendarOf } from "./feed.ts";
import { makeFeed, revokeFeed } from "./make-feed.ts";

/** What an address that nobody has costs whoever guesses. */
interface GuessLimit {
	proxies: readonly string[];
	take(ctx: Context, browser: Browser): Promise<void>;
}

/** What a calendar program reads: no cookie counts here, only the secret in the address. */
export function openCalendarRoutes(limit: GuessLimit): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get("/kalender/:file", async (c) => {
		const { ctx, today } = c.var;
		const token = /^([\w-]{40,60})\.ics$/.exec(c.req.param("file"))?.[1];
		const owner = token && (await findFeedOwner(ctx.db, sessionIdOf(token)));
		if (!owner) {
			await limit.take(ctx, browserOf(c, limit.proxies));
			throw new NotFound("calendar");
		}
		const duties = await readDuties(ctx.db, await readerAs(ctx.db, owner, today), today);
		c.header("Content-Type", "text/calendar; charset=utf-8");
		c.header("X-Content-Type-Options", "nosniff");
		return c.body(calendarOf(duties, { base_url: baseUrl(c), now: ctx.clock() }));
	});
	return app;
}

/** Where a person makes, copies and takes back the address. */
export function calendarRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const back = (c: Http) => answer(c, { to: paths.ownNotices() });
	app.post(paths.ownCalendar(), permit("account.edit"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => makeFeed(c.var.ctx),
			done: (token) => page(c, <CalendarAddressPage shell={shell(c)} href={baseUrl(c) + paths.calendarFeed(token)} />),
			again: () => back(c),
		}),
	);
	app.post(paths.ownCalendarEnding(), permit("account.edit"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => revokeFeed(c.var.ctx),
			done: () => answer(c, { to: paths.ownNotices(), said: "Adressen är borttagen." }),
			again: () => back(c),
		}),
	);
	return app;
}
