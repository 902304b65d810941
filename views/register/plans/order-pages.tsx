import type { OrderedRow } from "../../../db/queries/register/plans-order.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ORDER_ACTS, ROW_KINDS } from "../../../src/register/plans/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";

type Act = keyof typeof ORDER_ACTS;

function Row({ plan, row, rows }: { plan: Plan; row: OrderedRow; rows: readonly OrderedRow[] }) {
	const below = rows.filter((one) => one.parent === row.id && one.dropped_reason === null);
	return (
		<li>
			<Link href={paths.planOrderRow(plan.id, row.kind, row.id)}>{`${ROW_KINDS[row.kind]}: ${row.title}`}</Link>
			{below.length > 0 ? (
				<ol>
					{below.map((one) => (
						<Row plan={plan} row={one} rows={rows} />
					))}
				</ol>
			) : null}
		</li>
	);
}

/** A draft as an outline; each row leads to the page where it is moved, renamed or dropped. */
export function OrderPage(props: { shell: Partial<LayoutProps>; plan: Plan; rows: readonly OrderedRow[] }) {
	const { plan, rows } = props;
	const dropped = rows.filter((row) => row.dropped_reason !== null);
	return (
		<Layout
			{...props.shell}
			title={`Ordna internkontrollplan ${plan.year}`}
			lead="Välj en rad för att flytta den, byta namn på den eller stryka den ur utkastet."
			crumbs={[{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }]}
		>
			<ol>
				{rows
					.filter((row) => row.kind === "area" && row.dropped_reason === null)
					.map((row) => (
						<Row plan={plan} row={row} rows={rows} />
					))}
			</ol>
			{dropped.length > 0 ? (
				<Section title="Struket ur utkastet" lead="Inget raderas. Det som är struket kan tas tillbaka.">
					<ul>
						{dropped.map((row) => (
							<li>
								<Link
									href={paths.planOrderRow(plan.id, row.kind, row.id)}
								>{`${ROW_KINDS[row.kind]}: ${row.title}`}</Link>
								{`. Skäl: ${row.dropped_reason}`}
							</li>
						))}
					</ul>
				</Section>
			) : null}
		</Layout>
	);
}

/**
 * Returns the acts for a row. A control has no order, a verksamhet cannot move elsewhere, and a dropped row can only be taken
 * back.
 */
function actsFor(row: OrderedRow): Act[] {
	if (row.dropped_reason !== null) return ["restore"];
	if (row.kind === "area") return ["up", "down", "rename", "drop"];
	return row.kind === "control" ? ["move", "rename", "drop"] : ["up", "down", "move", "rename", "drop"];
}

export function OrderRowPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Plan;
	rows: readonly OrderedRow[];
	own: OrderedRow;
}) {
	const { form, plan, own, rows } = props;
	const acts = actsFor(own);
	const target = own.kind === "risk" ? "area" : "risk";
	const places = rows.filter((row) => row.kind === target && row.dropped_reason === null && row.id !== own.parent);
	return (
		<Layout
			{...props.shell}
			title={`${ROW_KINDS[own.kind]}: ${own.title}`}
			lead={own.dropped_reason === null ? undefined : `Struken ur utkastet. Skäl: ${own.dropped_reason}`}
			crumbs={[
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
				{ href: paths.planOrder(plan.id), label: "Ordna planen" },
			]}
		>
			<Form
				action={paths.planOrderRow(plan.id, own.kind, own.id)}
				errors={form.errors}
				version={versionOf(form, plan.version)}
			>
				<RadioGroup
					name="act"
					label="Vad ska ändras?"
					options={acts.map((act) => ({ value: act, label: ORDER_ACTS[act] }))}
					value={valueIn(form, "act")}
					error={form.errors.act}
				/>
				{acts.includes("move") ? (
					<SelectField
						name="to"
						label={target === "area" ? "Flytta till verksamhet" : "Flytta till risk"}
						optional
						placeholder="Välj när raden ska flyttas"
						options={places.map((row) => ({ value: row.id, label: row.title }))}
						value={valueIn(form, "to")}
						error={form.errors.to}
					/>
				) : null}
				{acts.includes("rename") ? (
					<TextField
						name="title"
						label="Nytt namn"
						optional
						value={valueIn(form, "title")}
						error={form.errors.title}
						help="Fyll i när raden ska byta namn."
					/>
				) : null}
				<TextArea name="reason" label="Skäl" rows={2} value={valueIn(form, "reason")} error={form.errors.reason} />
				<FormActions cancel_href={paths.planOrder(plan.id)}>
					<Button>Ändra utkastet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
