import type { CashCount, CashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import type { Run } from "../../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../../src/ground/calendar/occurrence.ts";
import { UNTOUCHED } from "../../../ui/form-state.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { StateBadge } from "../../../ui/badge.tsx";
import { ButtonLink, PostButton } from "../../../ui/button.tsx";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Flash } from "../../../ui/flash.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";
import { dateTimeText, kronorText } from "../../../ui/format.ts";
import { Section } from "../../../ui/section.tsx";
import { CountForm } from "./count-form.tsx";

export interface CashPageProps {
	shell: Partial<LayoutProps>;
	run: Run;
	funds: readonly CashFund[];
	counts: readonly CashCount[];
	witnesses: readonly { id: string; name: string }[];
	/** The run is not signed. */
	open: boolean;
	editable: boolean;
	person_id: string | null;
	form: FormState;
}

/** The kassor of one unit: counted note by note by two people, before the run is signed. */
export function CashPage(props: CashPageProps) {
	const { run, funds, counts } = props;
	const done = funds.every((fund) => counts.some((count) => count.fund_id === fund.id && count.attested_at !== null));
	return (
		<Layout
			{...props.shell}
			title="Räkna kontantkassor"
			lead={`${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.control_title}, ${run.unit_name}` },
			]}
			main_action={
				props.editable && done ? (
					<ButtonLink href={paths.runSignature(run.id)}>Skriv resultat och signera</ButtonLink>
				) : null
			}
		>
			{funds.length === 0 ? (
				<Flash
					tone="info"
					announce={false}
					text="Enheten har ingen kontantkassa i registret. Kontrollen kan signeras."
				/>
			) : null}
			{funds.map((fund) => (
				<Fund {...props} fund={fund} count={counts.find((one) => one.fund_id === fund.id)} />
			))}
		</Layout>
	);
}

function Fund(props: CashPageProps & { fund: CashFund; count: CashCount | undefined }) {
	const { fund, count } = props;
	const isTyped = valueIn(props.form, "fund_id") === fund.id;
	const form = isTyped ? props.form : UNTOUCHED;
	const fields = <CountForm run={props.run} fund={fund} count={count} witnesses={props.witnesses} form={form} />;
	return (
		<Section title={fund.name} lead={`Kassaansvarig ${fund.holder}. Växelkassa ${kronorText(fund.float_ore)}.`}>
			{count ? <Counted {...props} count={count} /> : null}
			{!count && !props.editable ? <p>Inte räknad.</p> : null}
			{props.editable && !count ? fields : null}
			{props.editable && count ? (
				<Disclosure summary="Räkna om" open={isTyped}>
					{fields}
				</Disclosure>
			) : null}
		</Section>
	);
}

function Counted({ count, open, person_id }: CashPageProps & { count: CashCount }) {
	const isWitness = open && count.attested_at === null && count.witness_id === person_id;
	return (
		<>
			<DescriptionList
				items={[
					{ term: "Ska finnas", value: kronorText(count.expected_ore) },
					{ term: "Räknat", value: kronorText(count.counted_ore) },
					{ term: "Skillnad", value: <Difference ore={count.difference_ore} /> },
					{ term: "Räknad av", value: `${count.counted_by_name}, ${dateTimeText(count.counted_at)}` },
					{
						term: "Andra personen",
						value: `${count.witness_name}, ${count.attested_at ? `intygat ${dateTimeText(count.attested_at)}` : "har inte intygat än"}`,
					},
					...(count.note ? [{ term: "Anteckning", value: count.note, wide: true }] : []),
				]}
			/>
			{isWitness ? (
				<PostButton action={paths.cashCountAttest(count.id)} version={count.version} large>
					Jag var med och intygar räkningen
				</PostButton>
			) : null}
		</>
	);
}

function Difference({ ore }: { ore: number }) {
	if (ore === 0) return <StateBadge tone="ok" label="Ingen" />;
	return <StateBadge tone="bad" label={`${kronorText(ore)}, en avvikelse`} />;
}
