import type { Child } from "hono/jsx";
import { fieldId } from "./dom-id.ts";
import { type Act, saidAt } from "./missing.ts";
import { type DataAttrs, dataAttrs, type Hx, hxAttrs } from "./hx.ts";

// What field.tsx builds on: label, help and error wired to a control. Pages import field.tsx, never this.

export type FieldError = string | readonly string[] | null | undefined;

/** What every field takes. Required unless `optional`, which is said in words. */
export interface FieldProps {
	name: string;
	label: string;
	help?: Child;
	error?: FieldError;
	/** "silent": not required, and too plain to say, as in a FilterBar */
	optional?: boolean | "silent" | undefined;
	/** tells apart fields of the same name when a page has several forms */
	scope?: string | null | undefined;
	/** label for screen readers only */
	hide_label?: boolean | undefined;
	disabled?: boolean | undefined;
	readonly?: boolean | undefined;
	hx?: Hx | undefined;
	data?: DataAttrs | undefined;
}

export interface Option {
	value: string;
	label: string;
	help?: string | undefined;
	disabled?: boolean | undefined;
}

function errorText(error: FieldError): string {
	return typeof error === "string" ? error : (error ?? []).join(" ");
}

/** The ids and ARIA a control needs to be wired to its label, help and error. */
export function wiring(props: FieldProps) {
	const id = fieldId(props.name, props.scope);
	const error = errorText(props.error);
	const described = [props.help ? `${id}-hjalp` : "", error ? `${id}-fel` : ""].filter(Boolean).join(" ");
	return { id, error, described: described || undefined };
}

export function Notes(props: { id: string; help: Child; error: string }) {
	return (
		<>
			{props.help ? (
				<div class="field-help" id={`${props.id}-hjalp`}>
					{props.help}
				</div>
			) : null}
			{props.error ? (
				<p class="field-error" id={`${props.id}-fel`}>
					<span class="sr-only">Fel: </span>
					{props.error}
				</p>
			) : null}
		</>
	);
}

export function Optional(props: { optional: FieldProps["optional"] }) {
	return props.optional === true ? <span class="field-optional"> (valfritt)</span> : null;
}

/** Label, help, error, then the control handed in. */
export function Field(props: FieldProps & { act?: Act | undefined; size?: string | undefined; children?: Child }) {
	const { id, error } = wiring(props);
	return (
		<div class={`field${error ? " has-error" : ""}${props.size ? ` field-${props.size}` : ""}`}>
			<label for={id} class={props.hide_label ? "sr-only" : "field-label"}>
				{props.label}
				<Optional optional={props.optional} />
			</label>
			<Notes id={id} help={props.help} error={saidAt(error, props.label, props.act ?? "Skriv")} />
			{props.children}
		</div>
	);
}

export function controlAttrs(props: FieldProps) {
	const { id, error, described } = wiring(props);
	return {
		id,
		name: props.name,
		required: !props.optional,
		disabled: props.disabled,
		"aria-invalid": error ? "true" : undefined,
		"aria-describedby": described,
		...hxAttrs(props.hx),
		...dataAttrs(props.data),
	};
}

/** fieldset + legend for several controls that answer one question. */
export function Group(props: FieldProps & { layout?: string | undefined; children?: Child }) {
	const { id, error, described } = wiring(props);
	return (
		<fieldset
			class={`field field-group${error ? " has-error" : ""}${props.layout ? ` layout-${props.layout}` : ""}`}
			aria-describedby={described}
			disabled={props.disabled}
		>
			<legend class={props.hide_label ? "sr-only" : "field-label"}>
				{props.label}
				<Optional optional={props.optional} />
			</legend>
			<Notes id={id} help={props.help} error={saidAt(error, props.label, "Välj")} />
			<div class="choices">{props.children}</div>
		</fieldset>
	);
}
