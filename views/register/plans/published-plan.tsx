import { paths } from "../../../src/paths/paths.ts";
import { type MarkedRow, publishedColumns, riskMarks, stepMarks } from "../../../src/register/plans/columns.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { Link } from "../../ui/link.tsx";
import { DataTable } from "../../ui/table.tsx";

/** Verksamhet | Risk | Åtgärd as the nämnd decides them: a risk once, with all its åtgärder beside it. What differs is marked. */
export function PublishedPlan({ rows }: { rows: readonly MarkedRow[] }) {
	const risks = new Map<string, MarkedRow[]>();
	for (const row of rows) risks.set(row.risk_id, [...(risks.get(row.risk_id) ?? []), row]);
	return (
		<DataTable
			caption="Planen"
			hide_caption
			empty="Planen har inga risker ännu."
			columns={publishedColumns.map(({ key, label }) => ({ key, label, primary: key === "risk" }))}
			rows={[...risks.values()].map((of) => ({
				cells: {
					area: (
						<>
							{of[0]!.area} <ChangedMark mark={of[0]!.marks.area} />
						</>
					),
					risk: (
						<>
							<Link href={paths.risk(of[0]!.risk_id)}>{of[0]!.risk_title}</Link>
							<Marks of={riskMarks(of[0]!)} /> <ChangedMark mark={of[0]!.marks.risk} />
						</>
					),
					measure: <Steps rows={of} />,
				},
			}))}
		/>
	);
}

function Marks({ of }: { of: readonly string[] }) {
	return of.length > 0 ? <span class="soft">{` (${of.join(", ")})`}</span> : null;
}

export function ChangedMark({ mark }: { mark: string | null }) {
	return mark === null ? null : <StateBadge tone="warn" label={mark} />;
}

function Steps({ rows }: { rows: readonly MarkedRow[] }) {
	if (rows.every((row) => row.step === null)) return <span class="soft">Ingen åtgärd ännu</span>;
	return (
		<ul class="plain-list">
			{rows.map(({ step, marks, ...row }) => (
				<li>
					<Link href={step!.kind === "measure" ? paths.measure(step!.id) : paths.control(step!.id)}>{step!.title}</Link>
					<Marks of={stepMarks(row, step!)} /> <ChangedMark mark={marks.measure} />
				</li>
			))}
		</ul>
	);
}
