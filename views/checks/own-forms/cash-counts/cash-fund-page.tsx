import type { CashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { Button } from "../../../ui/button.tsx";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { DateField } from "../../../ui/field.tsx";
import { Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../../ui/form-state.ts";
import { dateText, kronorText } from "../../../ui/format.ts";
import { History, type HistoryEvent } from "../../../ui/history.tsx";
import { Section } from "../../../ui/section.tsx";

export interface CashFundPageProps {
	shell: Partial<LayoutProps>;
	fund: CashFund;
	may_edit: boolean;
	history: readonly HistoryEvent[];
	form: FormState;
}

export function CashFundPage({ fund, form, ...props }: CashFundPageProps) {
	return (
		<Layout
			{...props.shell}
			title={fund.name}
			lead={fund.unit_name}
			crumbs={[{ href: paths.cashFunds(), label: "Kontantkassor" }]}
		>
			<DescriptionList
				items={[
					{ term: "Kassaansvarig", value: fund.holder },
					{ term: "Växelkassa", value: kronorText(fund.float_ore) },
					{ term: "Finns från", value: dateText(fund.valid_from) },
					{ term: "Avslutad", value: fund.valid_to ? dateText(fund.valid_to) : "Nej" },
				]}
			/>
			{props.may_edit ? (
				<Section title="Avsluta kassan" lead="Kassan finns kvar i registret med sina räkningar.">
					<Form action={paths.cashFund(fund.id)} version={versionOf(form, fund.version)} errors={form.errors}>
						<DateField
							name="valid_to"
							label="Räknas inte från och med"
							value={valueIn(form, "valid_to")}
							error={form.errors.valid_to}
						/>
						<FormActions cancel_href={paths.cashFunds()}>
							<Button>Avsluta kassan</Button>
						</FormActions>
					</Form>
				</Section>
			) : null}
			<Section title="Händelser">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
