import { formatOccurrence } from "../calendar/occurrence.ts";
import type { Notice } from "./notify.ts";

/** A run opens once for whoever performs it, also when it changes hands and comes back. */
export const OPENED = "opened";

interface NamedRun {
	id: string;
	unit_id: string;
	unit_name: string;
	control_title: string;
	period_key: string;
	due_on: string;
}

/** A kontrolltillfälle as an e-mail names it. */
export function aboutRun(run: NamedRun): Pick<Notice, "unit_id" | "object" | "title" | "unit" | "due_on"> {
	return {
		unit_id: run.unit_id,
		object: { kind: "control_run", id: run.id },
		title: `${run.control_title}, ${formatOccurrence(run.period_key)}`,
		unit: run.unit_name,
		due_on: run.due_on,
	};
}
