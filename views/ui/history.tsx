import { StateBadge } from "./badge.tsx";
import { dateTimeText } from "./format.ts";

export interface HistoryEvent {
	/** UTC timestamp */
	at: string;
	/** the event as a Swedish sentence, without the name */
	sentence: string;
	actor: string;
	on_behalf_of?: string | null | undefined;
	late?: boolean | undefined;
	reason?: string | null | undefined;
}

/** What has happened to an object, newest first as handed in. */
export function History(props: { events: readonly HistoryEvent[]; empty?: string | undefined }) {
	if (props.events.length === 0) return <p class="soft">{props.empty ?? "Inga händelser är loggade."}</p>;
	return (
		<ol class="history">
			{props.events.map((event) => (
				<li>
					<p class="history-what">
						{event.sentence} {event.late ? <StateBadge tone="warn" pattern="clock" label="Sen" /> : null}
					</p>
					{event.reason ? <p class="history-reason">{`Skäl: ${event.reason}`}</p> : null}
					<p class="history-who">
						{event.actor}
						{event.on_behalf_of ? ` för ${event.on_behalf_of}` : ""}
						{", "}
						<time datetime={event.at}>{dateTimeText(event.at)}</time>
					</p>
				</li>
			))}
		</ol>
	);
}
