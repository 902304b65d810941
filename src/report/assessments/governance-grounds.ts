import type { Db } from "../../../db/open.ts";
import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { MONEY } from "../../../db/schema/report/governance-numbers.ts";
import { GOVERNANCE_KINDS, type GovernanceKind } from "../../../db/schema/report/words.ts";
import { paths } from "../../paths/paths.ts";
import { reportedBackOn, shownNumber } from "../governance/columns.ts";
import { expectedOf, isReached, isShort } from "../governance/outcome.ts";
import { type Ground, gradeOf } from "./grounds.ts";

/** What the verksamhetsplan's rows say of krav a and b, in words and in numbers. */
export async function governanceGrounds(
	db: Db,
	period: Period,
	due_before: string,
): Promise<{ a: Ground[]; b: Ground[] }> {
	const rows = await listGovernance(db, period);
	const of = (kind: GovernanceKind) => rows.filter((row) => row.kind === kind);
	const list = (kind: GovernanceKind) => `${paths.governance(period.id)}?slag=${kind}`;
	const said = (kind: GovernanceKind) => statusGround(of(kind), kind, list(kind));
	const a = [
		said("goal"),
		indicatorGround(of("indicator"), list("indicator")),
		withLate(said("assignment"), of("assignment"), due_before),
		withLate(said("part"), of("part"), due_before),
	];
	const sums = of("economy").filter((row) => isWholeSum(row, rows));
	const b = [said("economy"), ...sums.map((row) => sumGround(row, paths.governanceStatus(period.id, row.id)))];
	const kept = (grounds: (Ground | null)[]) => grounds.filter((ground) => ground !== null);
	return { a: kept(a), b: kept(b) };
}

function statusGround(rows: readonly GovernanceRow[], kind: GovernanceKind, href: string): Ground | null {
	const total = rows.length;
	if (total === 0) return null;
	const n = (status: string | null) => rows.filter((row) => (row.reported?.status ?? null) === status).length;
	const missed = n("not_fulfilled");
	const effect = n(null) === total ? null : gradeOf(missed * 2 > total, missed > 0);
	const value = `${total}: uppfyllda ${n("fulfilled")}, på väg ${n("on_the_way")}, inte uppfyllda ${missed}, utan status ${n(null)}`;
	return { label: GOVERNANCE_KINDS[kind], value, effect, href, rows: total };
}

/** An indicator is judged by its outcome against its target; by its status only where no number says. */
function indicatorGround(rows: readonly GovernanceRow[], href: string): Ground | null {
	if (rows.length === 0) return null;
	const verdicts = rows.map((row) => isReached(row) ?? saidReached(row));
	const [reached, missed] = [true, false].map((verdict) => verdicts.filter((one) => one === verdict).length);
	const judged = reached! + missed!;
	const effect = judged === 0 ? null : gradeOf(missed! * 2 > judged, missed! > 0);
	const value = `${rows.length}: når målet ${reached}, når inte målet ${missed}, kan inte avgöras än ${rows.length - judged}`;
	return { label: "Indikatorer mot sina mål", value, effect, href, rows: rows.length };
}

function saidReached({ reported }: GovernanceRow): boolean | null {
	if (reported?.status === "fulfilled") return true;
	return reported?.status === "not_fulfilled" ? false : null;
}

/** An assignment whose day for reporting back has passed speaks against the best word. */
function withLate(ground: Ground | null, rows: readonly GovernanceRow[], due_before: string): Ground | null {
	const late = rows.filter(
		(row) => row.report_back_on !== null && row.report_back_on < due_before && reportedBackOn(row) === null,
	).length;
	if (ground === null || late === 0) return ground;
	const effect = ground.effect === "insufficient" ? ground.effect : "needs_improvement";
	return { ...ground, value: `${ground.value}, försenad återrapportering ${late}`, effect };
}

/** A sum of amounts that is itself no part of another: a result, the investments. */
const isWholeSum = (row: GovernanceRow, rows: readonly GovernanceRow[]) =>
	row.unit === MONEY && row.parent_id === null && rows.some((part) => part.parent_id === row.id);

function sumGround(row: GovernanceRow, href: string): Ground | null {
	const expected = expectedOf(row);
	const short = isShort(row);
	if (expected === null || row.budget_ore === null || short === null) return null;
	const word = row.reported!.forecast_ore === null ? "utfall" : "prognos";
	const parts = [
		`budget ${shownNumber(row.budget_ore, row.unit)}`,
		`${word} ${shownNumber(expected, row.unit)}`,
		`avvikelse ${shownNumber(expected - row.budget_ore, row.unit)}`,
	];
	const effect = short ? "needs_improvement" : "sufficient";
	return { label: `${row.title}, ${row.chapter}`, value: parts.join(", "), effect, href, rows: null };
}
