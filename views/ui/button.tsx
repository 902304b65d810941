import type { Child } from "hono/jsx";
import { type DataAttrs, dataAttrs, formHxAttrs, type Hx, hxAttrs } from "./hx.ts";
import { isExternal, safeHref } from "./safe-href.ts";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";

interface Look {
	variant?: ButtonVariant | undefined;
	/** wide and tall: the main action on a phone */
	large?: boolean | undefined;
	children?: Child;
}

function buttonClass(look: Look): string {
	return `button button-${look.variant ?? "primary"}${look.large ? " button-large" : ""}`;
}

export function Button(
	props: Look & {
		type?: "submit" | "button" | undefined;
		name?: string | undefined;
		value?: string | undefined;
		form?: string | undefined;
		form_action?: string | undefined;
		disabled?: boolean | undefined;
		id?: string | undefined;
		label?: string | undefined;
		hx?: Hx | undefined;
		data?: DataAttrs | undefined;
	},
) {
	return (
		<button
			type={props.type ?? "submit"}
			class={buttonClass(props)}
			id={props.id}
			name={props.name}
			value={props.value}
			form={props.form}
			formaction={safeHref(props.form_action) ?? undefined}
			disabled={props.disabled}
			aria-label={props.label}
			{...hxAttrs(props.hx)}
			{...dataAttrs(props.data)}
		>
			{props.children}
		</button>
	);
}

export function ButtonLink(props: Look & { href: string; label?: string | undefined; hx?: Hx | undefined }) {
	const href = safeHref(props.href);
	if (!href) return <span>{props.children}</span>;
	return (
		<a
			href={href}
			class={buttonClass(props)}
			aria-label={props.label}
			rel={isExternal(href) ? "noopener noreferrer" : undefined}
			{...hxAttrs(props.hx)}
		>
			{props.children}
		</a>
	);
}

/** One button that is a whole form: for acts that need no input. `hidden` are its values, `version` guards against stale edits. */
export function PostButton(
	props: Look & {
		action: string;
		hidden?: Record<string, string | number> | undefined;
		version?: number | undefined;
		disabled?: boolean | undefined;
		label?: string | undefined;
		hx?: Hx | undefined;
	},
) {
	const action = safeHref(props.action) ?? "";
	return (
		<form method="post" action={action} class="post-button" {...formHxAttrs("post", action, props.hx)}>
			{Object.entries(props.hidden ?? {}).map(([name, value]) => (
				<input type="hidden" name={name} value={String(value)} />
			))}
			{props.version !== undefined ? <input type="hidden" name="version" value={String(props.version)} /> : null}
			<button type="submit" class={buttonClass(props)} disabled={props.disabled} aria-label={props.label}>
				{props.children}
			</button>
		</form>
	);
}
