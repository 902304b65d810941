import type { RiskMove } from "../../../db/queries/register/risks-moves.ts";
import { assessed } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import {
	type MarkedRow,
	RISK_PROGRESS,
	type RiskProgress,
	riskMarks,
	riskProgress,
	stepMarks,
} from "../../../src/register/plans/columns.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Link } from "../../ui/link.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { ROLE } from "../../ui/table-roles.ts";
import { MeasureBadge } from "../../ui/measure-badge.tsx";

/** Where risks stood at an earlier report, by id. */
export interface PlanMovement {
	since: string;
	moves: ReadonlyMap<string, RiskMove>;
}

interface Props {
	rows: readonly MarkedRow[];
	scale: Scale;
	movement: PlanMovement | null;
	today: string;
}

const LOOK: Record<RiskProgress, Tone> = {
	late: "bad",
	ongoing: "info",
	not_started: "none",
	done: "ok",
	none: "neutral",
};

/** The plan by verksamhet: each risk with its value, how it has moved, who owns it and how its åtgärder go. What differs is marked. */
export function PublishedPlan(props: Props) {
	const areas = by(props.rows, (row) => row.area_id);
	if (areas.length === 0) return <EmptyState text="Planen har inga risker ännu." />;
	return (
		<table {...ROLE.table} class="plan-table">
			<caption class="sr-only">Planens risker och åtgärder, per verksamhet</caption>
			<thead {...ROLE.group}>
				<tr {...ROLE.row}>
					{["Nr", "Risk och åtgärder", "Kvarstående", "Ägare", "Åtgärderna"].map((label) => (
						<th {...ROLE.head} scope="col">
							{label}
						</th>
					))}
				</tr>
			</thead>
			{areas.map((own) => (
				<tbody {...ROLE.group}>
					<tr {...ROLE.row} class="area-row">
						<th {...ROLE.row_head} scope="rowgroup" colspan={5}>
							<span class="sr-only">Verksamhet: </span>
							{own[0]!.area} <ChangedMark mark={own[0]!.marks.area} />
						</th>
					</tr>
					{by(own, (row) => row.risk_id).map((risk) => (
						<RiskRow {...props} rows={risk} />
					))}
				</tbody>
			))}
		</table>
	);
}

/** Rows that share a key, in the order they came. */
function by(rows: readonly MarkedRow[], keyOf: (row: MarkedRow) => string): MarkedRow[][] {
	const groups = new Map<string, MarkedRow[]>();
	for (const row of rows) {
		const group = groups.get(keyOf(row));
		if (group) group.push(row);
		else groups.set(keyOf(row), [row]);
	}
	return [...groups.values()];
}

function RiskRow(props: Props) {
	const { rows, today } = props;
	const row = rows[0]!;
	const { progress, late } = riskProgress(
		rows.map(({ step }) => step),
		today,
	);
	return (
		<tr {...ROLE.row}>
			<td {...ROLE.cell} class="is-id">{`R${row.risk_number}`}</td>
			<th {...ROLE.row_head} scope="row" class="is-title">
				<Link href={paths.risk(row.risk_id)}>{row.risk_title}</Link>
				<Marks of={riskMarks(row)} /> <ChangedMark mark={row.marks.risk} />
				<Steps rows={rows} />
			</th>
			<td {...ROLE.cell} class="value-cell">
				<RiskBadge score={row.residual?.score ?? null} band={row.residual?.band ?? null} />
				<Moved {...props} row={row} />
				{row.inherent ? <span class="was">{`inneboende ${row.inherent.score}`}</span> : null}
			</td>
			<td {...ROLE.cell}>{row.risk_owner ?? "Ingen ägare"}</td>
			<td {...ROLE.cell}>
				<StateBadge
					tone={LOOK[progress]}
					pattern={progress === "late" ? "clock" : undefined}
					label={late > 0 ? `${late} ${late === 1 ? "försenad" : "försenade"}` : RISK_PROGRESS[progress]}
				/>
			</td>
		</tr>
	);
}

/** The value it had at the last report; nothing where it is the same. */
function Moved({ row, movement, scale }: Props & { row: MarkedRow }) {
	const move = movement?.moves.get(row.risk_id);
	if (!move || !row.residual) return null;
	const { residual_likelihood = row.residual.likelihood, residual_impact = row.residual.impact } = move;
	const before = assessed(scale, residual_likelihood, residual_impact);
	if (!before || before.score === row.residual.score) return null;
	return (
		<span class="was">
			<Glyph name={row.residual.score > before.score ? "up" : "down"} />
			{`förut ${before.score}`}
			<span class="sr-only">{` vid ${movement!.since}`}</span>
		</span>
	);
}

function Marks({ of }: { of: readonly string[] }) {
	return of.length > 0 ? <span class="soft">{` (${of.join(", ")})`}</span> : null;
}

export function ChangedMark({ mark }: { mark: string | null }) {
	return mark === null ? null : <StateBadge tone="warn" label={mark} />;
}

function Steps({ rows }: { rows: readonly MarkedRow[] }) {
	const steps = rows.filter((row) => row.step !== null);
	if (steps.length === 0) return <span class="was">Ingen åtgärd ännu</span>;
	return (
		<details class="more" open={steps.some(({ marks }) => marks.measure !== null)}>
			<summary>{steps.length === 1 ? "1 åtgärd" : `${steps.length} åtgärder`}</summary>
			<ul class="plain-list">
				{steps.map(({ step, marks, ...row }) => (
					<li>
						<Link href={step!.kind === "measure" ? paths.measure(step!.id) : paths.control(step!.id)}>
							{step!.title}
						</Link>
						<Marks of={stepMarks(row, step!)} /> <ChangedMark mark={marks.measure} />{" "}
						{step!.status ? <MeasureBadge measure={{ status: step!.status, is_overdue: false }} /> : null}
					</li>
				))}
			</ul>
		</details>
	);
}
