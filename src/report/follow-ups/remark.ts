import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import { FOLLOW_UP_STATUSES, type FollowUpStatus, type Grade } from "../../../db/schema/report/words.ts";
import { MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { controlEffect } from "../periods/control-effect.ts";

type Row = Pick<FollowUpRow, "kind" | "numbers"> & { follow_up: { status: FollowUpStatus | null } | null };

const SAID: Record<Grade, FollowUpStatus> = {
	sufficient: "as_planned",
	needs_improvement: "partly",
	insufficient: "not_as_planned",
};

/** The status that the numbers give; null where they say nothing either way. */
export function computedStatus({ kind, numbers }: Pick<Row, "kind" | "numbers">): FollowUpStatus | null {
	if (kind === "risk") return null;
	if (kind === "control") {
		const effect = controlEffect(numbers);
		return effect && SAID[effect];
	}
	if (numbers.overdue === 1) return "not_as_planned";
	return numbers.measure_status === "done" && numbers.effect_tested === "yes" ? "as_planned" : null;
}

/** What is said of a row where the words that people wrote contradict what is computed; empty where they agree. */
export function remarkOf(row: Row): string {
	const computed = computedStatus(row);
	const written = row.follow_up?.status ?? null;
	const remarks = [measureRemark(row)];
	if (computed !== null && written !== null && computed !== written) {
		const [says, wrote] = [FOLLOW_UP_STATUSES[computed], FOLLOW_UP_STATUSES[written]];
		remarks.push(`Talen säger ”${says.toLowerCase()}”, skriven status är ”${wrote.toLowerCase()}”.`);
	}
	return remarks.filter((one) => one !== "").join(" ");
}

function measureRemark({ kind, numbers }: Row): string {
	const { overdue, measure_status, due_on } = numbers;
	if (kind !== "measure" || measure_status === null) return "";
	const late = measure_status === "late";
	if (overdue === 1 && !late)
		return `Dagen har passerat (${formatDate(due_on!)}), men åtgärdens status är ”${MEASURE_STATUSES[measure_status].toLowerCase()}”.`;
	if (overdue !== 1 && late) return "Åtgärdens status är ”försenad”, men dess dag hade inte passerat.";
	return "";
}
