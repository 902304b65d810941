import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import { FOLLOW_UP_STATUSES, type FollowUpStatus } from "../../../db/schema/report/words.ts";
import { factsOf } from "../../../src/report/follow-ups/columns.ts";
import { StateBadge } from "../../ui/badge.tsx";

const TONES = { as_planned: "ok", partly: "warn", not_as_planned: "bad" } as const;

export function FollowUpStatusBadge({ status }: { status: FollowUpStatus | null }) {
	return status ? <StateBadge tone={TONES[status]} label={FOLLOW_UP_STATUSES[status]} /> : null;
}

/** What the register says, a small badge each; what is not as it should be has a mark. */
export function FactBadges({ row }: { row: Pick<FollowUpRow, "kind" | "numbers"> }) {
	return (
		<ul class="facts">
			{factsOf(row).map(({ text, worse }) => {
				const label = text.charAt(0).toUpperCase() + text.slice(1);
				return (
					<li>{worse ? <StateBadge tone="warn" label={label} /> : <span class="badge tone-none">{label}</span>}</li>
				);
			})}
		</ul>
	);
}

/** How far the text has come: nothing, written, completed by the controller. */
export function FollowUpStateBadge({ row }: { row: Pick<FollowUpRow, "follow_up"> }) {
	const { follow_up } = row;
	if (!follow_up || follow_up.result === "") return <StateBadge tone="none" label="Resultat saknas" />;
	if (follow_up.completed_at === null) return <StateBadge tone="info" label="Skriven" />;
	return <StateBadge tone="ok" label="Färdigställd" />;
}
