import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import { assessmentColumns } from "../../../src/report/assessments/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ListTable } from "../../ui/list-table.tsx";
import { AssessmentStateBadge, GradeBadge } from "../../ui/grade-badge.tsx";

const SHOWN = ["name", "level", "period", "total", "state"];

export const ASSESSMENT_CELLS = {
	total: (row: AssessmentRow) => <GradeBadge grade={row.total} />,
	state: (row: AssessmentRow) => <AssessmentStateBadge state={row.state} />,
};

export function AssessmentTable({ assessments }: { assessments: readonly AssessmentRow[] }) {
	return (
		<ListTable
			caption="ISK-bedömningar"
			columns={assessmentColumns.filter((column) => SHOWN.includes(column.key))}
			rows={assessments}
			href={(row) => paths.assessment(row.id)}
			cells={ASSESSMENT_CELLS}
			empty="Ingen bedömning är påbörjad ännu."
		/>
	);
}
