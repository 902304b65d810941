import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import { assessmentColumns } from "../../../src/report/assessments/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ListTable } from "../../ui/list-table.tsx";
import { AssessmentStateBadge, GradeBadge } from "../../ui/grade-badge.tsx";

const SHOWN = ["name", "level", "period", "total", "state"];

export function AssessmentTable({ assessments }: { assessments: readonly AssessmentRow[] }) {
	return (
		<ListTable
			caption="ISK-bedömningar"
			columns={assessmentColumns.filter((column) => SHOWN.includes(column.key))}
			rows={assessments}
			href={(row) => paths.assessment(row.id)}
			cells={{
				total: (row) => <GradeBadge grade={row.total} />,
				state: (row) => <AssessmentStateBadge state={row.state} />,
			}}
			empty="Ingen bedömning är påbörjad ännu."
		/>
	);
}
