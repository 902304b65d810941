import type { AccountPair } from "../../../db/queries/people/accounts-pairs.ts";
import type { Person, RoleRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { VERDICTS } from "../../../src/people/account-pairs/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";

interface PairPageProps {
	shell: Partial<LayoutProps>;
	accounts: readonly { person: Person; roles: readonly RoleRow[] }[];
	verdict: AccountPair | undefined;
	form: FormState;
	may_judge: boolean;
}

/** Two accounts beside each other, and the word of an administrator on whether they are one human's. */
export function PairPage(props: PairPageProps) {
	const { verdict } = props;
	return (
		<Layout
			{...props.shell}
			title="Är det samma människa?"
			lead="Det som den ena har beställt, attesterat, utfört eller ansvarat för räknas även för den andra, tills du har sagt att de är två. Inget tas bort: båda kontona och allt de gjort står kvar."
			crumbs={[{ href: paths.accountPairs(), label: "Dubbla konton" }]}
		>
			{props.accounts.map(({ person, roles }) => (
				<Section title={person.name}>
					<DescriptionList
						items={[
							{ term: "Konto", value: <Link href={paths.person(person.id)}>{person.name}</Link> },
							{ term: "E-post", value: person.email ?? "" },
							{ term: "Namn i ekonomisystemet", value: person.ledger_name ?? "" },
							{ term: "Tillagd", value: dateText(person.created_at) },
							{ term: "Avslutad", value: person.ended_at ? dateText(person.ended_at) : "" },
							{
								term: "Roller",
								value: roles.map((held) => `${ROLES[held.role]}, ${held.unit_name}`).join("; ") || "Inga",
								wide: true,
							},
						]}
					/>
				</Section>
			))}
			{verdict ? (
				<Section title="Bedömningen">
					<p>{`${VERDICTS[verdict.same_human === 1 ? "same" : "different"]}, ${dateText(verdict.decided_at)}. ${verdict.reason}`}</p>
				</Section>
			) : null}
			{props.may_judge ? <JudgeForm {...props} /> : null}
		</Layout>
	);
}

function JudgeForm({ accounts, verdict, form }: PairPageProps) {
	const [one, other] = accounts.map(({ person }) => person.id) as [string, string];
	return (
		<Section title={verdict ? "Ändra bedömningen" : "Bedöm"}>
			<Form
				action={paths.accountPair(one, other)}
				version={verdict ? versionOf(form, verdict.version) : undefined}
				errors={form.errors}
			>
				<RadioGroup
					name="verdict"
					label="Kontona tillhör"
					options={[
						{ value: "same", label: VERDICTS.same, help: "De räknas som en i varje prövning av jäv." },
						{ value: "different", label: VERDICTS.different, help: "De räknas var för sig." },
					]}
					value={valueIn(form, "verdict")}
					error={form.errors.verdict}
				/>
				<TextArea name="reason" label="Skäl" rows={3} value={valueIn(form, "reason")} error={form.errors.reason} />
				<FormActions cancel_href={paths.accountPairs()}>
					<Button>Spara bedömningen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
