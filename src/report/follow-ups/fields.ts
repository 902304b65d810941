import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import { FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { WriteFollowUp } from "./schema.ts";

/** What people write about a subject; nothing is written before the first time. */
export const FOLLOW_UP_FIELDS = {
	status: {
		label: "Status",
		kind: "word",
		words: FOLLOW_UP_STATUSES,
		read: ({ follow_up }) => follow_up?.status ?? null,
	},
	result: { label: "Resultat", kind: "text", read: ({ follow_up }) => follow_up?.result ?? "" },
	analysis: { label: "Analys", kind: "text", read: ({ follow_up }) => follow_up?.analysis ?? "" },
	new_measure: { label: "Ny åtgärd", kind: "text", read: ({ follow_up }) => follow_up?.new_measure ?? "" },
	next_year: { label: "Till nästa års plan", kind: "yes", read: ({ follow_up }) => follow_up?.next_year ?? null },
} as const satisfies FieldsOf<WriteFollowUp, Pick<FollowUpRow, "follow_up">>;
