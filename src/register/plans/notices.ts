import type { Plan } from "../../../db/queries/register/plans.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";

export interface PlanNotice {
	tone: "info" | "warn";
	text: string;
}

/** What a reader must know before trusting the plan: not in force, adopted late, lacking or changed since, not begun, or closed. */
export function planNotices(
	plan: Pick<Plan, "year" | "status" | "decided_on">,
	today: string,
	remarks: readonly string[] = [],
): PlanNotice[] {
	const firstDay = `${plan.year}-01-01`;
	const notices: PlanNotice[] = [];
	if (plan.status === "draft")
		notices.push({
			tone: "warn",
			text: "Planen är ett utkast och gäller inte. Den gäller när nämndens beslut är registrerat med datum, § och diarienummer.",
		});
	if (plan.status === "preparation")
		notices.push({
			tone: "warn",
			text: "Planen är i beredning och gäller inte. Inget i den kan ändras förrän den är beslutad eller tagen tillbaka.",
		});
	if (plan.decided_on !== null && plan.decided_on >= firstDay)
		notices.push({
			tone: "warn",
			text: `Planen beslutades ${formatDate(plan.decided_on)}, efter att året ${plan.year} hade börjat.`,
		});
	notices.push(...remarks.map((text) => ({ tone: "warn" as const, text })));
	if (plan.status === "in_force" && today < firstDay)
		notices.push({ tone: "info", text: `Planen gäller inte ännu. Den gäller från ${formatDate(firstDay)}.` });
	if (plan.status === "in_force" && today > `${plan.year}-12-31`)
		notices.push({ tone: "warn", text: `Året ${plan.year} är slut, men planen är inte avslutad.` });
	if (plan.status === "closed") notices.push({ tone: "info", text: "Planen är avslutad. Inget i den kan ändras." });
	return notices;
}
