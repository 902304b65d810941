import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { FollowUpKind } from "../../schema/report/words.ts";
import type { FollowUpTable } from "../../schema/report/follow-ups.ts";
import {
	type EffectTested,
	type MeasureStatus,
	PERFORMED_RUNS,
	SEVERE,
	SEVERITY_LADDER,
	type RunResult,
} from "../../schema/vocabulary.ts";
import { grouped, countWhere } from "../ground/tables.ts";
import { overdueBefore } from "../register/measures.ts";
import { findPeriodBefore, type Period } from "./periods.ts";
import { deviationsOf, hasFallenDue, type JudgedScope, type ReportScope, runsOf } from "./periods-membership.ts";

export type FollowUp = Selectable<FollowUpTable> & { period: string; writer: string; completer: string | null };

/** What the register and the runs say about a subject at the cut-off: shown beside what people write. */
export interface FollowUpNumbers {
	inherent_score: number | null;
	residual_score: number | null;
	measure_status: MeasureStatus | null;
	effect_tested: EffectTested | null;
	due_on: string | null;
	/** 1: the measure's day passed before the earlier of today and the cut-off, and it is not finished. */
	overdue: number;
	planned: number;
	/** Of the planned: fallen due by the earlier of today and the cut-off. */
	due: number;
	performed: number;
	not_done: number;
	/** What the control is judged by: fallen due or registered as not done, and of those performed. */
	asked: number;
	done: number;
	/** Runs with a result worse than ingen avvikelse, and of them större or väsentlig. */
	deviating: number;
	severe: number;
	/** Deviations that belong to the report, under the risk or the control. */
	deviations: number;
	open_deviations: number;
}

export interface FollowUpRow {
	kind: FollowUpKind;
	id: string;
	risk_id: string;
	risk_number: number;
	area: string;
	title: string;
	owner_id: string | null;
	owner: string | null;
	numbers: FollowUpNumbers;
	follow_up: FollowUp | null;
	/** The same subject in the period before; in the plan it was carried from when that was another year's. */
	previous: FollowUp | null;
}

/** The plan's risks in order, each followed by its measures and its controls; all of them, or some. */
export async function listFollowUpRows(
	db: Db,
	period: Pick<Period, "id" | "board_id">,
	scope: JudgedScope,
	of_risks: readonly string[] | null = null,
): Promise<FollowUpRow[]> {
	const risks = of_risks?.length === 0 ? [] : await listRiskSubjects(db, scope, of_risks);
	if (risks.length === 0) return [];
	const chosen = of_risks && risks.map((risk) => risk.id);
	const measures = grouped(await listMeasureSubjects(db, scope, chosen), (one) => one.risk_id);
	const controls = grouped(await listControlSubjects(db, scope, chosen), (one) => one.risk_id);
	const all = [risks, ...measures.values(), ...controls.values()].flat();
	const subjects = chosen && all.flatMap(({ id, carried_from }) => (carried_from === null ? [id] : [id, carried_from]));
	const written = await followUpsOf(db, period.id, subjects);
	const before = await findPeriodBefore(db, period.id);
	const previous = before ? await followUpsOf(db, before.id, subjects) : new Map<string, FollowUp>();
	const deviations = await countRiskDeviations(db, scope);
	return risks.flatMap((risk) => {
		const of = [
			{ ...risk, kind: "risk" as const, risk_id: risk.id },
			...(measures.get(risk.id) ?? []).map((one) => ({ ...one, kind: "measure" as const })),
			...(controls.get(risk.id) ?? []).map((one) => ({ ...one, kind: "control" as const })),
		];
		return of.map(({ kind, id, title, owner_id, owner, carried_from, ...facts }) => {
			const counted = deviations.get(kind === "control" ? `control:${id}` : `risk:${risk.id}`);
			return {
				kind,
				id,
				risk_id: risk.id,
				risk_number: risk.number,
				area: risk.area,
				title,
				owner_id,
				owner,
				numbers: { ...NONE, ...numbersIn(facts), ...(kind === "measure" ? {} : counted) },
				follow_up: written.get(`${kind}:${id}`) ?? null,
				previous: previous.get(`${kind}:${id}`) ?? previous.get(`${kind}:${carried_from}`) ?? null,
			};
		});
	});
}

const NONE: FollowUpNumbers = {
	inherent_score: null,
	residual_score: null,
	measure_status: null,
	effect_tested: null,
	due_on: null,
	overdue: 0,
	planned: 0,
	due: 0,
	performed: 0,
	not_done: 0,
	asked: 0,
	done: 0,
	deviating: 0,
	severe: 0,
	deviations: 0,
	open_deviations: 0,
};

function numbersIn(facts: object): Partial<FollowUpNumbers> {
	return Object.fromEntries(Object.entries(facts).filter(([name]) => name in NONE));
}

async function listRiskSubjects(db: Db, scope: ReportScope, ids: readonly string[] | null) {
	const rows = await db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.innerJoin("areas", "areas.id", "risks.area_id")
		.leftJoin("people as owner", "owner.id", "risks.owner_id")
		.select(["risks.id", "risks.number", "risks.title", "areas.name as area", "risks.owner_id", "owner.name as owner"])
		.select("risks.carried_from")
		.select(["risks.inherent_likelihood", "risks.inherent_impact"])
		.select(["risks.residual_likelihood", "risks.residual_impact"])
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.$if(ids !== null, (q) => q.where("risks.id", "in", [...ids!]))
		.orderBy("areas.position")
		.orderBy("risks.number")
		.execute();
	const product = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b);
	return rows.map(({ inherent_likelihood, inherent_impact, residual_likelihood, residual_impact, ...risk }) => ({
		...risk,
		inherent_score: product(inherent_likelihood, inherent_impact),
		residual_score: product(residual_likelihood, residual_impact),
	}));
}

function listMeasureSubjects(db: Db, scope: JudgedScope, risks: readonly string[] | null) {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.leftJoin("people as owner", "owner.id", "measures.owner_id")
		.select(["measures.id", "measures.risk_id", "measures.title", "measures.owner_id", "owner.name as owner"])
		.select("measures.carried_from")
		.select(["measures.status as measure_status", "measures.effect_tested", "measures.due_on"])
		.where("measures.dropped_reason", "is", null)
		.select((eb) => eb.case().when(overdueBefore(scope.due_before)).then(eb.lit(1)).else(eb.lit(0)).end().as("overdue"))
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.$if(risks !== null, (q) => q.where("measures.risk_id", "in", [...risks!]))
		.orderBy("measures.position")
		.execute();
}

async function listControlSubjects(db: Db, scope: JudgedScope, risks: readonly string[] | null) {
	const controls = await db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.leftJoin("people as owner", "owner.id", "controls.owner_id")
		// a control keeps its key when the plan is carried to the next year
		.leftJoin("controls as earlier", (join) =>
			join.onRef("earlier.plan_id", "=", "plans.carried_from").onRef("earlier.key", "=", "controls.key"),
		)
		.select("earlier.id as carried_from")
		.select(["controls.id", "controls.risk_id", "controls.title", "controls.owner_id", "owner.name as owner"])
		.where("controls.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.$if(risks !== null, (q) => q.where("controls.risk_id", "in", [...risks!]))
		.orderBy("controls.key")
		.execute();
	const counts = await runsOf(db, scope)
		.select((eb) => {
			const result = (values: readonly RunResult[]) => countWhere(eb("control_runs.result", "in", values));
			return [
				"controls.id",
				eb.fn.countAll<number>().as("planned"),
				countWhere(hasFallenDue(scope)).as("due"),
				countWhere(eb("control_runs.status", "in", PERFORMED_RUNS)).as("performed"),
				countWhere(eb("control_runs.status", "=", "not_done")).as("not_done"),
				countWhere(eb.or([hasFallenDue(scope), eb("control_runs.status", "=", "not_done")])).as("asked"),
				countWhere(eb.and([hasFallenDue(scope), eb("control_runs.status", "in", PERFORMED_RUNS)])).as("done"),
				result(SEVERITY_LADDER).as("deviating"),
				result(SEVERE).as("severe"),
			];
		})
		.$if(risks !== null, (q) => q.where("controls.risk_id", "in", [...risks!]))
		.groupBy("controls.id")
		.execute();
	const byId = new Map(counts.map(({ id, ...numbers }) => [id, numbers]));
	return controls.map((control) => ({ ...control, ...byId.get(control.id) }));
}

/** By risk and by control: how many deviations belong to the report, and how many of them are not closed. */
async function countRiskDeviations(db: Db, scope: ReportScope) {
	const rows = await deviationsOf(db, scope)
		.where("deviations.status", "!=", "withdrawn")
		.select((eb) => [
			"deviations.risk_id",
			"control_runs.control_id",
			eb.fn.countAll<number>().as("n"),
			countWhere(eb("deviations.status", "!=", "closed")).as("open"),
		])
		.groupBy(["deviations.risk_id", "control_runs.control_id"])
		.execute();
	const counts = new Map<string, { deviations: number; open_deviations: number }>();
	const add = (key: string, n: number, open: number) => {
		const now = counts.get(key) ?? { deviations: 0, open_deviations: 0 };
		counts.set(key, { deviations: now.deviations + n, open_deviations: now.open_deviations + open });
	};
	for (const row of rows) {
		add(`risk:${row.risk_id}`, row.n, row.open);
		if (row.control_id) add(`control:${row.control_id}`, row.n, row.open);
	}
	return counts;
}

/** What a period says of the subjects, or of all when they are null. */
async function followUpsOf(db: Db, periodId: string, subjects: string[] | null): Promise<Map<string, FollowUp>> {
	const rows = await db
		.selectFrom("follow_ups")
		.innerJoin("people as writer", "writer.id", "follow_ups.written_by")
		.innerJoin("reporting_periods", "reporting_periods.id", "follow_ups.period_id")
		.leftJoin("people as completer", "completer.id", "follow_ups.completed_by")
		.selectAll("follow_ups")
		.select(["reporting_periods.name as period", "writer.name as writer", "completer.name as completer"])
		.where("follow_ups.period_id", "=", periodId)
		.$if(subjects !== null, (q) => q.where("follow_ups.subject_id", "in", subjects!))
		.execute();
	return new Map(rows.map((row) => [`${row.subject_kind}:${row.subject_id}`, row]));
}
