import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../paths/paths.ts";
import type { ReportNumbers } from "../periods/report-numbers.ts";

interface Standing {
	period: Pick<Period, "id" | "name">;
	assessment: Pick<AssessmentRow, "id" | "level" | "state"> | null;
	plan: Pick<Plan, "id" | "year" | "status"> | null;
	numbers: Pick<ReportNumbers, "deviations">;
}

/** What waits for the nämnd in the report's own year, in plain words, on its page and its paper. */
export function decisionsNeeded({ assessment, plan, numbers, period }: Standing): { href: string; text: string }[] {
	return [
		...(assessment?.level === "board" && assessment.state === "approved"
			? [{ href: paths.assessment(assessment.id), text: `Besluta om ISK-bedömningen i ${period.name}` }]
			: []),
		...(plan?.status === "preparation"
			? [{ href: paths.plan(plan.id), text: `Besluta om internkontrollplan ${plan.year}` }]
			: []),
		...(plan?.status === "draft"
			? [
					{
						href: paths.plan(plan.id),
						text: `Internkontrollplan ${plan.year} är ett utkast och behöver beredas innan den kan beslutas`,
					},
				]
			: []),
		...(numbers.deviations.critical.open > 0
			? [
					{
						href: paths.reportGround(period.id, "avvikelser", { grad: "critical" }),
						text: "Ta ställning till väsentliga avvikelser som inte är hanterade",
					},
				]
			: []),
	];
}
