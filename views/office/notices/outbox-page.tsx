import type { OutboxRow } from "../../../db/queries/office/notices-outbox.ts";
import { LETTER_STATES, type LetterState, NOTICE_KINDS } from "../../../db/schema/office/notices.ts";
import { noticeState } from "../../../src/office/notices/columns.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { type FieldErrors, Form, FormActions } from "../../ui/form.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

const TLS = { starttls: "STARTTLS, krävs", implicit: "TLS från början", none: "Okrypterat" } as const;

interface OutboxProps {
	shell: Partial<LayoutProps>;
	list: ListShown<OutboxRow>;
	filter: { state: string | undefined; kind: string | undefined };
	/** Null where e-mail is not set up. Never the password. */
	mail: { server: string; tls: keyof typeof TLS; from: string; user: string | null } | null;
	letters: Partial<Record<LetterState, number>>;
	/** The letter that has been tried longest without going. */
	stuck: { created_at: string; answer: string } | null;
	may_try: boolean;
	errors: FieldErrors;
}

/** The mail server's words stand where something went wrong; the columns and the files have them for every row. */
function stateText(row: OutboxRow): string {
	const went = row.dropped !== null || row.answer === "" || row.state === "delivered";
	return went ? noticeState(row) : `${noticeState(row)}: ${row.answer}`;
}

/** What people are reminded of by e-mail, and what the mail server said of it. */
export function OutboxPage(props: OutboxProps) {
	return (
		<Layout
			{...props.shell}
			title="Utkorg"
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
			lead="Levererad betyder att e-postservern tog emot brevet. Vad den sedan gör med det syns inte här: brev som kommer tillbaka till avsändaren läses inte."
		>
			<Server {...props} />
			<Section title="Påminnelser">
				<List
					list={props.list}
					caption="Påminnelser"
					noun="påminnelser"
					filters={filtersOf(props.filter)}
					cells={{ state: (row) => stateText(row) }}
					empty="Ingen påminnelse finns här."
				/>
			</Section>
		</Layout>
	);
}

function Server({ mail, letters, stuck, may_try, errors }: OutboxProps) {
	if (mail === null)
		return (
			<Section title="E-postserver">
				<Flash
					tone="info"
					announce={false}
					text="E-post är inte inställd, och inget skickas. Lägg mail.json i datamappen och starta om: anvisningen står i installationens dokumentation."
				/>
			</Section>
		);
	const items = [
		{ term: "Server", value: mail.server },
		{ term: "Kryptering", value: TLS[mail.tls] },
		{ term: "Avsändare", value: mail.from },
		{ term: "Inloggning", value: mail.user ?? "Ingen" },
		...(Object.keys(LETTER_STATES) as LetterState[])
			.filter((state) => letters[state])
			.map((state) => ({ term: `Brev: ${LETTER_STATES[state].toLowerCase()}`, value: letters[state] })),
	];
	return (
		<Section title="E-postserver">
			{stuck && (
				<Flash
					tone="warn"
					announce={false}
					text={`Ett brev från ${dateTimeText(stuck.created_at)} har inte kunnat lämnas över: ${stuck.answer}`}
				/>
			)}
			<DescriptionList items={items} />
			{may_try && (
				<Form action={paths.mailTrial()} hidden={{ confirmed: "yes" }} errors={errors}>
					<FormActions>
						<Button variant="secondary">Skicka ett prov till mig</Button>
					</FormActions>
				</Form>
			)}
		</Section>
	);
}

function filtersOf({ state, kind }: OutboxProps["filter"]): ListFilter[] {
	const states = Object.entries(LETTER_STATES).map(([value, label]) => ({
		value,
		label: `Brev: ${label.toLowerCase()}`,
	}));
	const none = { value: "none", label: "Väntar på nästa brev" };
	const dropped = { value: "dropped", label: "Skickas inte" };
	const kinds = Object.entries(NOTICE_KINDS).map(([value, { label }]) => ({ value, label }));
	return [
		{ name: "lage", label: "Läge", value: state, options: [none, ...states, dropped] },
		{ name: "vad", label: "Vad", value: kind, options: kinds },
	];
}
