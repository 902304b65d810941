import type { Db } from "../../../db/open.ts";
import {
	countGroundDeviations,
	countGroundMeasures,
	countGroundRisks,
	countGroundRuns,
	listGroundControls,
	listSevereDeviations,
} from "../../../db/queries/report/assessments-grounds.ts";
import { type AssessmentHead, listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import { listReportRecommendations } from "../../../db/queries/report/recommendations.ts";
import { findPlanOf } from "../../../db/queries/report/workbook.ts";
import { type Assessed, GRADES, type Grade, SETTLED_ASSESSMENTS } from "../../../db/schema/report/words.ts";
import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { REQUIREMENTS, type Requirement } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../paths/paths.ts";
import { readConclusions } from "./conclusions.ts";
import { judgedScope } from "../periods/scope.ts";
import { samParts, samProgress } from "../../sam/progress.ts";
import { conclusionGrounds } from "./conclusion-grounds.ts";
import { governanceGrounds } from "./governance-grounds.ts";
import {
	concerns,
	controlGround,
	deviationGrounds,
	type Ground,
	gradeOf,
	measureGround,
	recommendationGround,
	riskGround,
} from "./grounds.ts";
import { worstGrade } from "./worst-grade.ts";

export interface Suggestion {
	requirement: Assessed;
	/** The suggested word; null when no row decides anything, and people then judge without a suggestion. */
	grade: Grade | null;
	grounds: Ground[];
}

const KRAV = Object.keys(REQUIREMENTS) as Requirement[];
const SEVERE_SHOWN = 20;

/** What the rows say about the whole and each krav. The word is the lowest that any row allows; people decide. */
export async function suggest(db: Db, assessment: AssessmentHead, today: string): Promise<Suggestion[]> {
	const parts =
		assessment.level === "region" ? await regionParts(db, assessment) : await periodParts(db, assessment, today);
	const grade = worstGrade(parts.map((part) => part.grade));
	const grounds = parts.map((part) => ({
		label: `Krav ${part.requirement}`,
		value: part.grade ? GRADES[part.grade] : "Inget förslag",
		effect: part.grade,
		href: `#krav-${part.requirement}`,
		rows: null,
	}));
	return [{ requirement: "total", grade, grounds }, ...parts];
}

const part = (requirement: Requirement, grounds: Ground[]): Suggestion => ({
	requirement,
	grounds,
	grade: worstGrade(grounds.map((ground) => ground.effect)),
});

async function periodParts(db: Db, assessment: AssessmentHead, today: string): Promise<Suggestion[]> {
	const period = await findPeriod(db, assessment.period_id!);
	if (!period) return [];
	const below = assessment.level === "division" ? assessment.unit_id : null;
	const scope = { ...judgedScope(period, today), below };
	const rowsOf = (kind: string, filter: { krav: Requirement; kontroll?: string }) =>
		paths.reportGround(period.id, kind, { ...filter, enhet: below ?? undefined });
	const plan = await findPlanOf(db, scope);
	const read = {
		controls: await listGroundControls(db, scope),
		runs: await countGroundRuns(db, scope),
		deviations: await countGroundDeviations(db, scope),
		severe: await listSevereDeviations(db, scope, SEVERE_SHOWN),
		measures: await countGroundMeasures(db, scope),
		risks: await countGroundRisks(db, scope),
	};
	const conclusions = await readConclusions(db, period, { level: "whole", unit_id: below ?? undefined, today });
	const sam = below === null ? await samGrounds(db, period) : [];
	const recommended = below === null ? await listReportRecommendations(db, period) : [];
	const governance = below === null ? await governanceGrounds(db, period, scope.due_before) : { a: [], b: [] };
	return KRAV.map((krav) => {
		const of = <Row extends { requirements: string }>(rows: readonly Row[]) =>
			rows.filter((row) => concerns(row.requirements, krav));
		const risks = of(read.risks);
		const own =
			risks.length === 0
				? []
				: [
						...of(read.controls).map((control) =>
							controlGround(control, read.runs, rowsOf("kontrolltillfallen", { krav, kontroll: control.id })),
						),
						...conclusions
							.filter(({ control }) => concerns(control.requirements, krav))
							.flatMap((conclusion) => conclusionGrounds(conclusion, { period_id: period.id, unit_id: below })),
						...deviationGrounds(of(read.deviations), of(read.severe), rowsOf("avvikelser", { krav })),
						measureGround(of(read.measures), rowsOf("atgarder", { krav })),
						plan ? riskGround(risks, scaleOf(plan.scale), rowsOf("risker", { krav })) : null,
					];
		const advice = recommendationGround(
			of(recommended),
			scope.due_before,
			paths.reportRecommendations(period.id, krav),
		);
		const more = { ...governance, c: sam, d: [], e: [] }[krav];
		return part(krav, [...[...own, advice].filter((ground) => ground !== null), ...more]);
	});
}

/** The yearly SAM follow-up speaks for krav c: laws and regulations are followed. */
async function samGrounds(db: Db, period: Period): Promise<Ground[]> {
	const progress = await samProgress(db, period);
	const { length } = progress.length > 0 ? await samParts(db, period) : [];
	return progress.map((row) => ({
		label: row.label,
		value: `${row.done} av ${row.total}`,
		effect: row.total === 0 ? null : gradeOf(false, row.done < row.total * 0.9),
		href: paths.reportGround(period.id, "sam"),
		rows: length,
	}));
}

/** The region's suggestion rests on what the boards have approved for their verksamhetsberättelse. */
async function regionParts(db: Db, region: AssessmentHead): Promise<Suggestion[]> {
	const reach = { own: [], branch: [region.unit_id] };
	const boards = await listAssessments(db, { reach, year: region.year, level: "board" });
	const approved = boards.filter((board) => SETTLED_ASSESSMENTS.includes(board.state));
	const parts = await Promise.all(approved.map((board) => listParts(db, board.id)));
	return KRAV.map((krav) =>
		part(
			krav,
			approved.flatMap((board, index) => {
				const given = parts[index]!.find((one) => one.requirement === krav);
				if (!given) return [];
				const label = `${board.board ?? board.unit}, ${board.period}`;
				return [
					{
						label,
						value: GRADES[given.grade],
						effect: given.grade,
						href: `${paths.assessment(board.id)}#krav-${krav}`,
						rows: null,
					},
				];
			}),
		),
	);
}
