import type { ListShown } from "../../../../src/ground/tables/list.ts";
import type { CashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { formatOccurrence } from "../../../../src/ground/calendar/occurrence.ts";
import type { CashOrderView } from "../../../../src/checks/own-forms/cash-counts/cash-orders.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { Button, PostButton } from "../../../ui/button.tsx";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { DateField, NumberField, SelectField, TextField } from "../../../ui/field.tsx";
import { Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";
import { Link } from "../../../ui/link.tsx";
import { List } from "../../../ui/list.tsx";
import { unitChoices } from "../../../ui/choices.tsx";
import { Section } from "../../../ui/section.tsx";

export interface CashFundsPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<CashFund>;
	/** Units the person may add a kassa at; none for a reader. */
	units: { id: string; name: string }[];
	/** The orders the person leads; the next kassa is shown, no more. */
	orders: CashOrderView[];
	today: string;
	form: FormState;
}

export function CashFundsPage(props: CashFundsPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Kontantkassor"
			lead="Registret över kontantkassor. De räknas oanmält, i en dragen ordning, av två personer."
			crumbs={[{ href: paths.controls(), label: "Kontrollmoment" }]}
		>
			{props.orders.map((order) => (
				<Order order={order} />
			))}
			<Section title="Register">
				<List
					list={props.list}
					noun="kassor"
					caption="Kontantkassor"
					href={(fund) => paths.cashFund(fund.id)}
					empty="Registret är tomt."
				/>
			</Section>
			{props.units.length > 0 ? <AddForm {...props} /> : null}
		</Layout>
	);
}

function Order({ order }: { order: CashOrderView }) {
	const title = `${order.control_title}, ${formatOccurrence(order.period_key)}`;
	if (order.commitment === null && order.total > 0 && order.counted === order.total) {
		return <Section title={title} lead={`Alla ${order.total} kassor räknades utan dragen ordning.`} />;
	}
	if (order.commitment === null) {
		return (
			<Section
				title={title}
				lead="Ordningen är inte dragen. När den är dragen visas bara vilken kassa som är näst i tur."
			>
				<PostButton action={paths.cashOrders()} hidden={{ control_id: order.control_id, period_key: order.period_key }}>
					Dra ordningen
				</PostButton>
			</Section>
		);
	}
	return (
		<Section title={title}>
			<DescriptionList
				items={[
					{ term: "Räknade", value: `${order.counted} av ${order.total}` },
					{ term: "Näst i tur", value: order.next ? <Next order={order} /> : "Alla är räknade" },
					{ term: "Åtagande", value: <code class="hash">{order.commitment}</code>, wide: true },
					...(order.revealed
						? [{ term: "Hemlighet", value: <code class="hash">{order.revealed.secret}</code>, wide: true }]
						: []),
				]}
			/>
			{order.revealed ? (
				<Disclosure summary="Visa ordningen som drogs">
					<ol>
						{order.revealed.funds.map((fund) => (
							<li>{`${fund.name}, ${fund.unit_name}`}</li>
						))}
					</ol>
				</Disclosure>
			) : null}
		</Section>
	);
}

function Next({ order }: { order: CashOrderView }) {
	return <Link href={paths.runCash(order.next!.run_id)}>{`${order.next!.name}, ${order.next!.unit_name}`}</Link>;
}

function AddForm({ units, form, today }: CashFundsPageProps) {
	const { errors } = form;
	return (
		<Section title="Lägg till en kassa">
			<Form action={paths.cashFunds()} errors={errors}>
				<SelectField
					name="unit_id"
					label="Enhet"
					placeholder="Välj"
					options={unitChoices(units)}
					value={valueIn(form, "unit_id")}
					error={errors.unit_id}
				/>
				<TextField name="name" label="Kassans namn" value={valueIn(form, "name")} error={errors.name} width="medium" />
				<TextField
					name="holder"
					label="Kassaansvarig"
					value={valueIn(form, "holder")}
					error={errors.holder}
					width="medium"
				/>
				<NumberField
					name="float_kr"
					label="Växelkassa"
					unit="kr"
					value={valueIn(form, "float_kr")}
					error={errors.float_kr}
				/>
				<DateField
					name="valid_from"
					label="Finns från"
					value={valueIn(form, "valid_from") || today}
					error={errors.valid_from}
				/>
				<FormActions>
					<Button>Lägg till kassan</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
