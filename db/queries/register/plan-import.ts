import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { PlanImportTable } from "../../schema/register/plan-import.ts";

export type PlanImport = Selectable<PlanImportTable>;

/** The latest file that was read into a plan and has not been taken back. */
export function findPlanImport(db: Db, planId: string): Promise<PlanImport | undefined> {
	return db
		.selectFrom("plan_imports as one")
		.selectAll("one")
		.where("one.plan_id", "=", planId)
		.where("one.undoes", "is", null)
		.where((eb) =>
			eb.not(
				eb.exists(eb.selectFrom("plan_imports as other").select("other.id").whereRef("other.undoes", "=", "one.id")),
			),
		)
		.orderBy("one.recorded_at", "desc")
		.executeTakeFirst();
}
