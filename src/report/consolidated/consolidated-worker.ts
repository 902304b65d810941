import { takeReadingOrders } from "../../ground/threads/take-orders.ts";
import { type Consolidated, readConsolidated } from "./read-consolidated.ts";

export interface ConsolidatedOrder {
	asked: Pick<Consolidated, "year" | "kind">;
	today: string;
}

takeReadingOrders((db, { asked, today }: ConsolidatedOrder) => readConsolidated(db, asked, today));
