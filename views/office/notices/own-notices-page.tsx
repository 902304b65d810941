import type { ToldNotice } from "../../../db/queries/office/notices.ts";
import { MUTABLE_KINDS, NOTICE_KINDS, WEEKDAYS } from "../../../db/schema/office/notices.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { CheckboxGroup, DateField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Actions, Section } from "../../ui/section.tsx";
import { ToldList } from "../../ui/told-list.tsx";

interface OwnNoticesProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	version: number;
	sends_mail: boolean;
	address: string | null;
	told: readonly ToldNotice[];
	/** When the calendar's address was made; null without one. */
	feed: { created_at: string } | null;
}

/** An empty request does nothing. */
const MEANT = { confirmed: "yes" };

/** What a person gets by e-mail, what they have got, and the address of their calendar. */
export function OwnNoticesPage(props: OwnNoticesProps) {
	return (
		<Layout {...props.shell} title="Mina påminnelser" lead={addressText(props)}>
			<Choices {...props} />
			<Section
				title="Kalender"
				lead="Dina dagar i Outlook, Apple Kalender eller Google Kalender. Den som har adressen ser dem utan att logga in, så dela den inte."
			>
				{props.feed ? (
					<>
						<p>Adressen skapades {dateTimeText(props.feed.created_at)}. Den visas inte igen.</p>
						<Actions>
							<PostButton action={paths.ownCalendar()} hidden={MEANT} variant="secondary">
								Skapa en ny adress
							</PostButton>
							<PostButton action={paths.ownCalendarEnding()} hidden={MEANT} variant="danger">
								Ta bort adressen
							</PostButton>
						</Actions>
					</>
				) : (
					<PostButton action={paths.ownCalendar()} hidden={MEANT} variant="secondary">
						Skapa en hemlig adress
					</PostButton>
				)}
			</Section>
			<Section title="Senaste påminnelserna till dig">
				{props.told.length > 0 ? (
					<ToldList told={props.told} subject="person" />
				) : (
					<EmptyState text="Ingen påminnelse har gjorts till dig." />
				)}
			</Section>
		</Layout>
	);
}

function addressText({ sends_mail, address }: OwnNoticesProps): string {
	if (!sends_mail)
		return "E-post är inte inställd i den här installationen. Allt som väntar på dig finns under Att göra.";
	if (address === null) return "Du har ingen e-postadress här. Be en administratör lägga in den.";
	return `Påminnelser skickas till ${address}, vardagar mellan klockan 7 och 19.`;
}

function Choices({ form, version }: OwnNoticesProps) {
	const kinds = MUTABLE_KINDS.map((kind) => ({ value: kind, label: NOTICE_KINDS[kind].label }));
	const days = Object.entries(WEEKDAYS).map(([value, label]) => ({ value, label }));
	return (
		<Section
			title="Det här vill jag ha med e-post"
			lead="Att något förfaller, är sent, har återsänts eller väntar på din granskning får du alltid veta."
		>
			<Form action={paths.ownNotices()} version={versionOf(form, version)} errors={form.errors} unsaved>
				<CheckboxGroup
					name="told"
					label="Skicka"
					optional="silent"
					options={kinds}
					values={valuesIn(form, "told")}
					error={form.errors.told}
				/>
				<CheckboxGroup
					name="quiet_days"
					label="Dagar då jag inte arbetar"
					help="Ingen e-post skickas de dagarna. Det som ska sägas kommer arbetsdagen före eller efter."
					optional="silent"
					layout="inline"
					options={days}
					values={valuesIn(form, "quiet_days")}
					error={form.errors.quiet_days}
				/>
				<DateField
					name="away_from"
					label="Borta från och med"
					help="Ingen e-post skickas medan du är borta, till exempel under semestern. Det som förfaller då får du veta innan, och det som är sent får du och din chef veta."
					optional
					value={valueIn(form, "away_from")}
					error={form.errors.away_from}
				/>
				<DateField
					name="away_to"
					label="Till och med"
					optional
					value={valueIn(form, "away_to")}
					error={form.errors.away_to}
				/>
				<FormActions>
					<Button>Spara mina val</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
