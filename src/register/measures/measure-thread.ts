import type { Db } from "../../../db/open.ts";
import type { Measure } from "../../../db/queries/register/measures.ts";
import { findRisk } from "../../../db/queries/register/risks.ts";
import type { ThreadSubject } from "../../ground/messages/thread.ts";
import { requireMeasure } from "./require-measure.ts";

/** A measure is spoken of by whoever answers for it, the owner of its risk, and the controllers of the förvaltning. */
export async function threadOfMeasure(db: Db, measure: Measure): Promise<ThreadSubject> {
	const risk = await findRisk(db, measure.risk_id);
	return {
		...{ kind: "measure", id: measure.id, unit_id: measure.unit_id, unit: "", view: "plan.view" },
		title: measure.title,
		parties: [
			{ part: "measure_owner", id: measure.owner_id, name: measure.owner_name },
			{ part: "risk_owner", id: risk?.owner_id ?? null, name: risk?.owner_name ?? null },
			{ part: "controller", by: "risk.edit" },
		],
	};
}

export const readMeasureThread = async (db: Db, id: string) => threadOfMeasure(db, await requireMeasure(db, id));
