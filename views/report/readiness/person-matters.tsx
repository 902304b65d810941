import { WEIGHTS } from "../../../src/report/readiness/columns.ts";
import type { PersonMatters } from "../../../src/report/readiness/read-readiness.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { TaskList } from "../../ui/task-list.tsx";

/** What waits for one person, what stops the report first. */
export function MatterList({ label, matters }: { label: string; matters: PersonMatters["matters"] }) {
	return (
		<TaskList
			label={label}
			tasks={matters.map((matter) => ({
				href: matter.href,
				title: matter.text,
				state:
					matter.weight === "stops" ? (
						<StateBadge tone="bad" label={WEIGHTS.stops} />
					) : (
						<StateBadge tone="warn" label={WEIGHTS.weakens} />
					),
			}))}
		/>
	);
}
