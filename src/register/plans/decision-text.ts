import type { PlanDecision } from "../../../db/queries/register/plans-decisions.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";

/** "12 mars 2026, § 20, 26RS77" */
export function decisionText(decision: PlanDecision): string {
	return `${formatDate(decision.decided_on)}, § ${decision.decision_paragraph}, ${decision.registry_no}`;
}
