import type { Db } from "../../open.ts";
import {
	DRAWN_KINDS,
	type FileAnswer,
	type ItemKind,
	type PopulationKind,
	type RunStatus,
} from "../../schema/vocabulary.ts";
import { IN_OPEN_SWAP } from "./samples-swaps-open.ts";
import { type KnownUnit, type UnitReach, unitsWithin } from "../people/units.ts";

/** One run of a control as a stratum: what was drawn of how many. `N` is null until the population is frozen. */
export interface EvaluationRun {
	run_id: string;
	unit_id: string;
	period_key: string;
	status: RunStatus;
	population_id: string | null;
	N: number | null;
	/** Randomly drawn, extensions among them, not replaced. */
	n: number;
	late_n: number;
	targeted: number;
	/** Places of the sample that were swapped, accepted or not. */
	swapped: number;
	late_N: number | null;
	late_framed_from: string | null;
}

export interface EvaluationScope {
	control_id: string;
	from: string;
	to: string;
	/** Only this unit and what is below it. */
	root_id: string;
	reach: UnitReach;
	/** Only these. */
	runs?: readonly string[];
}

/** The runs whose period lies inside the evaluated one. */
export function evaluatedRuns(db: Db, scope: EvaluationScope) {
	const within = unitsWithin(scope.reach);
	return db
		.selectFrom("control_runs as run")
		.where("run.control_id", "=", scope.control_id)
		.where("run.first_day", ">=", scope.from)
		.where("run.last_day", "<=", scope.to)
		.where("run.unit_id", "in", unitsWithin({ own: [], branch: [scope.root_id] })!)
		.$if(within !== undefined, (q) => q.where("run.unit_id", "in", within!))
		.$if(scope.runs !== undefined, (q) => q.where("run.id", "in", [...scope.runs!, ""]));
}

export async function listEvaluationRuns(db: Db, scope: EvaluationScope): Promise<EvaluationRun[]> {
	const rows = await evaluatedRuns(db, scope)
		.leftJoin("populations as population", "population.draw_id", "run.draw_id")
		.leftJoin("late_strata as late", "late.run_id", "run.id")
		.select(["run.id as run_id", "run.unit_id", "run.period_key", "run.status", "run.population_n as N"])
		.select(["population.id as population_id", "late.n as late_N", "late.framed_from as late_framed_from"])
		.orderBy("run.period_key")
		.execute();
	const drawn = await evaluatedRuns(db, scope)
		.innerJoin("sample_items as item", "item.run_id", "run.id")
		.where("item.status", "=", "drawn")
		.select(["run.id as run_id", "item.kind"])
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.groupBy(["run.id", "item.kind"])
		.execute();
	const counts = new Map<string, { n: number; late_n: number; targeted: number }>();
	for (const { run_id, kind, n } of drawn) {
		const count = counts.get(run_id) ?? { n: 0, late_n: 0, targeted: 0 };
		count[COUNTED_AS[kind]] += n;
		counts.set(run_id, count);
	}
	const swaps = await evaluatedRuns(db, scope)
		.innerJoin("swaps as swap", "swap.run_id", "run.id")
		.select("run.id as run_id")
		.select((eb) => eb.fn.count<number>("swap.position").distinct().as("n"))
		.groupBy("run.id")
		.execute();
	const swapped = new Map(swaps.map((row) => [row.run_id, row.n]));
	return rows.map((run) => ({
		...run,
		...(counts.get(run.run_id) ?? { n: 0, late_n: 0, targeted: 0 }),
		swapped: swapped.get(run.run_id) ?? 0,
	}));
}

const COUNTED_AS = { random: "n", extension: "n", late: "late_n", targeted: "targeted" } as const satisfies Record<
	ItemKind,
	string
>;

/** How many items of a run got Nej on a question; `question_id` null: on any question. */
export interface Finding {
	run_id: string;
	question_id: string | null;
	kind: ItemKind;
	k: number;
}

/**
 * Counts the deviations instead of the answers: every Nej has a deviation that follows its answer, and the deviations are few.
 */
export async function listFindings(db: Db, scope: EvaluationScope): Promise<Finding[]> {
	const found = evaluatedRuns(db, scope)
		.innerJoin("deviations as deviation", "deviation.run_id", "run.id")
		.innerJoin("sample_items as item", "item.id", "deviation.item_id")
		.where("deviation.status", "!=", "withdrawn")
		.where("item.status", "=", "drawn")
		.where((eb) => eb.not(IN_OPEN_SWAP));
	const byQuestion = await found
		.select(["run.id as run_id", "deviation.question_id", "item.kind"])
		.select((eb) => eb.fn.count<number>("item.id").distinct().as("k"))
		.where("deviation.question_id", "is not", null)
		.groupBy(["run.id", "deviation.question_id", "item.kind"])
		.execute();
	const any = await found
		.select(["run.id as run_id", "item.kind"])
		.select((eb) => eb.fn.count<number>("item.id").distinct().as("k"))
		.groupBy(["run.id", "item.kind"])
		.execute();
	return [...byQuestion, ...any.map((row) => ({ ...row, question_id: null }))];
}

export interface EvaluationQuestion {
	id: string;
	checklist_id: string;
	position: number;
	text: string;
	is_key: number;
	may_be_not_applicable: number;
	not_applicable_reason: string;
	asked_when_no: number | null;
	answered_by: FileAnswer | null;
}

/** The questions of checklists, oldest edition first. */
export async function listQuestionsOf(db: Db, checklistIds: readonly string[]): Promise<EvaluationQuestion[]> {
	if (checklistIds.length === 0) return [];
	return db
		.selectFrom("check_questions as question")
		.innerJoin("checklists as checklist", "checklist.id", "question.checklist_id")
		.select(["question.id", "question.checklist_id", "question.position", "question.text", "question.is_key"])
		.select(["question.may_be_not_applicable", "question.not_applicable_reason"])
		.select(["question.asked_when_no", "question.answered_by"])
		.where("question.checklist_id", "in", [...checklistIds])
		.orderBy("question.position")
		.orderBy("checklist.edition")
		.execute();
}

export type TreeUnit = Pick<KnownUnit, "id" | "parent_id" | "kind" | "name">;

export interface EvaluatedControl {
	id: string;
	title: string;
	year: number;
	unit_id: string;
	population_kind: PopulationKind;
}

/** The controls that can be evaluated, newest year first: they draw samples and have runs within reach. */
export function listEvaluatedControls(db: Db, reach: UnitReach): Promise<EvaluatedControl[]> {
	const within = unitsWithin(reach);
	return (
		db
			.selectFrom("controls as control")
			.innerJoin("plans as plan", "plan.id", "control.plan_id")
			.innerJoin("boards as board", "board.id", "plan.board_id")
			.select(["control.id", "control.title", "plan.year", "board.unit_id", "control.population_kind"])
			.where("control.population_kind", "in", DRAWN_KINDS)
			.where((eb) =>
				eb.exists(
					eb
						.selectFrom("control_units as taking")
						.select("taking.id")
						.whereRef("taking.control_id", "=", "control.id")
						.$if(within !== undefined, (q) => q.where("taking.unit_id", "in", within!)),
				),
			)
			.orderBy("plan.year", "desc")
			// Controls of purchases come before controls in kronor.
			.orderBy("control.population_kind", "desc")
			.orderBy("control.title")
			.execute()
	);
}
