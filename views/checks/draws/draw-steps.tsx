import type { Step } from "../../../src/checks/draws/steps.ts";
import { dateTimeText } from "../../ui/format.ts";

/** Commitment → freeze → draw, each with time, person, place in the log and what it made public. */
export function DrawSteps({ steps }: { steps: readonly Step[] }) {
	return (
		<ol class="history">
			{steps.map((step) => (
				<li>
					<p class="history-what">{step.name}</p>
					{step.done ? null : <p class="soft">Inte gjort ännu.</p>}
					{step.published.map(({ label, value }) => (
						<p>
							{`${label}: `}
							<code class="hash">{value}</code>
						</p>
					))}
					{step.done ? (
						<p class="history-who">
							{`${step.done.by}, `}
							<time datetime={step.done.at}>{dateTimeText(step.done.at)}</time>
							{`, händelse ${step.done.seq} i loggen`}
						</p>
					) : null}
				</li>
			))}
		</ol>
	);
}
