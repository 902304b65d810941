import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Delivery } from "../../../db/queries/report/follow-ups-deliveries.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextField } from "../../ui/field.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { List } from "../../ui/list.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	list: ListShown<Delivery>;
	people: readonly { id: string; name: string }[];
	actor_id: string | null;
	sealed: boolean;
	may_add: boolean;
	form: FormState;
}

/** Who delivers what to the report. */
export function DeliveriesPage(props: Props) {
	const { period } = props;
	const alone = Object.keys(props.form.values).length === 0;
	return (
		<Layout
			{...props.shell}
			title={`Leveranser, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead={`Vem som lämnar vad till rapporten. Brytdatum ${dateText(period.cut_off)}, rapporten klar ${dateText(period.deadline)}.`}
		>
			<PeriodNav period_id={period.id} current="Leveranser" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			{alone ? <ErrorSummary errors={props.form.errors} /> : null}
			<List
				list={props.list}
				noun="leveranser"
				caption="Leveranser"
				empty="Ingen har ombetts lämna något ännu."
				cells={{ delivered_at: (row) => <Delivered row={row} {...props} /> }}
			/>
			{props.may_add ? (
				<Disclosure summary="Lägg till leverans" open={!alone}>
					<AddForm {...props} />
				</Disclosure>
			) : null}
		</Layout>
	);
}

function Delivered({ row, period, sealed, actor_id, may_add }: { row: Delivery } & Props) {
	if (row.delivered_at) return <StateBadge tone="ok" label={`Lämnad ${dateText(row.delivered_at)}`} />;
	if (sealed || (row.person_id !== actor_id && !may_add)) return <StateBadge tone="none" label="Inte lämnad" />;
	return (
		<PostButton
			action={paths.delivered(period.id, row.id)}
			version={row.version}
			variant="secondary"
			label={`Markera ”${row.what}” som lämnad`}
		>
			Markera som lämnad
		</PostButton>
	);
}

function AddForm({ period, people, form }: Props) {
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.deliveries(period.id)} errors={form.errors} unsaved>
			<TextField
				{...field("what")}
				label="Del av rapporten"
				help="Till exempel Uppföljning av inköp."
				maxlength={200}
			/>
			<PersonField
				{...field("person_id")}
				form={form}
				label="Lämnas av"
				placeholder="Välj person"
				people={peopleToChoose(people)}
			/>
			<DateField {...field("due_on")} label="Senast" />
			<FormActions>
				<Button>Lägg till leveransen</Button>
			</FormActions>
		</Form>
	);
}
