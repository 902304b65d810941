import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { PlanPreparationTable, ReviewedKind, RowChoice } from "../../schema/register/preparation.ts";

/** The handing over that stands, with who did it; undefined while the plan is worked on. */
export function findPreparation(
	db: Db,
	planId: string,
): Promise<(Selectable<PlanPreparationTable> & { sender: string }) | undefined> {
	return db
		.selectFrom("plan_preparations as one")
		.innerJoin("people", "people.id", "one.sent_by")
		.selectAll("one")
		.select("people.name as sender")
		.where("one.plan_id", "=", planId)
		.where("one.withdrawn_at", "is", null)
		.executeTakeFirst();
}

export async function countPreparations(db: Db, planId: string): Promise<number> {
	const row = await db
		.selectFrom("plan_preparations")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("plan_id", "=", planId)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** A row of a draft that was carried from the year before, and the newest stand on it. */
export interface CarriedRow {
	kind: ReviewedKind;
	id: string;
	title: string;
	risk_id: string;
	risk_number: number;
	dropped_reason: string | null;
	choice: RowChoice | null;
	reason: string;
	chosen_at: string | null;
	chosen_by: string | null;
}

/** Every carried row, risk by risk: the risk, then its measures, then its controls. */
export async function listCarriedRows(db: Db, planId: string): Promise<CarriedRow[]> {
	const choices = await newestChoices(db, planId);
	const stand = (id: string) => choices.get(id) ?? { choice: null, reason: "", chosen_at: null, chosen_by: null };
	const rows = [
		...(await carriedRisks(db, planId)),
		...(await carriedMeasures(db, planId)),
		...(await carriedControls(db, planId)),
	];
	const order = new Map([...new Set(rows.map((row) => row.risk_id))].map((id, index) => [id, index]));
	return rows
		.map((row) => ({ ...row, ...stand(row.id) }))
		.sort((a, b) => a.risk_number - b.risk_number || order.get(a.risk_id)! - order.get(b.risk_id)!);
}

async function newestChoices(db: Db, planId: string) {
	const rows = await db
		.selectFrom("plan_row_choices as one")
		.innerJoin("people", "people.id", "one.chosen_by")
		.select(["one.row_id", "one.choice", "one.reason", "one.chosen_at", "people.name as chosen_by"])
		.where("one.plan_id", "=", planId)
		.orderBy("one.chosen_at")
		.orderBy("one.id")
		.execute();
	return new Map(rows.map(({ row_id, ...stand }) => [row_id, stand]));
}

async function carriedRisks(db: Db, planId: string) {
	const rows = await db
		.selectFrom("risks")
		.select(["id", "title", "id as risk_id", "number as risk_number", "dropped_reason"])
		.where("plan_id", "=", planId)
		.where("carried_from", "is not", null)
		.orderBy("number")
		.execute();
	return rows.map((row) => ({ ...row, kind: "risk" as const }));
}

async function carriedMeasures(db: Db, planId: string) {
	const rows = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.select(["measures.id", "measures.title", "measures.risk_id", "measures.dropped_reason"])
		.select("risks.number as risk_number")
		.where("risks.plan_id", "=", planId)
		.where("measures.carried_from", "is not", null)
		.orderBy("measures.position")
		.execute();
	return rows.map((row) => ({ ...row, kind: "measure" as const }));
}

/** A control is carried under its key. */
async function carriedControls(db: Db, planId: string) {
	const rows = await db
		.selectFrom("controls")
		.innerJoin("risks", "risks.id", "controls.risk_id")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select(["controls.id", "controls.title", "controls.risk_id", "controls.dropped_reason"])
		.select("risks.number as risk_number")
		.where("controls.plan_id", "=", planId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("controls as before")
					.select("before.id")
					.whereRef("before.plan_id", "=", "plans.carried_from")
					.whereRef("before.key", "=", "controls.key"),
			),
		)
		.orderBy("controls.key")
		.execute();
	return rows.map((row) => ({ ...row, kind: "control" as const }));
}
