import { runCheck } from "../../ground/threads/run-check.ts";
import { type Consolidated, readConsolidated } from "./read-consolidated.ts";

export interface ConsolidatedOrder {
	asked: Pick<Consolidated, "year" | "kind">;
	today: string;
}

await runCheck((db, { asked, today }: ConsolidatedOrder) => readConsolidated(db, asked, today));
