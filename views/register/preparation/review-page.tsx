import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { ROW_CHOICES } from "../../../db/schema/register/preparation.ts";
import { paths } from "../../../src/paths/paths.ts";
import { OUTCOMES } from "../../../src/register/comparison/columns.ts";
import { ROW_KINDS } from "../../../src/register/plans/columns.ts";
import { type ReviewRow, REVIEW_STATES } from "../../../src/register/preparation/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckboxGroup, RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Plan;
	/** The rows of the risk at hand. */
	own: readonly ReviewRow[];
	/** How many rows of the whole plan wait. */
	waiting: number;
	list: ListShown<ReviewRow>;
	may_choose: boolean;
}

const TONES = { undecided: "warn", unchanged: "warn", decided: "ok" } as const;

function Choice({ form, plan, own }: Props) {
	const typed = form.values.rows !== undefined || Object.keys(form.errors).length > 0;
	const open = own.filter((row) => row.state !== "decided").map((row) => row.id);
	return (
		<Section
			title={`R${own[0]!.risk_number}`}
			lead="Ta ställning till risken och det som står under den. Det som utgår stryks ur utkastet, med det som står under det."
		>
			<Form action={paths.planReview(plan.id)} errors={form.errors} version={versionOf(form, plan.version)}>
				<CheckboxGroup
					name="rows"
					label="Rader"
					options={own.map((row) => ({
						value: row.id,
						label: `${ROW_KINDS[row.kind]}: ${row.title}`,
						help: `${OUTCOMES[row.outcome]} mot förra året. ${row.choice ? ROW_CHOICES[row.choice] : REVIEW_STATES[row.state]}.`,
					}))}
					values={typed ? valuesIn(form, "rows") : open}
					error={form.errors.rows}
				/>
				<RadioGroup
					name="choice"
					label="Ställning"
					options={Object.entries(ROW_CHOICES).map(([value, label]) => ({ value, label }))}
					value={valueIn(form, "choice")}
					error={form.errors.choice}
				/>
				<TextArea
					name="reason"
					label="Skäl"
					optional
					help="Krävs för det som utgår."
					rows={2}
					value={valueIn(form, "reason")}
					error={form.errors.reason}
				/>
				<FormActions cancel_href={paths.plan(plan.id)}>
					<Button>Spara ställningstagandet</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function waitingText(n: number): string {
	if (n === 0) return "Alla rader från förra året är genomgångna.";
	return n === 1 ? "En rad väntar på ställningstagande." : `${n} rader väntar på ställningstagande.`;
}

/** What came from the year before, row by row: kept, changed or struck with its reason. */
export function ReviewPage(props: Props) {
	const { plan, own, may_choose } = props;
	return (
		<Layout
			{...props.shell}
			title={`Genomgång av internkontrollplan ${plan.year}`}
			lead={
				plan.carried_from === null
					? `${plan.board_name}. Planen är inte framtagen ur förra årets, så det finns inga rader att gå igenom.`
					: `${plan.board_name}. ${waitingText(props.waiting)}`
			}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			{may_choose && own.length > 0 ? <Choice {...props} /> : null}
			<List
				list={props.list}
				noun="rader"
				caption="Rader från förra årets plan"
				primary="title"
				cells={{
					title: (row) => <Link href={row.href}>{row.title}</Link>,
					risk: (row) =>
						may_choose && row.kind === "risk" ? (
							<Link
								href={`${paths.planReview(plan.id)}?risk=${row.id}`}
								label={`Ta ställning till R${row.risk_number}`}
							>
								{`R${row.risk_number}`}
							</Link>
						) : (
							`R${row.risk_number}`
						),
					state: (row) => <StateBadge tone={TONES[row.state]} label={REVIEW_STATES[row.state]} />,
				}}
				empty="Inga rader från förra året."
			/>
		</Layout>
	);
}
