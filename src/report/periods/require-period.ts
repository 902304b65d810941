import type { Db } from "../../../db/open.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import type { Actor } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";

/** The period, if there is one and the actor may do `action` with its board's reports; otherwise `NotFound` or `NotAllowed`. */
export async function requirePeriod(db: Db, actor: Actor, action: Action, id: string): Promise<Period> {
	const period = await findPeriod(db, id);
	if (!period) throw new NotFound(`reporting period ${id}`);
	await requireMay(db, actor, action, period.unit_id);
	return period;
}
