import { RUN_STATUSES, type RunStatus } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { runColumns, type StatedRun } from "../../../src/checks/runs/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RunStateBadge } from "../../ui/run-state-badge.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import { RunResultBadge } from "../../ui/run-badges.tsx";

const ON_SCREEN = new Set(["control", "unit", "period", "due_on", "state", "result", "performer"]);

/** Every kontrolltillfälle the person may see, the newest period first. */
export function RunsPage(props: {
	shell: Partial<LayoutProps>;
	runs: readonly StatedRun[];
	pager: Parameters<typeof Pager>[0];
	units: readonly { id: string; name: string }[];
	filter: { unit: string | undefined; period: string | undefined; status: RunStatus | undefined };
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
	list_href: string;
}) {
	return (
		<Layout
			{...props.shell}
			title="Kontrolltillfällen"
			lead="Alla kontrolltillfällen, den senaste perioden först."
			crumbs={[{ href: paths.yearStrip(), label: "Kontroller" }]}
		>
			<RunFilters {...props} />
			<Narrowed by={props.narrowed} clear_href={paths.runs()} />
			<ListTable
				caption="Kontrolltillfällen"
				columns={runColumns.filter((column) => ON_SCREEN.has(column.key))}
				rows={props.runs}
				href={(run) => paths.run(run.id)}
				cells={{
					state: (run) => <RunStateBadge state={run.state} />,
					result: (run) => (run.result ? <RunResultBadge result={run.result} /> : ""),
				}}
				empty="Inga kontrolltillfällen passar urvalet."
			/>
			<Pager {...props.pager} noun="kontrolltillfällen" />
			<ListExports base_href={props.list_href} />
		</Layout>
	);
}

function RunFilters(props: Parameters<typeof RunsPage>[0]) {
	const { filter } = props;
	return (
		<FilterBar action={paths.runs()} clear_href={paths.runs()}>
			<SelectField
				name="enhet"
				label="Enhet"
				optional="silent"
				placeholder="Alla enheter"
				value={filter.unit}
				options={props.units.map((unit) => ({ value: unit.id, label: unit.name }))}
			/>
			<TextField
				name="period"
				label="Period"
				optional="silent"
				help={`Till exempel 2026-10 för ${formatOccurrence("2026-10")}`}
				value={filter.period}
				width="short"
			/>
			<SelectField
				name="status"
				label="Status"
				optional="silent"
				placeholder="Alla"
				value={filter.status}
				options={Object.entries(RUN_STATUSES).map(([value, label]) => ({ value, label }))}
			/>
		</FilterBar>
	);
}
