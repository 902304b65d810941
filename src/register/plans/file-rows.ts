import type { Db } from "../../../db/open.ts";
import { type PlanContents, planContents } from "../../../db/queries/register/plans-contents.ts";
import { listNamesIn } from "../../../db/queries/register/plans-decisions.ts";
import { listPlanRows, type Plan } from "../../../db/queries/register/plans.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { type MarkedRow, markedRows } from "./columns.ts";
import type { Marks } from "./plan-version.ts";

/** What a line of the file is. */
export const LINE_KINDS = {
	risk: "Risk",
	measure: "Åtgärd",
	control: "Kontrollmoment",
	more: "Kontrollmoment till åtgärden ovan",
} as const;
export type LineKind = keyof typeof LINE_KINDS;

/** A line of the plan's file: a row of the published plan with everything that is stored of it. */
export type PlanFileRow = MarkedRow & {
	kind: LineKind;
	risk: PlanContents["risks"][number];
	measure: PlanContents["measures"][number] | null;
	control: PlanContents["controls"][number] | null;
	nameOf(personId: string | null): string | null;
};

/** What a plan's lines are made of, wherever it was kept. */
type FileContents = Pick<PlanContents, "risks" | "measures" | "controls">;

/** The plan's lines as on its page, and one more for every further control that carries out an åtgärd. */
export async function planFileRows(db: Db, plan: Pick<Plan, "id" | "scale">, marks: Marks): Promise<PlanFileRow[]> {
	const contents = await planContents(db, plan.id);
	return fileRows(db, markedRows(await listPlanRows(db, plan), marks), contents);
}

/** The same of rows and contents that have been read, such as those of a closed report. */
export async function fileRows(db: Db, rows: readonly MarkedRow[], contents: FileContents): Promise<PlanFileRow[]> {
	const names = await listNamesIn(db, peopleOf(contents));
	const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
	const risks = new Map(contents.risks.map((risk) => [risk.id, risk]));
	const measures = new Map(contents.measures.map((measure) => [measure.id, measure]));
	const controls = new Map(contents.controls.map((control) => [control.id, control]));
	const carrying = grouped(contents.controls, (control) => control.measure_id ?? "");
	return rows.flatMap((row): PlanFileRow[] => {
		const base = { ...row, risk: risks.get(row.risk_id)!, measure: null, control: null, nameOf };
		if (!row.step) return [{ ...base, kind: "risk" }];
		const control = controls.get(row.step.id);
		if (control) return [{ ...base, kind: "control", control }];
		const measure = measures.get(row.step.id)!;
		const [first = null, ...more] = carrying.get(measure.id) ?? [];
		return [
			{ ...base, kind: "measure", measure, control: first },
			...more.map((one): PlanFileRow => ({ ...base, kind: "more", control: one })),
		];
	});
}

function peopleOf({ risks, measures, controls }: FileContents): string[] {
	const ids = [
		...risks.flatMap((risk) => [risk.owner_id, risk.treatment_decider_id]),
		...measures.map((measure) => measure.owner_id),
		...controls.map((control) => control.owner_id),
	];
	return [...new Set(ids.filter((id) => id !== null))];
}
