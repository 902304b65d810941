import { listOf } from "../../ground/http/list-page.ts";
import type { Page } from "../../../db/queries/ground/tables.ts";
import { Hono } from "hono";
import {
	countExamined,
	countExaminedInvoices,
	listExamined,
	listExaminedInvoices,
} from "../../../db/queries/report/grounds-examined.ts";
import {
	countGroundRunRows,
	type GroundFilter,
	listGroundMeasures,
	listGroundRisks,
	listGroundRuns,
} from "../../../db/queries/report/grounds.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import { countCountedDeviations, listCountedDeviations } from "../../../db/queries/report/workbook-findings.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import { findUnit, unitPath } from "../../../db/queries/people/units.ts";
import { REQUIREMENTS, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { GroundPage } from "../../../views/report/grounds/ground-page.tsx";
import { formatOccurrence, isTertialKey, isYearKey, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, oneOf, shaped } from "../../ground/tables/filters.ts";
import type { Column } from "../../ground/tables/column.ts";
import { paths } from "../../paths/paths.ts";
import { samParts } from "../../sam/progress.ts";
import { judgedScope, scopeOf } from "../periods/scope.ts";
import { deviationColumns } from "../workbook/columns.ts";
import {
	examinedColumns,
	examinedInvoiceColumns,
	groundMeasureColumns,
	groundRiskColumns,
	groundRunColumns,
	groundSamColumns,
} from "./columns.ts";

interface Asked {
	period: Period;
	filter: GroundFilter;
}

/** A list behind a ground: exactly the rows that the ground counts. */
interface GroundList<Row extends { id: string }> {
	kind: string;
	title: string;
	columns: readonly Column<Row>[];
	on_screen: readonly string[];
	rows(c: Http, asked: Asked): Promise<Row[]>;
	/** How many there are in all; left out where the list is never longer than a page can hold. */
	total?(c: Http, asked: Asked): Promise<number>;
	/** A row's own page; left out where it has none. */
	href?(row: Row): string;
	/** Said above the rows. */
	note?: string;
}

export function groundRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	addList(app, {
		kind: "avvikelser",
		title: "Avvikelser som rapporten räknar",
		columns: deviationColumns,
		on_screen: ["number", "title", "severity", "status", "unit", "period_key", "found_at", "found_after"],
		rows: (c, { period, filter }) => listCountedDeviations(c.var.ctx.db, scopeOf(period), filter),
		total: (c, { period, filter }) => countCountedDeviations(c.var.ctx.db, scopeOf(period), filter),
		href: (row) => (row.item_id ? paths.item(row.item_id) : paths.deviation(row.id)),
	});
	addList(app, {
		kind: "kontrolltillfallen",
		title: "Kontrolltillfällen som rapporten räknar",
		columns: groundRunColumns,
		on_screen: ["control", "unit", "period_key", "due_on", "due", "status", "result", "after"],
		rows: (c, { period, filter }) => listGroundRuns(c.var.ctx.db, judgedScope(period, c.var.today), filter),
		total: (c, { period, filter }) => countGroundRunRows(c.var.ctx.db, scopeOf(period), filter),
		href: (row) => paths.run(row.id),
	});
	addList(app, {
		kind: "atgarder",
		title: "Åtgärder som rapporten räknar",
		columns: groundMeasureColumns,
		on_screen: ["title", "risk_number", "owner", "due_on", "status", "overdue", "effect_tested"],
		rows: (c, { period, filter }) => listGroundMeasures(c.var.ctx.db, judgedScope(period, c.var.today), filter),
		href: (row) => paths.measure(row.id),
	});
	addList(app, {
		kind: "risker",
		title: "Risker som rapporten räknar",
		columns: groundRiskColumns,
		on_screen: ["number", "title", "area", "residual", "treatment"],
		rows: (c, { period, filter }) => listGroundRisks(c.var.ctx.db, scopeOf(period), filter),
		href: (row) => paths.risk(row.id),
	});
	addList(app, {
		kind: "granskade",
		title: "Slumpvis dragna inköp som är granskade",
		columns: examinedColumns,
		on_screen: ["item", "supplier", "amount", "unit", "period_key", "kind", "answer", "deviating"],
		rows: (c, { period, filter }) => listExamined(c.var.ctx.db, scopeOf(period), filter),
		total: (c, { period, filter }) => countExamined(c.var.ctx.db, scopeOf(period), filter),
		href: (row) => paths.item(row.id),
		note: "Riktade inköp räknas inte här.",
	});
	addList(app, {
		kind: "fakturor",
		title: "Fakturor som är granskade",
		columns: examinedInvoiceColumns,
		on_screen: ["item", "supplier", "unit", "period_key", "amount", "audited", "over"],
		rows: (c, { period, filter }) => listExaminedInvoices(c.var.ctx.db, scopeOf(period), filter),
		total: (c, { period, filter }) => countExaminedInvoices(c.var.ctx.db, scopeOf(period), filter),
		href: (row) => paths.item(row.id),
	});
	addList(app, {
		kind: "sam",
		title: "SAM-uppföljningar som rapporten räknar",
		columns: groundSamColumns,
		on_screen: ["name", "units", "signed", "reconciled"],
		rows: (c, { period }) => samParts(c.var.ctx.db, period),
		note: "Läget vid brytdatum. Delar med färre än fem chefer står inte för sig: de räknas in i delen ovanför.",
	});
	return app;
}

/** Conclusions are drawn for a tertial or a year. */
const isConcluded = (key: string) => isTertialKey(key) || isYearKey(key);

const FILTERS = {
	krav: oneOf("Krav", REQUIREMENTS),
	kontroll: objectId("Kontroll"),
	grad: oneOf("Grad", SEVERITIES),
	enhet: objectId("Enhet"),
	inom: shaped("Tertial eller år", "Till exempel 2026-T1 eller 2026.", isConcluded),
	punkt: objectId("Punkt"),
};

function addList<Row extends { id: string }>(app: Hono<AppEnv>, list: GroundList<Row>): void {
	listRoutes<Row>(app, `/rapporter/:id/grund/${list.kind}`, {
		action: "assessment.view",
		name: list.title,
		columns: list.columns,
		filters: FILTERS,
		rows: async (c) => list.rows(c, await asked(c)),
		page: (c) => groundPage(c, list),
	});
}

async function groundPage<Row extends { id: string }>(c: Http, list: GroundList<Row>): Promise<Response> {
	const { period, filter } = await asked(c);
	const columns = list.columns.map((column) => ({ ...column, first: list.on_screen.includes(column.key) }));
	const total = list.total;
	const shown = await listOf(
		c,
		total
			? {
					columns,
					rows: (part?: Page) => list.rows(c, { period, filter: { ...filter, page: part } }),
					count: () => total(c, { period, filter }),
				}
			: { columns, all: await list.rows(c, { period, filter }) },
	);
	return page(
		c,
		<GroundPage
			shell={shell(c)}
			period={period}
			title={list.title}
			chosen={await chosenIn(c, filter)}
			list={shown}
			href={list.href}
			note={list.note}
			evaluation={evaluationOf(c)}
		/>,
	);
}

/** Whoever sees the judgement of the board, or of the unit of its that is asked for, sees the rows behind it. */
async function asked(c: Http): Promise<Asked> {
	const { db, actor } = c.var.ctx;
	const period = await findPeriod(db, c.req.param("id") ?? "");
	if (!period) throw new NotFound(`reporting period ${c.req.param("id")}`);
	const { enhet: unit_id, krav, kontroll, grad, inom, punkt } = filtersOf(c, FILTERS);
	if (unit_id && !(await unitPath(db, unit_id)).includes(period.unit_id))
		throw new NotFound(`unit ${unit_id} in the grounds of reporting period ${period.id}`);
	await requireMay(db, actor, "assessment.view", unit_id ?? period.unit_id);
	const filter: GroundFilter = {
		requirement: krav,
		control_id: kontroll,
		severity: grad,
		unit_id,
		within: inom === undefined ? undefined : occurrenceOf(inom),
		question: punkt,
	};
	return { period, filter };
}

/** The conclusion whose rows are listed, when the address names one. */
function evaluationOf(c: Http): string | null {
	const { kontroll, inom, enhet } = filtersOf(c, FILTERS);
	if (!kontroll || !inom) return null;
	return `${paths.evaluation()}?${new URLSearchParams({ kontroll, period: inom, ...(enhet ? { enhet } : {}) })}`;
}

/** What the address chooses, in words. */
async function chosenIn(c: Http, filter: GroundFilter): Promise<string[]> {
	const { db } = c.var.ctx;
	const control = filter.control_id === undefined ? undefined : await findControl(db, filter.control_id);
	const unit = filter.unit_id === undefined ? undefined : await findUnit(db, filter.unit_id);
	return [
		filter.requirement && `krav ${filter.requirement}`,
		control && `kontrollmomentet ”${control.title}”`,
		unit?.name,
		filter.severity && SEVERITIES[filter.severity].toLowerCase(),
		filter.within && formatOccurrence(filter.within.key),
		filter.question && `kontrollpunkten ”${filter.question}”`,
	].filter((word) => word !== undefined);
}
