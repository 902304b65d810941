import type { HandedMessage } from "../../../db/queries/report/periods-messages.ts";
import { MESSAGE_PARTS, MESSAGE_SUBJECTS } from "../../../db/schema/ground/messages.ts";
import { sha256 } from "../../ground/canonical.ts";
import type { Column } from "../../ground/tables/column.ts";
import { csvText } from "../../ground/tables/csv.ts";

/** A thread as a table. The checksum is of the text alone, as the log has it in its event. */
const messageColumns: readonly Column<HandedMessage>[] = [
	{ key: "subject_kind", label: "Hör till", type: "text", value: (row) => MESSAGE_SUBJECTS[row.subject_kind] },
	{ key: "subject_title", label: "Gäller", type: "text", value: (row) => row.subject_title },
	{ key: "unit", label: "Enhet", type: "text", value: (row) => row.unit },
	{ key: "number", label: "Nr", type: "count", value: (row) => row.number },
	{ key: "said", label: "Fråga eller svar", type: "text", value: saidText },
	{ key: "text", label: "Text", type: "text", value: (row) => row.text },
	{ key: "writer", label: "Skrivet av", type: "text", value: (row) => row.writer },
	{ key: "written_at", label: "Skrivet", type: "instant", value: (row) => row.written_at },
	{ key: "subject_id", label: "Intern nyckel", type: "text", value: (row) => row.subject_id },
	{ key: "sha256", label: "SHA-256 av texten", type: "text", value: (row) => sha256(row.text) },
];

function saidText({ asked_part, answers }: HandedMessage): string {
	return asked_part === null ? `Svar på fråga ${answers}` : `Fråga till ${MESSAGE_PARTS[asked_part].toLowerCase()}`;
}

export const messageLines = (messages: readonly HandedMessage[]) => csvText(messageColumns, messages);
