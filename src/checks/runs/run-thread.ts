import type { Db } from "../../../db/open.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import type { ThreadSubject } from "../../ground/messages/thread.ts";
import { requireRun } from "./require-run.ts";

/** A run is spoken of by the one who performs it and the one who reviews it. */
export function threadOfRun(run: Run): ThreadSubject {
	return {
		...{ kind: "control_run", id: run.id, unit_id: run.unit_id, unit: run.unit_name, view: "run.view" },
		title: `${run.control_title}, ${formatOccurrence(run.period_key)}`,
		parties: [
			{ part: "performer", id: run.performer_id, name: run.performer_name },
			{ part: "reviewer", id: run.reviewer_id, name: run.reviewer_name },
		],
	};
}

export const readRunThread = async (db: Db, id: string) => threadOfRun(await requireRun(db, id));
