import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listDeliveries } from "../../../db/queries/report/follow-ups-deliveries.ts";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { FOLLOW_UP_KINDS, type FollowUpKind } from "../../../db/schema/report/words.ts";
import { DeliveriesPage } from "../../../views/report/follow-ups/deliveries-page.tsx";
import { FollowUpPage } from "../../../views/report/follow-ups/follow-up-page.tsx";
import { FollowUpsPage } from "../../../views/report/follow-ups/follow-ups-page.tsx";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { goesOn } from "../../ground/http/and-next.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { judgedScope } from "../periods/scope.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { NotFound } from "../../ground/errors.ts";
import { addDelivery } from "./add-delivery.ts";
import { deliveryColumns, followUpColumns } from "./columns.ts";
import { completeFollowUp } from "./complete-follow-up.ts";
import { deliver } from "./deliver.ts";
import { byOwner, nextToComplete, nextToWrite, readWay, written } from "./steps.ts";
import { takenOver } from "./take-over.ts";
import { AddDelivery, CompleteFollowUp, Deliver, WriteFollowUp } from "./schema.ts";
import { ownerRole, requireSubject, type Subject, writeFollowUp } from "./write-follow-up.ts";

const SUBJECT = "/rapporter/:id/uppfoljning/:kind/:subject";

export function followUpRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const period = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "follow_up.view", idOf(c));

	listRoutes(app, "/rapporter/:id/uppfoljning", {
		action: "follow_up.view",
		name: "IK-plan uppföljning",
		columns: followUpColumns,
		rows: async (c) => {
			const one = await period(c);
			return listFollowUpRows(c.var.ctx.db, one, judgedScope(one, c.var.today));
		},
		page: async (c) => listPage(c, await period(c)),
	});

	app.get(SUBJECT, permit("follow_up.view"), (c) => subjectPage(c));
	app.post(SUBJECT, permit("follow_up.write"), async (c) => {
		const values = await formValues(c);
		return submit(c, {
			schema: WriteFollowUp,
			values,
			command: (input) => writeFollowUp(c.var.ctx, subjectOf(c), input),
			done: () => (goesOn(values) ? onwards(c) : answer(c, { to: c.req.path, said: "Uppföljningen är sparad." })),
			again: (form) => subjectPage(c, form),
		});
	});
	app.post(`${SUBJECT}/fardig`, permit("follow_up.complete"), (c) =>
		submit(c, {
			schema: CompleteFollowUp,
			command: (input) => completeFollowUp(c.var.ctx, subjectOf(c), input),
			done: () => completed(c),
			again: (form) => subjectPage(c, { ...UNTOUCHED, errors: form.errors }),
		}),
	);

	listRoutes(app, "/rapporter/:id/leveranser", {
		action: "delivery.view",
		name: "Leveranser",
		columns: deliveryColumns,
		rows: async (c) => listDeliveries(c.var.ctx.db, (await period(c)).id),
		page: (c) => deliveriesPage(c, UNTOUCHED),
	});
	app.post("/rapporter/:id/leveranser", permit("period.edit"), (c) =>
		submit(c, {
			schema: AddDelivery,
			command: (input) => addDelivery(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: c.req.path, said: "Leveransen är tillagd." }),
			again: (form) => deliveriesPage(c, form),
		}),
	);
	app.post("/rapporter/:id/leveranser/:delivery", permit("delivery.deliver"), (c) =>
		submit(c, {
			schema: Deliver,
			command: (input) => deliver(c.var.ctx, idOf(c), c.req.param("delivery"), input),
			done: () => answer(c, { to: paths.deliveries(idOf(c)), said: "Delen är markerad som lämnad." }),
			again: (form) => deliveriesPage(c, { ...UNTOUCHED, errors: form.errors }),
		}),
	);
	return app;
}

function subjectOf(c: Http): Subject {
	const kind = c.req.param("kind") ?? "";
	if (!Object.hasOwn(FOLLOW_UP_KINDS, kind)) throw new NotFound(`follow-up of ${kind}`);
	return { period_id: idOf(c), kind: kind as FollowUpKind, id: c.req.param("subject") ?? "" };
}

async function listPage(c: Http, period: Period) {
	const { db, actor } = c.var.ctx;
	const paging = pagingOf(c);
	const sealed = await isSealed(db, period.id);
	const way = await readWay(db, actor, period, c.var.today);
	const part = way.steps.slice(paging.page.offset, paging.page.offset + paging.page.limit);
	const risks = [...new Set(part.map((step) => step.risk_id))];
	const rows = await listFollowUpRows(db, period, judgedScope(period, c.var.today), risks);
	const keyed = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row]));
	const props = {
		owners: byOwner(
			part.flatMap((step) => keyed.get(`${step.kind}:${step.id}`) ?? []),
			way.steps,
		),
		progress: { done: written(way.steps), total: way.steps.length },
		mine: { done: written(way.mine), total: way.mine.length },
		next: sealed ? null : nextToWrite(way, null),
		pager: paging.links(way.steps.length),
		sealed,
	};
	return page(c, <FollowUpsPage shell={shell(c)} period={period} {...props} />);
}

async function wayFrom(c: Http) {
	const { db, actor } = c.var.ctx;
	return readWay(db, actor, await requirePeriod(db, actor, "follow_up.view", idOf(c)), c.var.today);
}

/** Saved: on to the next that has no result, or to the list where none is left. */
async function onwards(c: Http) {
	const next = nextToWrite(await wayFrom(c), subjectOf(c));
	if (next) return answer(c, { to: paths.followUp(idOf(c), next.kind, next.id), said: "Sparad. Här är nästa." });
	return answer(c, { to: paths.followUps(idOf(c)), said: "Sparad. Allt som är ditt att skriva har ett resultat." });
}

async function completed(c: Http) {
	const next = nextToComplete(await wayFrom(c), subjectOf(c));
	if (next) return answer(c, { to: paths.followUp(idOf(c), next.kind, next.id), said: "Färdigställd. Här är nästa." });
	return answer(c, { to: paths.followUps(idOf(c)), said: "Uppföljningen är färdigställd." });
}

async function subjectPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	await requirePeriod(db, actor, "follow_up.view", idOf(c));
	const { period, row } = await requireSubject(db, subjectOf(c), c.var.today);
	const sealed = await isSealed(db, period.id);
	const may = ownerRole(actor, row) !== undefined || (await mayAt(db, actor, "follow_up.write", period.unit_id));
	const way = await readWay(db, actor, period, c.var.today);
	const props = {
		sealed,
		may_write: !sealed && may,
		way: { done: written(way.mine), total: way.mine.length, next: nextToWrite(way, row) },
		taken: takenOver(row),
		takes: form === undefined && c.req.query("hamta") === "forra",
		may_complete: !sealed && (await mayAt(db, actor, "follow_up.complete", period.unit_id)),
		history: row.follow_up ? await historyOf(db, "follow_up", row.follow_up.id) : [],
	};
	return page(c, <FollowUpPage shell={shell(c)} period={period} row={row} form={form} {...props} />);
}

async function deliveriesPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "delivery.view", idOf(c));
	const sealed = await isSealed(db, period.id);
	const may_add = !sealed && (await mayAt(db, actor, "period.edit", period.unit_id));
	const reach = { own: [], branch: [period.unit_id] };
	const props = {
		list: await listOf(c, {
			path: paths.deliveries(period.id),
			columns: deliveryColumns,
			all: await listDeliveries(db, period.id),
		}),
		people: may_add ? await peopleOptions(db, { reach, today: c.var.today }) : [],
		actor_id: actor.id,
		sealed,
		may_add,
		form,
	};
	return page(c, <DeliveriesPage shell={shell(c)} period={period} {...props} />);
}
