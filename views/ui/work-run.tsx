import type { Child } from "hono/jsx";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";
import { Progress } from "./progress.tsx";

/** What a form says when it was saved to go on. */
export const GOES_ON = { name: "sedan", value: "nasta" } as const;

/** Where a person stands in a row of things of the same kind, and the way past this one. */
export function WorkRun(props: { children: Child; next_href: string | null }) {
	return (
		<div class="work-run">
			{props.children}
			{props.next_href ? <Link href={props.next_href}>Hoppa över, till nästa</Link> : null}
		</div>
	);
}

/** "12 av 52 klara", with whose they are. */
export function DoneOf(props: { id: string; label: string; done: number; total: number }) {
	return <Progress {...props} word="klara" />;
}

/** The buttons of a form in a row of them. Saving and going on stands first, so that Enter does it; the last in the row is only saved. */
export function SaveButtons(props: { label: string; next_label?: string; has_next: boolean; large?: boolean }) {
	if (!props.has_next) return <Button large={props.large}>{props.label}</Button>;
	return (
		<>
			<Button {...GOES_ON} large={props.large}>
				{props.next_label ?? "Spara och nästa"}
			</Button>
			<Button variant="secondary" large={props.large}>
				{props.label}
			</Button>
		</>
	);
}
