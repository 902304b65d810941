import { Glyph, type GlyphName } from "./glyph.tsx";

export type Tone = "ok" | "info" | "warn" | "bad" | "neutral" | "none";

export const TONE_GLYPH: Record<Tone, GlyphName> = {
	ok: "check",
	info: "half",
	warn: "triangle",
	bad: "cross",
	neutral: "dash",
	none: "ring",
};

/** A state by word, shape and colour. `pattern` gives two states of the same tone different shapes. */
export function StateBadge(props: {
	tone: Tone;
	label: string;
	pattern?: GlyphName | undefined;
	/** the rest of the word, for whoever hears it */
	spoken?: string | undefined;
}) {
	return (
		<span class={`badge tone-${props.tone}`}>
			<Glyph name={props.pattern ?? TONE_GLYPH[props.tone]} />
			{props.label}
			{props.spoken ? <span class="sr-only">{props.spoken}</span> : null}
		</span>
	);
}
