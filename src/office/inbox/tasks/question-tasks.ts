import { MESSAGE_SUBJECTS, type MessageSubject } from "../../../../db/schema/ground/messages.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import { paths } from "../../../paths/paths.ts";
import type { Task } from "../columns.ts";
import type { Inbox } from "../read-inbox.ts";

const HREF: Record<MessageSubject, (id: string) => string> = {
	control_run: paths.run,
	risk: paths.risk,
	measure: paths.measure,
};

/** Questions that wait for an answer. Their words are read on the page. */
export function questionTasks({ questions, whose }: Inbox): Task[] {
	return questions.map(({ subject_kind, subject_id, subject_title, writer, written_at, asked_id }) => ({
		href: `${HREF[subject_kind](subject_id)}#fragor`,
		title: `Svara på en fråga: ${subject_title}`,
		meta: `${MESSAGE_SUBJECTS[subject_kind]}, frågad av ${writer}${whose(asked_id)}`,
		note: `Frågad ${formatDate(written_at)}`,
		state: { tone: "warn", label: "Att svara" },
	}));
}
