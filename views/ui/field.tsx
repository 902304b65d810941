import { controlAttrs, Field, type FieldProps, Group, Notes, type Option, Optional, wiring } from "./field-parts.tsx";
import { SelectChoices } from "./choices.tsx";
import { dataAttrs, hxAttrs } from "./hx.ts";

export type { FieldError, FieldProps, Option } from "./field-parts.tsx";

type Width = "short" | "medium" | "full";

export function TextField(
	props: FieldProps & {
		value?: string | null | undefined;
		type?: "text" | "email" | "search" | "tel" | "password" | undefined;
		autocomplete?: string | undefined;
		inputmode?: "text" | "numeric" | "decimal" | "email" | "tel" | undefined;
		maxlength?: number | undefined;
		width?: Width | undefined;
	},
) {
	return (
		<Field {...props} size={props.width}>
			<input
				{...controlAttrs(props)}
				class="control"
				type={props.type ?? "text"}
				value={props.value ?? undefined}
				autocomplete={props.autocomplete ?? "off"}
				inputmode={props.inputmode}
				maxlength={props.maxlength}
				readonly={props.readonly}
			/>
		</Field>
	);
}

export function TextArea(
	props: FieldProps & {
		value?: string | null | undefined;
		rows?: number | undefined;
		maxlength?: number | undefined;
	},
) {
	return (
		<Field {...props}>
			<textarea
				{...controlAttrs(props)}
				class="control"
				rows={props.rows ?? 4}
				maxlength={props.maxlength}
				readonly={props.readonly}
			>
				{/* the first line break in a textarea is dropped by HTML */}
				{props.value?.startsWith("\n") ? `\n${props.value}` : (props.value ?? "")}
			</textarea>
		</Field>
	);
}

type SelectOption = Option | { group: string; options: readonly Option[] };

const isPlain = (options: readonly SelectOption[]): options is readonly Option[] =>
	!options.some((item) => "group" in item);

function SelectItem({ item, value }: { item: SelectOption; value: string | null | undefined }) {
	if (!("group" in item)) return <SelectChoices options={[item]} value={value} />;
	return (
		<optgroup label={item.group}>
			<SelectChoices options={item.options} value={value} />
		</optgroup>
	);
}

/** Native select. `placeholder` is an empty first choice. */
export function SelectField(
	props: FieldProps & {
		options: readonly SelectOption[];
		value?: string | null | undefined;
		placeholder?: string | undefined;
		width?: Width | undefined;
	},
) {
	return (
		<Field {...props} act="Välj" size={props.width}>
			<select {...controlAttrs(props)} class="control">
				{props.placeholder !== undefined ? <option value="">{props.placeholder}</option> : null}
				{isPlain(props.options) ? (
					<SelectChoices options={props.options} value={props.value} />
				) : (
					props.options.map((item) => <SelectItem item={item} value={props.value} />)
				)}
			</select>
		</Field>
	);
}

/** Native date input; value and answer are YYYY-MM-DD. */
export function DateField(
	props: FieldProps & {
		value?: string | null | undefined;
		min?: string | undefined;
		max?: string | undefined;
	},
) {
	return (
		<Field {...props} act="Ange" size="short">
			<input
				{...controlAttrs(props)}
				class="control"
				type="date"
				value={props.value ?? undefined}
				min={props.min}
				max={props.max}
				readonly={props.readonly}
			/>
		</Field>
	);
}

/** Text input with a number keypad: takes the decimal comma, which type=number does not everywhere. `unit` stands after. */
export function NumberField(
	props: FieldProps & {
		value?: string | number | null | undefined;
		unit?: string | undefined;
		decimals?: boolean | undefined;
	},
) {
	return (
		<Field {...props} act="Ange" size="short">
			<div class="control-row">
				<input
					{...controlAttrs(props)}
					class="control control-number"
					type="text"
					inputmode={props.decimals ? "decimal" : "numeric"}
					autocomplete="off"
					value={props.value === null || props.value === undefined ? undefined : String(props.value)}
					readonly={props.readonly}
				/>
				{props.unit ? <span class="control-unit">{props.unit}</span> : null}
			</div>
		</Field>
	);
}

/** `capture` opens the camera on a phone; `paste` lets a screenshot be pasted (assets/app.js). */
export function FileField(
	props: FieldProps & {
		accept?: string | undefined;
		capture?: boolean | undefined;
		multiple?: boolean | undefined;
		paste?: boolean | undefined;
	},
) {
	return (
		<Field {...props} act="Välj">
			<input
				{...controlAttrs(props)}
				{...dataAttrs(props.paste ? { paste_target: "" } : null)}
				class="control control-file"
				type="file"
				accept={props.accept}
				capture={props.capture ? "environment" : undefined}
				multiple={props.multiple}
			/>
			{props.paste ? (
				<p class="field-help only-js paste-hint">Du kan också klistra in en skärmbild med Ctrl + V.</p>
			) : null}
		</Field>
	);
}

export interface RadioOption extends Option {
	/** the key that chooses it inside [data-hotkeys], e.g. "j" */
	key?: string | undefined;
}

/** The choices of a group side by side or under each other; the first has the id that the error summary leads to. */
function Choices(
	props: FieldProps & {
		type: "radio" | "checkbox";
		options: readonly RadioOption[];
		isChosen: (value: string) => boolean;
		required?: boolean | undefined;
	},
) {
	const { id, error } = wiring(props);
	return (
		<>
			{props.options.map((option, index) => {
				const option_id = index === 0 ? id : `${id}-${index + 1}`;
				return (
					<div class="choice">
						<input
							type={props.type}
							id={option_id}
							name={props.name}
							value={option.value}
							checked={props.isChosen(option.value)}
							required={props.required}
							disabled={option.disabled}
							aria-invalid={error ? "true" : undefined}
							aria-describedby={option.help ? `${option_id}-om` : undefined}
							aria-keyshortcuts={option.key}
							data-key={option.key}
							{...hxAttrs(props.hx)}
							{...dataAttrs(props.data)}
						/>
						<label for={option_id}>
							{option.label}
							{option.key ? (
								<span class="key-hint" aria-hidden="true">
									{option.key.toUpperCase()}
								</span>
							) : null}
							{option.help ? (
								<span class="choice-help" id={`${option_id}-om`}>
									{option.help}
								</span>
							) : null}
						</label>
					</div>
				);
			})}
		</>
	);
}

/** `segmented`: large choices side by side, for thumbs: Ja, Nej, Ej tillämpligt. */
export function RadioGroup(
	props: FieldProps & {
		options: readonly RadioOption[];
		value?: string | null | undefined;
		layout?: "stacked" | "inline" | "segmented" | undefined;
	},
) {
	const { hx: _hx, data: _data, ...group } = props;
	return (
		<Group {...group} layout={props.layout ?? "stacked"}>
			<Choices {...props} type="radio" isChosen={(value) => value === props.value} required={!props.optional} />
		</Group>
	);
}

/** Ja / Nej / Ej tillämpligt with the keys j, n and e. */
export const YES_NO_NA: readonly RadioOption[] = [
	{ value: "yes", label: "Ja", key: "j" },
	{ value: "no", label: "Nej", key: "n" },
	{ value: "na", label: "Ej tillämpligt", key: "e" },
];

export function CheckboxGroup(
	props: FieldProps & {
		options: readonly Option[];
		values?: readonly string[] | undefined;
		layout?: "stacked" | "inline";
	},
) {
	const { hx: _hx, data: _data, ...group } = props;
	return (
		<Group {...group} layout={props.layout ?? "stacked"}>
			<Choices {...props} type="checkbox" isChosen={(value) => props.values?.includes(value) ?? false} />
		</Group>
	);
}

/** One yes-or-no box: "Jag intygar att …" */
export function Checkbox(props: FieldProps & { value?: string | undefined; checked?: boolean | undefined }) {
	const { id, error } = wiring(props);
	return (
		<div class={`field${error ? " has-error" : ""}`}>
			<Notes id={id} help={props.help} error={error} />
			<div class="choice">
				<input {...controlAttrs(props)} type="checkbox" value={props.value ?? "1"} checked={props.checked} />
				<label for={id}>
					{props.label}
					<Optional optional={props.optional} />
				</label>
			</div>
		</div>
	);
}
