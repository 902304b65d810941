import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import { formValues } from "../../ground/tables/field.ts";
import { FOLLOW_UP_FIELDS } from "./fields.ts";

/** What is said again from one report to the next. The status is not: it is judged anew each time. */
const TEXTS = ["result", "analysis", "new_measure"] as const;

/** The empty texts that the report before has words for: which they are, and the form with those words. Null where there is none. */
export function takenOver(row: FollowUpRow): { labels: string[]; values: Record<string, string | string[]> } | null {
	const { previous } = row;
	if (!previous) return null;
	const saved = formValues(FOLLOW_UP_FIELDS, row);
	const empty = TEXTS.filter((key) => saved[key] === "" && previous[key] !== "");
	if (empty.length === 0) return null;
	const words = Object.fromEntries(empty.map((key) => [key, previous[key]]));
	return { labels: empty.map((key) => FOLLOW_UP_FIELDS[key].label), values: { ...saved, ...words } };
}
