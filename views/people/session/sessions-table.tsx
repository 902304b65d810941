import type { SessionRow } from "../../../db/queries/people/session.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { PostButton } from "../../ui/button.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

const COLUMNS = [
	{ key: "client", label: "Webbläsare" },
	{ key: "method", label: "Inloggad med" },
	{ key: "created", label: "Inloggad", narrow: true },
	{ key: "seen", label: "Senast använd", narrow: true },
	{ key: "end", label: "Avsluta", hide_label: true, narrow: true },
];

/** Live sessions, each with a button that ends it. `current` is the one that shows the page. */
export function SessionsTable(props: {
	sessions: readonly SessionRow[];
	current: string | null;
	may_end: boolean;
	empty: string;
}) {
	return (
		<DataTable
			caption="Pågående inloggningar"
			hide_caption
			columns={COLUMNS}
			empty={props.empty}
			rows={props.sessions.map((session) => ({
				cells: {
					client: session.client || "Okänd webbläsare",
					method: session.method,
					created: dateTimeText(session.created_at),
					seen:
						session.id === props.current ? (
							<StateBadge tone="ok" label="Den här" />
						) : (
							dateTimeText(session.last_seen_at)
						),
					end:
						props.may_end && session.id !== props.current ? (
							<PostButton action={paths.sessionEnding(session.id)} variant="secondary">
								Avsluta
							</PostButton>
						) : (
							""
						),
				},
			}))}
		/>
	);
}
