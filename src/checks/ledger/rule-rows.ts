import type { Db } from "../../../db/open.ts";
import { listRuleRuns } from "../../../db/queries/checks/ledger.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { LEDGER_RULES, type LedgerRule } from "../../../db/schema/checks/ledger.ts";
import { type RuleFigures, ruleFigures } from "../../ground/sampling/ledger-rules.ts";
import { readRuleCounts } from "./hit-readings.ts";

/** The figures shown beside each rule. */
export interface RuleRow {
	rule: LedgerRule;
	figures: RuleFigures;
	/** Hits that somebody has said are explained or a deviation. */
	judged: number;
}

/** Count, share, base rate and confirmed hits per rule, by the latest finished run. Rules without hits are there too. */
export async function ruleRows(db: Db, reach: UnitReach, today: string): Promise<RuleRow[]> {
	const latest = (await listRuleRuns(db)).find((run) => run.finished_at !== null && run.problem === "");
	const counts = new Map((await readRuleCounts(db, reach, `${today.slice(0, 4)}-01-01`)).map((one) => [one.rule, one]));
	return (Object.keys(LEDGER_RULES) as LedgerRule[]).map((rule) => {
		const { now, earlier, judged, confirmed } = counts.get(rule) ?? { now: 0, earlier: 0, judged: 0, confirmed: 0 };
		return {
			rule,
			judged,
			figures: ruleFigures(
				{ hits: now, lines: latest?.lines_now ?? 0 },
				{ hits: earlier, lines: latest?.lines_earlier ?? 0, confirmed },
			),
		};
	});
}
