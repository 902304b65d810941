import type { Child } from "hono/jsx";

/** A part of a page under its own h2 (`level` 3: inside another section). `action` stands beside the heading. */
export function Section(props: {
	title: string;
	id?: string | undefined;
	level?: 2 | 3 | undefined;
	lead?: Child;
	action?: Child;
	children?: Child;
}) {
	return (
		<section class="section" id={props.id}>
			<div class="section-head">
				{props.level === 3 ? <h3>{props.title}</h3> : <h2>{props.title}</h2>}
				{props.action ? <div class="section-action">{props.action}</div> : null}
			</div>
			{props.lead ? <p class="lead">{props.lead}</p> : null}
			{props.children}
		</section>
	);
}

/** A framed surface for one thing: a drawn item, a form, a summary. */
export function Card(props: {
	id?: string | undefined;
	hotkeys?: boolean | undefined;
	label?: string | undefined;
	children?: Child;
}) {
	return (
		<article
			class="card"
			id={props.id}
			aria-label={props.label}
			tabindex={props.hotkeys ? -1 : undefined}
			data-hotkeys={props.hotkeys ? "" : undefined}
		>
			{props.children}
		</article>
	);
}

/** Buttons and links side by side; stacked on a phone. */
export function Actions(props: { children?: Child }) {
	return <div class="form-actions">{props.children}</div>;
}
