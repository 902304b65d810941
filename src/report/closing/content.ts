import type { Db } from "../../../db/open.ts";
import { listFollowUpRows, type FollowUp } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { listPlanRows } from "../../../db/queries/report/workbook-rows.ts";
import { findPlanOf } from "../../../db/queries/report/workbook.ts";
import { listSealedControls, listSealedMeasures, listSealedRisks } from "../../../db/queries/report/closing-content.ts";
import { readPlanState } from "../../register/plans/plan-state.ts";
import { readToldCoverage } from "../coverage/told-coverage.ts";
import { readNumbers } from "../periods/report-numbers.ts";
import { samProgress } from "../../sam/progress.ts";
import { readStill, sealedScope } from "./held-content.ts";
import { findSealFormat, NEWEST_FORMAT, pick, type SealFormat } from "./seal-formats.ts";

/** The first format whose seals say how far the plan's risks cover. */
const COVERAGE_FROM = 5;

export type SealContent = Awaited<ReturnType<typeof readContent>>;

/**
 * Everything in a period: the plan with its risks, measures and controls as they stand, every run with a digest of its items and
 * answers, deviations, evidence by hash, and every word of the report with its conclusions. Of each table it has the columns of
 * the format, and no more: a column that is added to the database changes no seal.
 */
export async function readContent(db: Db, period: Period, format = NEWEST_FORMAT) {
	const { sealed } = findSealFormat(format)!;
	const scope = sealedScope(period);
	const numbers = await readNumbers(db, scope);
	const plan = await findPlanOf(db, scope);
	return {
		...(await readStill(db, period, format)),
		follow_ups: await readFollowUps(db, period, sealed),
		format,
		numbers: { ...numbers, plan: numbers.plan && pick(numbers.plan, PLAN_NUMBERS) },
		plan: plan ? pick(plan, sealed.plans) : null,
		plan_rows: await listPlanRows(db, scope),
		/** Plan changes that no decision covered when the report was closed: row id → mark. */
		plan_marks: plan ? (await readPlanState(db, plan.id)).marks : {},
		risks: (await listSealedRisks(db, scope)).map((risk) => pick(risk, sealed.risks)),
		measures: (await listSealedMeasures(db, scope)).map((measure) => pick(measure, sealed.measures)),
		controls: (await listSealedControls(db, scope)).map((control) => pick(control, sealed.controls)),
		sam: await samProgress(db, period),
		...(plan && format >= COVERAGE_FROM ? { coverage: await readToldCoverage(db, { ...scope, id: plan.id }) } : {}),
	};
}

const PLAN_NUMBERS = [
	"status",
	"stage",
	"decided_on",
	"decision_paragraph",
	"registry_no",
	"adopted_late",
	"remarks",
] as const;

async function readFollowUps(db: Db, period: Period, sealed: SealFormat["sealed"]) {
	const written = (one: FollowUp | null) => one && pick(one, sealed.follow_ups, ["period", "writer", "completer"]);
	const rows = await listFollowUpRows(db, period, sealedScope(period));
	return rows.map((row) => ({ ...row, follow_up: written(row.follow_up), previous: written(row.previous) }));
}
