import type { Child } from "hono/jsx";
import { fieldId } from "./dom-id.ts";
import type { FieldError } from "./field.tsx";
import { type DataAttrs, dataAttrs, formHxAttrs, type Hx } from "./hx.ts";
import { Link } from "./link.tsx";
import { safeHref } from "./safe-href.ts";

/** Field name → what is wrong. The key "" holds what concerns the whole form. */
export type FieldErrors = Record<string, FieldError>;

/** A summary of the errors, first in the form, with a link to each field. It takes focus when it appears. */
export function ErrorSummary(props: {
	errors: FieldErrors;
	scope?: string | null | undefined;
	heading?: string | undefined;
}) {
	const items = Object.entries(props.errors).flatMap(([name, error]) =>
		(typeof error === "string" ? [error] : [...(error ?? [])]).filter(Boolean).map((text) => ({ name, text })),
	);
	if (items.length === 0) return null;
	const heading = props.heading ?? (items.length === 1 ? "Rätta ett fel" : `Rätta ${items.length} fel`);
	const heading_id = fieldId("felrubrik", props.scope);
	return (
		<section class="error-summary" tabindex={-1} aria-labelledby={heading_id} data-error-summary="" autofocus>
			<h2 id={heading_id}>{heading}</h2>
			<ul>
				{items.map(({ name, text }) => (
					<li>{name === "" ? text : <a href={`#${fieldId(name, props.scope)}`}>{text}</a>}</li>
				))}
			</ul>
		</section>
	);
}

/**
 * A POST form (GET: FilterBar). Works as a plain form; `hx` makes htmx send it to the same action.
 * The browser's own validation is off: the server answers every fault in Swedish, with the values kept.
 */
export function Form(props: {
	action: string;
	id?: string | undefined;
	version?: number | undefined;
	errors?: FieldErrors | null | undefined;
	scope?: string | null | undefined;
	multipart?: boolean | undefined;
	/** warn before unsaved changes are left; "dirty": there are some already */
	unsaved?: boolean | "dirty" | undefined;
	hidden?: Record<string, string | number> | undefined;
	hx?: Hx | undefined;
	data?: DataAttrs | undefined;
	label?: string | undefined;
	class?: string | undefined;
	children?: Child;
}) {
	const action = safeHref(props.action) ?? "";
	const failed = Object.values(props.errors ?? {}).some((error) => (error?.length ?? 0) > 0);
	const unsaved = failed || props.unsaved === "dirty" ? "dirty" : "";
	return (
		<form
			method="post"
			action={action}
			id={props.id}
			class={props.class ?? "form"}
			enctype={props.multipart ? "multipart/form-data" : undefined}
			novalidate
			aria-label={props.label}
			data-unsaved={props.unsaved ? unsaved : undefined}
			{...formHxAttrs("post", action, props.hx)}
			{...dataAttrs(props.data)}
		>
			{props.errors ? <ErrorSummary errors={props.errors} scope={props.scope} /> : null}
			{props.version !== undefined ? <input type="hidden" name="version" value={String(props.version)} /> : null}
			{Object.entries(props.hidden ?? {}).map(([name, value]) => (
				<input type="hidden" name={name} value={String(value)} />
			))}
			{props.children}
		</form>
	);
}

/** The row of buttons that ends a form: main button first, then the way out. */
export function FormActions(props: {
	children?: Child;
	cancel_href?: string | undefined;
	cancel_label?: string | undefined;
}) {
	return (
		<div class="form-actions">
			{props.children}
			{props.cancel_href ? <Link href={props.cancel_href}>{props.cancel_label ?? "Avbryt"}</Link> : null}
		</div>
	);
}

/** Fields that belong together, under one legend. */
export function FieldSet(props: { legend: string; help?: Child; children?: Child }) {
	return (
		<fieldset class="fieldset">
			<legend>{props.legend}</legend>
			{props.help ? <div class="field-help">{props.help}</div> : null}
			{props.children}
		</fieldset>
	);
}
