import { listOf } from "../ground/http/list-page.ts";
import type { Page } from "../../db/queries/ground/tables.ts";
import type { Hono } from "hono";
import { listUnitLeaders } from "../../db/queries/sam/rounds.ts";
import {
	type AllocationRow,
	countAllocationRows,
	countSamActions,
	findLiveAllocation,
	findSamAction,
	listAllocationRows,
	listAllocationsOf,
	listSamActions,
	type SamAction,
} from "../../db/queries/sam/matters.ts";
import { findUnit } from "../../db/queries/people/units.ts";
import { ActionPage, ActionsPage } from "../../views/sam/action-pages.tsx";
import { AllocationPage, AllocationsPage } from "../../views/sam/allocation-pages.tsx";
import { ReturnPage } from "../../views/sam/return-page.tsx";
import { reachOf } from "../ground/access/actor.ts";
import { requireMay } from "../ground/access/require-may.ts";
import { answer, page } from "../ground/http/answer.tsx";
import type { AppEnv, Http } from "../ground/http/env.ts";
import { submit } from "../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../views/ui/form-state.ts";
import { shell } from "../ground/http/shell.ts";
import { historyOf } from "../ground/http/history.ts";
import { listRoutes } from "../ground/http/list.ts";
import { filtersOf } from "../ground/http/list-filters.ts";
import { oneOf, only } from "../ground/tables/filters.ts";
import { permit } from "../ground/http/permit.ts";
import { paths } from "../paths/paths.ts";
import { peopleOptions } from "../ground/remembered/people.ts";
import { NotFound } from "../ground/errors.ts";
import { acknowledgeAllocation, allocateTasks } from "./allocate-tasks.ts";
import { actionColumns, allocationColumns } from "./columns.ts";
import { allAllocations } from "./read-allocations.ts";
import { lineRights } from "./line.ts";
import { reportAction } from "./report-action.ts";
import { requireSamReview } from "./require-review.ts";
import { ACTION_STATUSES, ActionReport, Allocation, Receipt, Replacement, RoundVersion } from "./schema.ts";
import { acknowledgeReturn, nameReplacement, requireSamReturn } from "./settle-return.ts";
import { LEADING_ROLES } from "../../db/schema/vocabulary.ts";
import { isOverdue } from "../../db/schema/register/measures.ts";
import { isReturnLate } from "../../db/schema/sam/words.ts";

const idIn = (c: Http) => c.req.param("id") ?? "";

/** What happens in the line after the answers: åtgärder, returned tasks, and the register of allocated tasks. */
export function addLineRoutes(app: Hono<AppEnv>): void {
	listRoutes<SamAction>(app, paths.samActions(), {
		action: "sam.view",
		name: "SAM-åtgärder",
		columns: actionColumns,
		filters: ACTION_FILTERS,
		rows: (c) => listSamActions(c.var.ctx.db, actionFilter(c)),
		page: actionsPage,
	});
	app.get("/sam/atgarder/:id", permit("sam.view"), (c) => actionPage(c, UNTOUCHED));
	app.post("/sam/atgarder/:id", permit("sam.answer"), (c) =>
		submit(c, {
			schema: ActionReport,
			command: (input) => reportAction(c.var.ctx, idIn(c), input),
			done: () => answer(c, { to: paths.samAction(idIn(c)), said: "Åtgärden är rapporterad." }),
			again: (form) => actionPage(c, form),
		}),
	);

	app.get("/sam/returneringar/:id", permit("sam.view"), (c) => returnPage(c, UNTOUCHED));
	app.post("/sam/returneringar/:id/kvittens", permit("sam.return"), (c) =>
		submit(c, {
			schema: Receipt,
			command: (input) => acknowledgeReturn(c.var.ctx, idIn(c), input),
			done: () => answer(c, { to: paths.samReturn(idIn(c)), said: "Returneringen är kvitterad." }),
			again: (form) => returnPage(c, form),
		}),
	);
	app.post("/sam/returneringar/:id/ersattare", permit("sam.return"), (c) =>
		submit(c, {
			schema: Replacement,
			command: (input) => nameReplacement(c.var.ctx, idIn(c), input),
			done: () => answer(c, { to: paths.samReturn(idIn(c)), said: "Ersättaren är utsedd. Skriv nu en ny fördelning." }),
			again: (form) => returnPage(c, form),
		}),
	);

	listRoutes<AllocationRow>(app, paths.samAllocations(), {
		action: "sam.overview",
		name: "SAM-fördelningar",
		columns: allocationColumns,
		rows: (c) => listAllocationRows(c.var.ctx.db, reachOf(c.var.ctx.actor, "sam.overview"), c.var.today),
		page: allocationsPage,
	});
	app.get("/sam/fordelningar/:id", permit("sam.overview"), (c) => allocationPage(c, UNTOUCHED));
	app.post("/sam/fordelningar/:id", permit("sam.allocate"), (c) =>
		submit(c, {
			schema: Allocation,
			command: (input) => allocateTasks(c.var.ctx, idIn(c), input),
			done: () =>
				answer(c, { to: paths.samAllocation(idIn(c)), said: "Uppgifterna är fördelade och väntar på kvittens." }),
			again: (form) => allocationPage(c, form),
		}),
	);
	app.post("/sam/fordelningar/:id/kvittens", permit("sam.view"), (c) =>
		submit(c, {
			schema: RoundVersion.partial(),
			command: () => acknowledgeAllocation(c.var.ctx, idIn(c)),
			done: () => answer(c, { to: paths.samAllocation(idIn(c)), said: "Fördelningen är kvitterad." }),
			again: (form) => allocationPage(c, form),
		}),
	);
}

const ACTION_FILTERS = { status: oneOf("Status", ACTION_STATUSES), sena: only("Bara de sena") };

function actionFilter(c: Http) {
	const { status, sena } = filtersOf(c, ACTION_FILTERS);
	return {
		reach: reachOf(c.var.ctx.actor, "sam.view"),
		status,
		...(sena ? { overdue_on: c.var.today } : {}),
	};
}

async function actionsPage(c: Http): Promise<Response> {
	const { db } = c.var.ctx;
	const filter = actionFilter(c);
	const shown = async (part?: Page) =>
		(await listSamActions(db, { ...filter, page: part })).map((row) => ({
			...row,
			is_late: isOverdue(row, c.var.today),
		}));
	const list = await listOf(c, { columns: actionColumns, rows: shown, count: () => countSamActions(db, filter) });
	const late = "overdue_on" in filter;
	return page(c, <ActionsPage shell={shell(c)} list={list} status={filter.status ?? ""} late={late} />);
}

async function actionPage(c: Http, form: FormState): Promise<Response> {
	const { ctx, today } = c.var;
	const action = await findSamAction(ctx.db, idIn(c));
	if (!action) throw new NotFound(`sam action ${idIn(c)}`);
	await requireMay(ctx.db, ctx.actor, "sam.view", action.unit_id);
	const history = await historyOf(ctx.db, "sam_action", action.id);
	const shown = { ...action, is_late: isOverdue(action, today) };
	return page(c, <ActionPage shell={shell(c)} action={shown} form={form} history={history} />);
}

async function returnPage(c: Http, form: FormState): Promise<Response> {
	const { ctx, today } = c.var;
	const found = await requireSamReturn(ctx.db, idIn(c));
	await requireMay(ctx.db, ctx.actor, "sam.view", found.unit_id);
	const review = await requireSamReview(ctx.db, found.review_id);
	const { superior } = await lineRights(ctx, { ...review, manager_id: found.manager_id });
	// A return is a matter between the manager and the line above, so everybody else gets "not found".
	if (!superior && ctx.actor.id !== found.manager_id) throw new NotFound(`sam return ${found.id}`);
	const people = superior
		? await peopleOptions(ctx.db, {
				reach: reachOf(ctx.actor, "sam.allocate"),
				today,
				roles: LEADING_ROLES,
			})
		: [];
	return page(
		c,
		<ReturnPage
			shell={shell(c)}
			found={found}
			form={form}
			superior={superior}
			people={people.filter((person) => person.id !== found.manager_id)}
			late={isReturnLate(found, today)}
			history={await historyOf(ctx.db, "sam_return", found.id)}
		/>,
	);
}

async function allocationsPage(c: Http): Promise<Response> {
	const { ctx, today } = c.var;
	const reach = reachOf(ctx.actor, "sam.overview");
	const list = await listOf(c, {
		columns: allocationColumns,
		rows: (part) => (part ? listAllocationRows(ctx.db, reach, today, part) : allAllocations(ctx.db, reach, today)),
		count: () => countAllocationRows(ctx.db, reach, today),
	});
	return page(c, <AllocationsPage shell={shell(c)} list={list} />);
}

async function allocationPage(c: Http, form: FormState): Promise<Response> {
	const { ctx, today } = c.var;
	const unit = await findUnit(ctx.db, idIn(c));
	if (!unit) throw new NotFound(`unit ${idIn(c)}`);
	await requireMay(ctx.db, ctx.actor, "sam.overview", unit.id);
	const [live, earlier, leaders, history] = await Promise.all([
		findLiveAllocation(ctx.db, unit.id),
		listAllocationsOf(ctx.db, unit.id),
		listUnitLeaders(ctx.db, unit.id, today),
		historyOf(ctx.db, "sam_allocation", unit.id),
	]);
	const { superior } = await lineRights(ctx, {
		unit_id: unit.id,
		unit_name: unit.name,
		manager_id: leaders[0]?.id ?? null,
		manager_name: leaders[0]?.name ?? "",
	});
	return page(
		c,
		<AllocationPage
			shell={shell(c)}
			unit={unit}
			live={live ?? null}
			earlier={earlier.filter((one) => one.ended_at !== null)}
			leaders={leaders}
			may_allocate={superior && leaders.length > 0}
			may_acknowledge={live?.manager_id === ctx.actor.id && live?.acknowledged_at === null}
			form={form}
			today={today}
			history={history}
		/>,
	);
}
