import { type FormState, valueIn } from "../ui/form-state.ts";
import { hxAttrs } from "../ui/hx.ts";

/** The version a question was opened with; after a refused save htmx puts the newer one here. */
export function SeenField(props: { question: string; seen: number; form?: FormState; out_of_band?: boolean }) {
	const name = `sedd-${props.question}`;
	const typed = props.form && !props.form.stale ? valueIn(props.form, name) : "";
	return (
		<input
			type="hidden"
			id={name}
			name={name}
			value={typed || String(props.seen)}
			{...(props.out_of_band ? { "hx-swap-oob": "true" } : {})}
		/>
	);
}

/** Saved when something in it changes; the plain form saves everything at once. */
export function saveOnChange(action: string, question: string): Record<string, string> {
	return hxAttrs({
		post: action,
		trigger: "change",
		target: `#besked-${question}`,
		swap: "outerHTML",
		queued: true,
		vals: { fraga: question },
	});
}

/** What becomes of a question's answer: that it is on its way is said at once, and the server's answer takes the same place. */
export function SaveSaid({ question }: { question: string }) {
	return (
		<>
			<p class="sam-saved htmx-indicator">Sparas …</p>
			<p id={`besked-${question}`} class="sam-saved" />
		</>
	);
}
