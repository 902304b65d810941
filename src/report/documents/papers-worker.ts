import type { Period } from "../../../db/queries/report/periods.ts";
import { runCheck } from "../../ground/threads/run-check.ts";
import type { Papers } from "./papers-thread.ts";
import { readPapers } from "./read-papers.ts";

await runCheck(async (db, { period, today }: { period: Period; today: string }): Promise<Papers> => {
	const { report, assessment } = await readPapers(db, period, today);
	return { report, assessment };
});
