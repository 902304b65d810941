import type { Child } from "hono/jsx";
import { Glyph } from "./glyph.tsx";

export type FlashTone = "ok" | "info" | "warn" | "bad";

const SHAPE = { ok: "check", info: "info", warn: "triangle", bad: "cross" } as const;
const WORD = { ok: "Klart", info: "Information", warn: "Observera", bad: "Fel" } as const;

/** A message about what just happened, or about the page. `announce` reads it aloud after an htmx swap (default true). */
export function Flash(props: {
	tone: FlashTone;
	heading?: string | undefined;
	text?: string | undefined;
	announce?: boolean | undefined;
	id?: string | undefined;
	children?: Child;
}) {
	return (
		<div
			class={`flash tone-${props.tone}`}
			id={props.id}
			role={props.tone === "bad" ? "alert" : undefined}
			data-announce={props.announce === false ? undefined : ""}
		>
			<Glyph name={SHAPE[props.tone]} />
			<div class="flash-body">
				<span class="sr-only">{`${WORD[props.tone]}: `}</span>
				{props.heading ? <p class="flash-heading">{props.heading}</p> : null}
				{props.text ? <p>{props.text}</p> : null}
				{props.children}
			</div>
		</div>
	);
}
