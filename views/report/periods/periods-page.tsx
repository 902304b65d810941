import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { ListedPeriod } from "../../../db/queries/report/periods-listed.ts";
import type { BoardChoice } from "../../../db/queries/report/periods.ts";
import { PERIOD_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { stateText } from "../../../src/report/periods/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, NumberField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions } from "../../ui/section.tsx";

/** Every occasion to report, and the way to add one. */
export function PeriodsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<ListedPeriod>;
	boards: readonly BoardChoice[];
	may_add: boolean;
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Rapporter"
			lead="Varje rapporttillfälle har en första dag och ett brytdatum. Ett kontrolltillfälle ingår när dess egen period slutar mellan dem, med de avvikelser det hittade, också om kontrollen utfördes senare. Avvikelser utan kontroll ingår efter dagen de hittades."
		>
			{props.may_add ? (
				<Disclosure summary="Lägg till rapporttillfälle" open={Object.keys(props.form.errors).length > 0}>
					<AddPeriodForm boards={props.boards} form={props.form} />
				</Disclosure>
			) : null}
			<Actions>
				<Link href={paths.meetings()}>Sammanträden</Link>
			</Actions>
			<List
				list={props.list}
				noun="rapporttillfällen"
				caption="Rapporttillfällen"
				href={(period) => paths.reportPeriod(period.id)}
				cells={{ state: (period) => <PeriodStateBadge period={period} /> }}
				empty="Det finns inga rapporttillfällen ännu."
			/>
		</Layout>
	);
}

function PeriodStateBadge({ period }: { period: ListedPeriod }) {
	const { edition, reopened_at } = period;
	const closed = edition === null ? "info" : "ok";
	return <StateBadge tone={reopened_at === null ? closed : "warn"} label={stateText(period)} />;
}

function AddPeriodForm({ boards, form }: { boards: readonly BoardChoice[]; form: FormState }) {
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	const kinds = Object.entries(PERIOD_KINDS).map(([value, label]) => ({ value, label }));
	return (
		<Form action={paths.reports()} errors={form.errors} unsaved>
			{boards.length > 1 ? (
				<SelectField
					{...field("board_id")}
					label="Nämnd"
					placeholder="Välj nämnd"
					options={boards.map((board) => ({ value: board.id, label: board.name }))}
				/>
			) : null}
			<TextField {...field("name")} label="Namn" help="Till exempel Delårsrapport 2026." maxlength={100} />
			<SelectField {...field("kind")} label="Slag" placeholder="Välj slag" options={kinds} />
			<NumberField {...field("year")} label="År" help="Det år vars internkontrollplan rapporten följer upp." />
			<DateField {...field("first_day")} label="Periodens första dag" />
			<DateField {...field("cut_off")} label="Brytdatum" help="Sista dagen som ingår." />
			<DateField {...field("deadline")} label="Sista dag för rapporten" />
			<FormActions>
				<Button>Lägg till</Button>
			</FormActions>
		</Form>
	);
}
