import { IMPORTS, READS } from "../../../db/schema/people/api.ts";
import { type AnyToken, tokenState } from "../../../src/people/api/columns.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { CheckboxGroup, NumberField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

function toneOf(token: AnyToken) {
	if (token.ended_at !== null) return "none";
	return token.is_expired ? "warn" : "ok";
}

/** The keys of a person or of an integration: what each is called, whether it holds, and how it is ended. */
export function TokenTable<T extends AnyToken>(props: {
	caption: string;
	empty: string;
	tokens: readonly T[];
	/** What a key opens, where keys differ. */
	opens?: (token: T) => string;
	ending: (id: string) => string;
}) {
	return (
		<DataTable
			caption={props.caption}
			hide_caption
			empty={props.empty}
			columns={[
				{ key: "name", label: "Namn" },
				...(props.opens ? [{ key: "opens", label: "Öppnar" }] : []),
				{ key: "state", label: "Status", narrow: true },
				{ key: "until", label: "Gäller till", narrow: true },
				{ key: "used", label: "Senast använd", narrow: true },
				{ key: "end", label: "Avsluta", hide_label: true, narrow: true },
			]}
			rows={props.tokens.map((token) => ({
				cells: {
					name: token.name,
					opens: props.opens?.(token) ?? "",
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

const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** The lists and boards that a key may be narrowed to. */
export interface TokenChoices {
	lists: readonly { path: string; name: string }[];
	boards: readonly { unit_id: string; name: string }[];
}

function ScopeFields({ form, choices }: { form: FormState; choices: TokenChoices }) {
	const chosen = valuesIn(form, "lists");
	return (
		<>
			<SelectField
				name="unit_id"
				label="Nämnd"
				help="Med en nämnd vald öppnar nyckeln inget som visas för hela regionen."
				placeholder="Alla som rollen når"
				options={choices.boards.map(({ unit_id, name }) => ({ value: unit_id, label: name }))}
				value={valueIn(form, "unit_id")}
				error={form.errors.unit_id}
				optional="silent"
			/>
			<CheckboxGroup
				name="imports"
				label="Får läsa in"
				help="Utan val läser nyckeln bara."
				options={optionsOf(IMPORTS)}
				values={valuesIn(form, "imports")}
				error={form.errors.imports}
				optional="silent"
			/>
			<SelectField
				name="reads"
				label="Får läsa"
				options={optionsOf(READS)}
				value={valueIn(form, "reads") || "all"}
				error={form.errors.reads}
			/>
			<details open={chosen.length > 0 || form.errors.lists !== undefined}>
				<summary>Listor att välja bland</summary>
				<CheckboxGroup
					name="lists"
					label="Listor"
					options={choices.lists.map(({ path, name }) => ({ value: path, label: `${name} (${path})` }))}
					values={chosen}
					error={form.errors.lists}
					optional="silent"
				/>
			</details>
		</>
	);
}

/** A new key: what it is for, and how many days it holds. */
export function TokenForm(props: {
	action: string;
	form: FormState;
	name_help: string;
	days: number;
	days_help?: string | undefined;
	/** What the key opens, where it may be narrowed. */
	choices?: TokenChoices | undefined;
	/** True for an integration's key, which has the integration's name too. */
	for_integration?: boolean;
}) {
	const { form } = props;
	return (
		<Form action={props.action} errors={form.errors}>
			{props.for_integration ? (
				<TextField
					name="integration"
					label="Integration"
					help="System som läser eller läser in. Namnet står i loggen."
					value={valueIn(form, "integration")}
					error={form.errors.integration}
					width="medium"
				/>
			) : null}
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
			{props.choices ? <ScopeFields form={form} choices={props.choices} /> : null}
			<FormActions>
				<Button>Skapa nyckel</Button>
			</FormActions>
		</Form>
	);
}
