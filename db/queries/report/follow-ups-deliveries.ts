import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { PeriodDeliveryTable } from "../../schema/report/follow-ups.ts";

export type Delivery = Selectable<PeriodDeliveryTable> & { person: string };

function deliveries(db: Db) {
	return db
		.selectFrom("period_deliveries")
		.innerJoin("people", "people.id", "period_deliveries.person_id")
		.selectAll("period_deliveries")
		.select("people.name as person");
}

/** Who delivers what to a report, first due first. */
export function listDeliveries(db: Db, periodId: string): Promise<Delivery[]> {
	return deliveries(db)
		.where("period_deliveries.period_id", "=", periodId)
		.orderBy("period_deliveries.due_on")
		.orderBy("period_deliveries.id")
		.execute();
}

export function findDelivery(db: Db, periodId: string, id: string): Promise<Delivery | undefined> {
	return deliveries(db)
		.where("period_deliveries.period_id", "=", periodId)
		.where("period_deliveries.id", "=", id)
		.executeTakeFirst();
}
