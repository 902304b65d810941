import { domId } from "./dom-id.ts";

/** "6 av 10 besvarade", as text and as a bar. */
export function Progress(props: {
	id: string;
	done: number;
	total: number;
	word?: string | undefined;
	label?: string | undefined;
}) {
	const text_id = domId("framsteg", props.id);
	return (
		<div class="progress">
			<span id={text_id}>
				{props.label ? `${props.label}: ` : ""}
				<strong>{`${props.done} av ${props.total}`}</strong>
				{` ${props.word ?? "besvarade"}`}
			</span>
			<progress
				max={Math.max(props.total, 1)}
				value={Math.min(props.done, Math.max(props.total, 1))}
				aria-labelledby={text_id}
			>
				{`${props.done} av ${props.total}`}
			</progress>
		</div>
	);
}
