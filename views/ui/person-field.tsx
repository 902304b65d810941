import { MOST_FOUND, type PersonChoice, SHORT_LIST, searched, searchNames } from "./person-search.ts";
import { fieldId } from "./dom-id.ts";
import { controlAttrs, Field, type FieldProps } from "./field-parts.tsx";
import { SelectField } from "./field.tsx";
import type { FormState } from "./form-state.ts";
import { countText } from "./format.ts";

interface PersonFieldProps extends FieldProps {
	people: readonly PersonChoice[];
	value?: string | null | undefined;
	placeholder: string;
	/** the form as it stands: it holds what is searched for */
	form: Pick<FormState, "values">;
}

/**
 * Chooses a person. Of a long list the form sends a few: those whose name or unit holds what is typed above. Without JavaScript
 * the form is sent, and comes back with them; with it they come while typing (assets/pages.js).
 */
export function PersonField(props: PersonFieldProps) {
	const { people, form, ...field } = props;
	if (people.length <= SHORT_LIST)
		return <SelectField {...field} width="medium" options={people.map(({ value, label }) => ({ value, label }))} />;
	return <SearchedPeople {...props} />;
}

function SearchedPeople(props: PersonFieldProps) {
	const { people, form, placeholder, value, name, scope } = props;
	const key = scope ? `${name}-${scope}` : name;
	const { text, total, shown } = searched(people, form.values, key, value ?? "");
	const { search, found_by } = searchNames(key);
	const found_id = `${fieldId(name, scope)}-hittade`;
	const chosen = text !== "" && shown.length === 1 && !value ? shown[0]!.value : (value ?? "");
	return (
		<div class="person-field">
			<Field
				name={search}
				label={`Sök: ${lower(props.label)}`}
				optional="silent"
				size="medium"
				help="Namn eller enhet."
			>
				<input
					id={fieldId(search)}
					aria-describedby={`${fieldId(search)}-hjalp`}
					class="control"
					type="search"
					name={search}
					value={text}
					maxlength={200}
					autocomplete="off"
					data-person-search={found_id}
				/>
			</Field>
			<div id={found_id}>
				<input type="hidden" name={found_by} value={text} />
				<Field {...props} act="Välj" size="medium">
					<select {...controlAttrs(props)} class="control">
						<option value="">{placeholder}</option>
						{shown.map((one) => (
							<option value={one.value} selected={one.value === chosen}>
								{one.help ? `${one.label}, ${one.help}` : one.label}
							</option>
						))}
					</select>
				</Field>
				<p class="soft" role="status">
					{foundText(text, total)}
				</p>
			</div>
		</div>
	);
}

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

function foundText(text: string, total: number): string {
	if (text !== "" && total === 0) return `Ingen heter eller arbetar på ”${text}”.`;
	const of = text === "" ? "" : ` för ”${text}”`;
	if (total > MOST_FOUND) return `De första ${MOST_FOUND} av ${countText(total)}${of}. Sök för att hitta fler.`;
	return total === 1 ? `En träff${of}.` : `${total} träffar${of}.`;
}
