import { Hono } from "hono";
import { findLiveFeed } from "../../../db/queries/office/calendar.ts";
import { choicesOf, findReader, listTold } from "../../../db/queries/office/notices.ts";
import { countLetters, countOutbox, findStuckLetter, listOutbox } from "../../../db/queries/office/notices-outbox.ts";
import { LETTER_STATES, MUTABLE_KINDS, NOTICE_KINDS } from "../../../db/schema/office/notices.ts";
import { OutboxPage } from "../../../views/office/notices/outbox-page.tsx";
import { drawTrial } from "../../../views/office/notices/trial-letter.tsx";
import { OwnNoticesPage } from "../../../views/office/notices/own-notices-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { oneOf } from "../../ground/tables/filters.ts";
import { Confirmed } from "../../ground/write/fields.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { liveOf } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { chooseNotices } from "./choose-notices.ts";
import { outboxColumns } from "./columns.ts";
import type { MailSettings } from "./mail-settings.ts";
import { ChooseNotices } from "./schema.ts";
import { sendTrial } from "./send-trial.ts";

const OWN_ROWS = 20;

/** The outbox under Administration, and each person's own choices. */
export function noticeRoutes(mail: MailSettings | null): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.outbox(), {
		action: "notice.view",
		name: "Utkorg",
		columns: outboxColumns,
		filters: FILTERS,
		rows: (c) => listOutbox(liveOf(c.var.ctx).db, filterOf(c)),
		page: (c) => outboxPage(c, mail, UNTOUCHED),
	});

	app.post(paths.mailTrial(), permit("notice.try"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => sendTrial(c.var.ctx, mail, drawTrial),
			done: () => answer(c, { to: paths.outbox(), said: "Provet är levererat till e-postservern." }),
			again: (form) => outboxPage(c, mail, form),
		}),
	);

	app.get(paths.ownNotices(), permitOwn("account.edit"), (c) => ownPage(c, mail, UNTOUCHED));
	app.post(paths.ownNotices(), permit("account.edit"), (c) =>
		submit(c, {
			schema: ChooseNotices,
			command: (input) => chooseNotices(c.var.ctx, input),
			done: () => answer(c, { to: paths.ownNotices(), said: "Dina val är sparade." }),
			again: (form) => ownPage(c, mail, form),
		}),
	);

	return app;
}

const FILTERS = {
	lage: oneOf("Läge", { ...LETTER_STATES, none: "", dropped: "" }),
	vad: oneOf("Vad det gäller", NOTICE_KINDS),
};

/** The outbox is no part of the register: an earlier day is read from today's, without what came later. */
function filterOf(c: Http) {
	const { as_of } = c.var.ctx;
	const { lage, vad } = filtersOf(c, FILTERS);
	return {
		before: as_of ? endOfDay(as_of.date) : undefined,
		reach: reachOf(c.var.ctx.actor, "notice.view"),
		state: lage,
		kind: vad,
	};
}

async function outboxPage(c: Http, mail: MailSettings | null, form: FormState) {
	const { actor } = c.var.ctx;
	const { db } = liveOf(c.var.ctx);
	const filter = filterOf(c);
	const props = {
		list: await listOf(c, {
			path: paths.outbox(),
			columns: outboxColumns,
			rows: (part) => listOutbox(db, { ...filter, page: part }),
			count: () => countOutbox(db, filter),
		}),
		filter: { state: filter.state, kind: filter.kind },
		mail: mail && { server: `${mail.host}:${mail.port}`, tls: mail.tls, from: mail.from, user: mail.user ?? null },
		letters: await countLetters(db),
		stuck: (await findStuckLetter(db)) ?? null,
		may_try: maySomewhere(actor, "notice.try"),
		errors: form.errors,
	};
	return page(c, <OutboxPage shell={shell(c)} {...props} />);
}

async function ownPage(c: Http, mail: MailSettings | null, form: FormState) {
	const { actor } = c.var.ctx;
	const { db } = liveOf(c.var.ctx);
	const { muted, quiet_days, away_from, away_to, version } = await choicesOf(db, actor.id!);
	const told = MUTABLE_KINDS.filter((kind) => !muted.includes(kind));
	const props = {
		form:
			form === UNTOUCHED
				? { ...UNTOUCHED, values: { told, quiet_days, away_from: away_from ?? "", away_to: away_to ?? "" } }
				: form,
		version,
		sends_mail: mail !== null,
		address: (await findReader(db, actor.id!))?.email ?? null,
		told: await listTold(db, { person_id: actor.id! }, OWN_ROWS),
		feed: (await findLiveFeed(db, actor.id!)) ?? null,
	};
	return page(c, <OwnNoticesPage shell={shell(c)} {...props} />);
}
