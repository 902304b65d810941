import type { Db } from "../../../db/open.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import type { ThreadSubject } from "../../ground/messages/thread.ts";
import { requireRisk } from "./require-risk.ts";

/** A risk is spoken of by its owner and the controllers of the förvaltning. */
export function threadOfRisk(risk: Risk): ThreadSubject {
	return {
		...{ kind: "risk", id: risk.id, unit_id: risk.unit_id, unit: "", view: "plan.view" },
		title: `R${risk.number} ${risk.title}`,
		parties: [
			{ part: "risk_owner", id: risk.owner_id, name: risk.owner_name },
			{ part: "controller", by: "risk.edit" },
		],
	};
}

export const readRiskThread = async (db: Db, id: string) => threadOfRisk(await requireRisk(db, id));
