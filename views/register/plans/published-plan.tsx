import type { PlanRow } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import { planColumns, riskMarks, stepMarks } from "../../../src/register/plans/columns.ts";
import { Link } from "../../ui/link.tsx";
import { DataTable } from "../../ui/table.tsx";

/** Verksamhet | Risk | Åtgärd as the nämnd decides them: a risk once, with all its åtgärder beside it. */
export function PublishedPlan({ rows }: { rows: readonly PlanRow[] }) {
	const risks = new Map<string, PlanRow[]>();
	for (const row of rows) risks.set(row.risk_id, [...(risks.get(row.risk_id) ?? []), row]);
	return (
		<DataTable
			caption="Planen"
			hide_caption
			empty="Planen har inga risker ännu."
			columns={planColumns.map(({ key, label }) => ({ key, label, primary: key === "risk" }))}
			rows={[...risks.values()].map((of) => ({
				cells: {
					area: of[0]!.area,
					risk: (
						<>
							<Link href={paths.risk(of[0]!.risk_id)}>{of[0]!.risk_title}</Link>
							<Marks of={riskMarks(of[0]!)} />
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

function Steps({ rows }: { rows: readonly PlanRow[] }) {
	const steps = rows.flatMap((row) => (row.step ? [{ ...row.step, marks: stepMarks(row, row.step) }] : []));
	if (steps.length === 0) return <span class="soft">Ingen åtgärd ännu</span>;
	return (
		<ul class="plain-list">
			{steps.map((step) => (
				<li>
					<Link href={step.kind === "measure" ? paths.measure(step.id) : paths.control(step.id)}>{step.title}</Link>
					<Marks of={step.marks} />
				</li>
			))}
		</ul>
	);
}
