import { type AnyToken, tokenState } from "../../../src/people/api/columns.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

function toneOf(token: AnyToken) {
	if (token.ended_at !== null) return "none";
	return token.is_expired ? "warn" : "ok";
}

/** The keys of a person or of an integration: what each is called, whether it holds, and how it is ended. */
export function TokenTable(props: {
	caption: string;
	empty: string;
	tokens: readonly AnyToken[];
	ending: (id: string) => string;
}) {
	return (
		<DataTable
			caption={props.caption}
			hide_caption
			empty={props.empty}
			columns={[
				{ key: "name", label: "Namn" },
				{ key: "state", label: "Status", narrow: true },
				{ key: "until", label: "Gäller till", narrow: true },
				{ key: "used", label: "Senast använd", narrow: true },
				{ key: "end", label: "Avsluta", hide_label: true, narrow: true },
			]}
			rows={props.tokens.map((token) => ({
				cells: {
					name: token.name,
					state: <StateBadge tone={toneOf(token)} label={tokenState(token)} />,
					until: dateText(token.expires_at),
					used: dateTimeText(token.last_used_at) || "Aldrig",
					end:
						token.ended_at === null ? (
							<PostButton action={props.ending(token.id)} variant="secondary">
								Avsluta
							</PostButton>
						) : (
							""
						),
				},
			}))}
		/>
	);
}

/** A new key: what it is for, and how many days it holds. */
export function TokenForm(props: {
	action: string;
	form: FormState;
	name_help: string;
	days: number;
	days_help?: string | undefined;
}) {
	const { form } = props;
	return (
		<Form action={props.action} errors={form.errors}>
			<TextField
				name="name"
				label="Namn"
				help={props.name_help}
				value={valueIn(form, "name")}
				error={form.errors.name}
				width="medium"
			/>
			<NumberField
				name="days"
				label="Giltig i"
				unit="dagar"
				help={props.days_help}
				value={valueIn(form, "days") || String(props.days)}
				error={form.errors.days}
			/>
			<FormActions>
				<Button>Skapa nyckel</Button>
			</FormActions>
		</Form>
	);
}
