import type { Db } from "../../open.ts";
import type { PlainFact } from "../ground/write.ts";

const KINDS = ["control_run", "sample_item", "deviation"];

/** The runs that facts are about; null when one is about something that no run can be told of. */
export async function findRunsOfFacts(db: Db, facts: readonly PlainFact[]): Promise<string[] | null> {
	if (!facts.every(({ object_kind }) => KINDS.includes(object_kind))) return null;
	const ids = (kind: string) => facts.filter((one) => one.object_kind === kind).map((one) => one.object_id);
	const [items, deviations] = [ids("sample_item"), ids("deviation")];
	const ofItems = await db
		.selectFrom("sample_items")
		.select("run_id")
		.where("id", "in", [...items, ""])
		.execute();
	const ofDeviations = await db
		.selectFrom("deviations")
		.select("run_id")
		.where("id", "in", [...deviations, ""])
		.execute();
	return [...new Set([...ids("control_run"), ...[...ofItems, ...ofDeviations].flatMap(({ run_id }) => run_id ?? [])])];
}
