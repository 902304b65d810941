import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	findDisposal,
	findHold,
	listDisposals,
	listDisposedFiles,
	listHolds,
} from "../../../db/queries/proof/retention.ts";
import { DisposablePage } from "../../../views/proof/retention/disposable-page.tsx";
import { DisposalPage, DisposalsPage } from "../../../views/proof/retention/disposals-page.tsx";
import { HoldsPage } from "../../../views/proof/retention/holds-page.tsx";
import { RetentionTimesPage } from "../../../views/proof/retention/retention-times-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { NotFound } from "../../ground/errors.ts";
import { disposalColumns, disposedFileColumns, holdColumns, proposedColumns, timeColumns } from "./columns.ts";
import { decideRetention } from "./decide-retention.ts";
import { dispose } from "./dispose.ts";
import { disposableFiles, disposableSums } from "./disposable-sums.ts";
import { liftHold } from "./lift-hold.ts";
import { disposableOn, proposed, retentionTimes } from "./retention-times.ts";
import { DecideRetention, Dispose, LiftHold, SetHold } from "./schema.ts";
import { setHold } from "./set-hold.ts";

const reach = (c: Http) => reachOf(c.var.ctx.actor, "disposal.view");
const disposableNow = (c: Http) => disposableOn(c.var.ctx.db, reach(c), c.var.today);

export function retentionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	lists(app);

	app.post(paths.disposable(), permit("disposal.decide"), (c) =>
		submit(c, {
			schema: Dispose,
			command: (input) => dispose(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.disposal(id), said: "Filerna är gallrade." }),
			again: (form) => disposablePage(c, form),
		}),
	);
	app.post(paths.retentionRules(), permit("disposal.decide"), (c) =>
		submit(c, {
			schema: DecideRetention,
			command: (input) => decideRetention(c.var.ctx, input),
			done: () => answer(c, { to: paths.retentionRules(), said: "Beslutet är registrerat." }),
			again: (form) => timesPage(c, form),
		}),
	);
	app.post(paths.holds(), permit("disposal.hold"), (c) =>
		submit(c, {
			schema: SetHold,
			command: (input) => setHold(c.var.ctx, input),
			done: () => answer(c, { to: paths.holds(), said: "Gallringen är spärrad." }),
			again: (form) => holdsPage(c, form),
		}),
	);
	app.post("/gallring/sparrar/:id/havande", permit("disposal.hold"), async (c) => {
		const { id } = await requireHold(c);
		return submit(c, {
			schema: LiftHold,
			command: (input) => liftHold(c.var.ctx, id, input),
			done: () => answer(c, { to: paths.holds(), said: "Spärren är hävd." }),
			again: (form) => holdsPage(c, form, id),
		});
	});
	return app;
}

function lists(app: Hono<AppEnv>): void {
	listRoutes(app, paths.disposable(), {
		action: "disposal.view",
		name: "Gallringsförslag",
		columns: proposedColumns,
		rows: async (c) => {
			const filter = await disposableNow(c);
			return proposed(c.var.ctx.db, await disposableFiles(c.var.ctx.db, filter), filter);
		},
		page: (c) => disposablePage(c, UNTOUCHED),
	});
	listRoutes(app, paths.retentionRules(), {
		action: "disposal.view",
		name: "Gallringstider",
		columns: timeColumns,
		rows: (c) => retentionTimes(c.var.ctx.db, c.var.today),
		page: (c) => timesPage(c, UNTOUCHED),
	});
	listRoutes(app, paths.holds(), {
		action: "disposal.view",
		name: "Gallringsspärrar",
		columns: holdColumns,
		rows: (c) => listHolds(c.var.ctx.db, reach(c)),
		page: (c) => holdsPage(c, UNTOUCHED),
	});
	listRoutes(app, paths.disposals(), {
		action: "disposal.view",
		name: "Gallringsbeslut",
		columns: disposalColumns,
		rows: (c) => listDisposals(c.var.ctx.db, reach(c)),
		page: async (c) => {
			const list = await listOf(c, { columns: disposalColumns, all: await listDisposals(c.var.ctx.db, reach(c)) });
			return page(c, <DisposalsPage shell={shell(c)} list={list} />);
		},
	});
	listRoutes(app, "/gallring/beslut/:id", {
		action: "disposal.view",
		name: "Gallrade filer",
		columns: disposedFileColumns,
		rows: async (c) => listDisposedFiles(c.var.ctx.db, (await requireDisposal(c)).id),
		page: async (c) => {
			const disposal = await requireDisposal(c);
			const files = await listDisposedFiles(c.var.ctx.db, disposal.id);
			const list = await listOf(c, { columns: disposedFileColumns, all: files });
			return page(c, <DisposalPage shell={shell(c)} disposal={disposal} list={list} />);
		},
	});
}

async function requireHold(c: Http) {
	const { db, actor } = c.var.ctx;
	const hold = await findHold(db, c.req.param("id") ?? "");
	if (!hold) throw new NotFound(`hold ${c.req.param("id")}`);
	await requireMay(db, actor, "disposal.hold", hold.unit_id);
	return hold;
}

async function requireDisposal(c: Http) {
	const { db, actor } = c.var.ctx;
	const disposal = await findDisposal(db, idOf(c));
	if (!disposal) throw new NotFound(`disposal ${idOf(c)}`);
	await requireMay(db, actor, "disposal.view", disposal.unit_id);
	return disposal;
}

async function disposablePage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const filter = await disposableNow(c);
	const sums = await disposableSums(db, filter);
	const list = await listOf(c, {
		path: paths.disposable(),
		columns: proposedColumns,
		rows: async (part) => proposed(db, await disposableFiles(db, filter, part), filter),
		count: async () => sums.reduce((total, sum) => total + sum.files, 0),
	});
	const own = { ...filter, reach: reachOf(actor, "disposal.decide"), free_only: true };
	const free = maySomewhere(actor, "disposal.decide") ? await disposableSums(db, own) : null;
	return page(c, <DisposablePage shell={shell(c)} list={list} free={free} form={form} />);
}

async function timesPage(c: Http, form: FormState) {
	const times = await retentionTimes(c.var.ctx.db, c.var.today);
	const list = await listOf(c, { path: paths.retentionRules(), columns: timeColumns, all: times });
	const may_decide = maySomewhere(c.var.ctx.actor, "disposal.decide");
	return page(c, <RetentionTimesPage shell={shell(c)} list={list} may_decide={may_decide} form={form} />);
}

/** `lifting` is the hold whose form was refused; without it the form is the one that sets a new. */
async function holdsPage(c: Http, form: FormState, lifting: string | null = null) {
	const { db, actor } = c.var.ctx;
	const holds = await listHolds(db, reach(c));
	const list = await listOf(c, { path: paths.holds(), columns: holdColumns, all: holds });
	const may = maySomewhere(actor, "disposal.hold");
	const units = may ? await unitOptions(db, reachOf(actor, "disposal.hold"), c.var.today) : null;
	return page(c, <HoldsPage shell={shell(c)} list={list} holds={holds} units={units} lifting={lifting} form={form} />);
}
