import type { Db } from "../../../db/open.ts";
import { countDeviations } from "../../../db/queries/checks/deviations.ts";
import { countMeasures, listMeasures, type MeasureFilter } from "../../../db/queries/register/measures.ts";
import { findPlanOfYear, type Plan } from "../../../db/queries/register/plans.ts";
import { listRiskMoves } from "../../../db/queries/register/risks-moves.ts";
import { listRiskPositions } from "../../../db/queries/register/risks.ts";
import { type BoardChoice, findPeriodPassed } from "../../../db/queries/report/periods.ts";
import { isInWorstBand } from "../../../db/schema/register/risks-scale.ts";
import { isUndecided } from "../../../db/schema/register/plans.ts";
import { readDeviationYear } from "../../checks/deviations/deviation-year.ts";
import { readRunYear, runsHref } from "../../checks/runs/run-year.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { paths } from "../../paths/paths.ts";
import { riskMatrix } from "../../register/plans/risk-matrix.ts";
import { samProgress } from "../../sam/progress.ts";
import { readComingDays } from "./coming.ts";
import {
	ageFinding,
	deviationFinding,
	many,
	measureFinding,
	monthFinding,
	riskFinding,
	samFinding,
	yearFinding,
} from "./findings.ts";
import { partOf } from "./overview-readings.ts";
import { readNews } from "./since.ts";

const MEASURES_SHOWN = 5;

export type Overview = Awaited<ReturnType<typeof readOverview>>;

/** How it stands for a nämnd on a day, as far as the reader reaches. Every number is the length of the list it leads to. */
export async function readOverview(db: Db, actor: Actor, board: BoardChoice | null, today: string) {
	const year = Number(today.slice(0, 4));
	const unit_id = board?.unit_id;
	const plan = board && maySomewhere(actor, "plan.view") ? await planOf(db, board, year) : null;
	const runs = maySomewhere(actor, "run.view")
		? await readRunYear(db, { reach: reachOf(actor, "run.view"), unit_id }, year, today)
		: null;
	const deviations = maySomewhere(actor, "deviation.view")
		? await readDeviationYear(db, { reach: reachOf(actor, "deviation.view"), unit_id }, year, today)
		: null;
	const measures = plan
		? await partOf(db, "measures", { key: [plan.id, plan.year, today] }, () => readMeasures(db, plan, today))
		: null;
	return {
		year,
		board,
		runs: runs && {
			...runs,
			finding: yearFinding(runs),
			month: runs.month && { ...runs.month, finding: monthFinding(runs.month) },
		},
		deviations: deviations && {
			...deviations,
			finding: deviationFinding(deviations),
			age_finding: ageFinding(deviations),
			href: paths.deviations({ enhet: unit_id, status: "unfinished" }),
		},
		risks: plan ? await partOf(db, "risks", { key: [plan, today] }, () => readRisks(db, plan, today)) : null,
		measures,
		sam: board && maySomewhere(actor, "sam.overview") ? await readSam(db, board, today) : null,
		coming: await readComingDays(db, actor, { board, plan_id: plan?.id ?? null, year }, today),
		news: await readNews(db, actor, { unit_id, plan }, today),
		now: [
			...(runs ? lateNow(runs.totals.late, unit_id) : []),
			...(deviations ? await undatedNow(db, actor, unit_id) : []),
			...(measures ? overdueNow(measures.overdue, measures.href) : []),
		],
	};
}

async function planOf(db: Db, board: BoardChoice, year: number): Promise<Plan | null> {
	const plan = await findPlanOfYear(db, board.id, year);
	return plan && !isUndecided(plan.status) ? plan : null;
}

async function readRisks(db: Db, plan: Plan, today: string) {
	const since = (await findPeriodPassed(db, plan.board_id, today)) ?? null;
	const moves = since ? await listRiskMoves(db, plan.id, endOfDay(since.cut_off)) : [];
	const positions = await listRiskPositions(db, plan.id);
	const map = riskMatrix(plan, positions, "residual", { moves });
	const standing = map.cells.flatMap(({ score, risks }) =>
		risks.map(({ was }) => ({ score, before: was?.score ?? score })),
	);
	const worst = (of: "score" | "before") => standing.filter((one) => isInWorstBand(plan.scale, one[of])).length;
	return {
		plan,
		...map,
		since,
		moved: standing.filter(({ score, before }) => score !== before).length,
		finding: riskFinding(worst("score"), worst("before")),
	};
}

async function readMeasures(db: Db, plan: Plan, today: string) {
	const filter: MeasureFilter = { plan_id: plan.id, year: plan.year, today };
	const late = { ...filter, overdue: true };
	const overdue = await countMeasures(db, late);
	const address = { plan: plan.id, ar: String(plan.year) };
	return {
		overdue,
		total: await countMeasures(db, filter),
		rows: await listMeasures(db, { ...late, page: { limit: MEASURES_SHOWN, offset: 0 } }),
		href: paths.measures({ ...address, passerat: "1" }),
		all_href: paths.measures(address),
		finding: measureFinding(overdue),
	};
}

/** The figures of the whole förvaltning alone, and none where its group is too small to show. */
async function readSam(db: Db, board: BoardChoice, today: string) {
	const rows = await samProgress(db, { unit_id: board.unit_id, year: Number(today.slice(0, 4)), cut_off: today });
	const signed = rows.find(({ key }) => key === "signed");
	const reconciled = rows.find(({ key }) => key === "reconciled");
	if (!signed || !reconciled) return null;
	const counts = { total: signed.total, signed: signed.done, reconciled: reconciled.done };
	return { ...counts, finding: samFinding(counts) };
}

interface Needed {
	text: string;
	note: string;
	href: string;
	act: string;
}

function lateNow(n: number, unit_id: string | undefined): Needed[] {
	if (n === 0) return [];
	const text = many(n, "kontrolltillfälle är sent", "kontrolltillfällen är sena");
	const note = "Förfallodagen har passerat utan signatur.";
	return [{ text, note, href: runsHref({ unit_id, parts: ["late"] }), act: "Se de sena" }];
}

async function undatedNow(db: Db, actor: Actor, unit_id: string | undefined): Promise<Needed[]> {
	const reach = reachOf(actor, "deviation.view");
	const n = await countDeviations(db, { reach, unit_id, status: "open", undated: true });
	if (n === 0) return [];
	const href = paths.deviations({ enhet: unit_id, status: "open", datum: "saknas" });
	const text = many(n, "öppen avvikelse saknar datum", "öppna avvikelser saknar datum");
	return [{ text, note: "Ingen dag är satt för när planen ska vara klar.", href, act: "Se avvikelserna" }];
}

function overdueNow(n: number, href: string): Needed[] {
	if (n === 0) return [];
	const text = many(n, "åtgärd har passerat sin dag", "åtgärder har passerat sin dag");
	return [{ text, note: "De är inte redovisade som genomförda.", href, act: "Se åtgärderna" }];
}
