import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { GOVERNANCE_KINDS } from "../../../db/schema/report/words.ts";
import { EconomyPage } from "../../../views/report/governance/economy-page.tsx";
import { GovernancePage } from "../../../views/report/governance/governance-page.tsx";
import { GovernanceStatusPage } from "../../../views/report/governance/governance-status-page.tsx";
import { mayAt } from "../../ground/access/require-may.ts";
import { Invalid } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { oneOf } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { governanceColumns, type ReportedRow } from "./columns.ts";
import { economyFields, economyValues, typedNumbers } from "./economy.ts";
import { governanceFileRoutes } from "./file-routes.tsx";
import { governanceItemRoutes } from "./item-routes.tsx";
import { reportGovernance } from "./report-governance.ts";
import { requireItem } from "./require-item.ts";
import { ReportGovernance, WriteEconomy } from "./schema.ts";
import { versionOfNumbers, writeNumbers } from "./write-numbers.ts";

const FILTERS = { slag: oneOf("Slag", GOVERNANCE_KINDS) };

export function governanceRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const rowsOf = async (c: Http, period: Period) =>
		listGovernance(c.var.ctx.db, period, { kind: filtersOf(c, FILTERS).slag });

	listRoutes<ReportedRow>(app, "/rapporter/:id/styrning", {
		action: "governance.view",
		name: "Styrning",
		columns: governanceColumns,
		filters: FILTERS,
		rows: async (c) => rowsOf(c, await viewed(c)),
		page: async (c) => {
			const period = await viewed(c);
			const rows = await rowsOf(c, period);
			const props = { list: await listOf<ReportedRow>(c, { columns: governanceColumns, all: rows }) };
			const chosen = filtersOf(c, FILTERS).slag ?? null;
			const state = await stateOf(c, period);
			return page(c, <GovernancePage shell={shell(c)} period={period} {...props} {...state} chosen={chosen} />);
		},
	});
	app.get("/rapporter/:id/styrning/ekonomi", permit("governance.view"), (c) => economyPage(c, UNTOUCHED));
	app.post("/rapporter/:id/styrning/ekonomi", permit("governance.edit"), (c) =>
		submit(c, {
			schema: WriteEconomy,
			command: ({ version, ...typed }) => writeEconomy(c, version, typed),
			done: (n) =>
				answer(c, {
					to: paths.governanceEconomy(idOf(c)),
					said: n === 1 ? "1 rad är ändrad." : `${n} rader är ändrade.`,
				}),
			again: (form) => economyPage(c, form),
		}),
	);
	app.route("/", governanceFileRoutes());
	app.route("/", governanceItemRoutes());
	app.get("/rapporter/:id/styrning/:item", permit("governance.view"), (c) => itemPage(c));
	app.post("/rapporter/:id/styrning/:item", permit("governance.edit"), (c) =>
		submit(c, {
			schema: ReportGovernance,
			command: (input) => reportGovernance(c.var.ctx, idOf(c), c.req.param("item"), input),
			done: () => answer(c, { to: paths.governance(idOf(c)), said: "Statusen är sparad." }),
			again: (form) => itemPage(c, form),
		}),
	);
	return app;
}

const viewed = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "governance.view", idOf(c));

async function stateOf(c: Http, period: Period) {
	const { db, actor } = c.var.ctx;
	const sealed = await isSealed(db, period.id);
	return { sealed, may_edit: !sealed && (await mayAt(db, actor, "governance.edit", period.unit_id)) };
}

async function writeEconomy(c: Http, version: number, typed: Record<string, unknown>): Promise<number> {
	const { ctx } = c.var;
	const period = await requirePeriod(ctx.db, ctx.actor, "governance.edit", idOf(c));
	const rows = await listGovernance(ctx.db, period, { kind: "economy" });
	if (rows.length === 0) throw new Invalid({ "": "Planen har inga rader om ekonomi. Lägg till dem först." });
	return writeNumbers(ctx, period.id, typedNumbers(rows, typed), { version });
}

async function economyPage(c: Http, form: FormState) {
	const period = await viewed(c);
	const all = await listGovernance(c.var.ctx.db, period);
	const rows = all.filter((row) => row.kind === "economy");
	const saved = economyValues(rows);
	const state = { values: { ...saved, ...form.values }, errors: form.errors, stale: form.stale };
	const tables = [...grouped(rows, (row) => row.chapter)].map(([chapter, own]) => ({ chapter, rows: own }));
	const props = { tables, saved, form: state, version: versionOfNumbers(all), fields: economyFields(rows) };
	return page(c, <EconomyPage shell={shell(c)} period={period} {...props} {...(await stateOf(c, period))} />);
}

async function itemPage(c: Http, form?: FormState) {
	const period = await viewed(c);
	const row = await requireItem(c.var.ctx.db, period, c.req.param("item") ?? "");
	const below = (await listGovernance(c.var.ctx.db, period)).filter((one) => one.parent_id === row.id);
	const props = { row, below, form, ...(await stateOf(c, period)) };
	return page(c, <GovernanceStatusPage shell={shell(c)} period={period} {...props} />);
}
