import { RUN_STATUSES, type RunStatus } from "../../../db/schema/vocabulary.ts";
import type { StatedRun } from "../../../src/checks/runs/columns.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DueDay } from "../../ui/due-day.tsx";
import { List } from "../../ui/list.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";
import { RunResultBadge } from "../../ui/run-badges.tsx";
import { RemindLate } from "./remind-late.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { RunStateBadge } from "../../ui/run-state-badge.tsx";

const PRESETS = [
	{ label: "Att utföra", href: `${paths.runs()}?status=drawn` },
	{ label: "Att granska", href: `${paths.runs()}?status=signed` },
	{ label: "Ej genomförda", href: `${paths.runs()}?status=not_done` },
];

const ACTS = {
	action: paths.runsPicked(),
	acts: [{ key: "utforare", label: "Tilldela" }],
	value: (run: StatedRun) => `${run.id}~${run.version}`,
	name: (run: StatedRun) => `${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`,
};

interface RunsProps {
	shell: Partial<LayoutProps>;
	list: ListShown<StatedRun>;
	units: readonly { id: string; name: string }[];
	filter: { unit: string | undefined; period: string | undefined; status: RunStatus | undefined };
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
	remind_href: string | null;
	may_act: boolean;
}

/** Every kontrolltillfälle the person may see, the newest period first. */
export function RunsPage(props: RunsProps) {
	return (
		<Layout
			{...props.shell}
			title="Kontrolltillfällen"
			lead="Alla kontrolltillfällen, den senaste perioden först."
			crumbs={[{ href: paths.yearStrip(), label: "Kontroller" }]}
		>
			<Narrowed by={props.narrowed} clear_href={paths.runs()} />
			<RemindLate href={props.remind_href} />
			<List
				list={props.list}
				caption="Kontrolltillfällen"
				noun="kontrolltillfällen"
				href={(run) => paths.run(run.id)}
				filters={filtersOf(props)}
				presets={PRESETS}
				acts={props.may_act ? ACTS : undefined}
				cells={{
					state: (run) => <RunStateBadge state={run.state} />,
					result: (run) => (run.result ? <RunResultBadge result={run.result} /> : ""),
					due_on: (run) => <DueDay day={run.due_on} late={run.state === "late"} />,
				}}
			/>
		</Layout>
	);
}

function filtersOf({ filter, units }: RunsProps): ListFilter[] {
	return [
		{
			name: "enhet",
			label: "Enhet",
			placeholder: "Alla enheter",
			value: filter.unit,
			options: unitChoices(units),
		},
		{
			name: "period",
			label: "Period",
			kind: "text",
			value: filter.period,
			help: `Till exempel 2026-10 för ${formatOccurrence("2026-10")}`,
		},
		{
			name: "status",
			label: "Status",
			value: filter.status,
			options: Object.entries(RUN_STATUSES).map(([value, label]) => ({ value, label })),
		},
	];
}
