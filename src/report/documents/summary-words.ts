import { GRADES } from "../../../db/schema/report/words.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { capital, integer, LEAST_FOR_PERCENT, WORDS } from "../../ground/sampling/wording.ts";
import { formatShare } from "../../ground/tables/column.ts";
import type { Judgement } from "../workbook/judgement.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { deviationTotals } from "../workbook/report-tables.ts";

/**
 * The report in words, composed from its figures: the count before the percent, numbers to twelve in words, and no percent of
 * fewer than twenty. People may write their own instead.
 */
export function composedSummary(content: ReportContent, judgement: Judgement): string {
	const paragraphs = [
		judgedText(content, judgement),
		runText(content.numbers),
		deviationText(content.numbers, judgement),
		measureText(content),
		riskText(judgement),
	];
	return paragraphs.filter((one) => one !== "").join("\n");
}

const number = (n: number) => WORDS[n] ?? integer(n);
const common = (n: number) => (n === 0 ? "ingen" : n === 1 ? "en" : number(n));

function judgedText({ period }: Pick<ReportContent, "period">, { total, whose }: Judgement): string {
	if (!total) return `Den interna styrningen och kontrollen ${period.year} är inte bedömd än.`;
	const word = GRADES[total.grade].toLowerCase();
	return `${whose}: den interna styrningen och kontrollen ${period.year} är ${word}. ${total.reasons}`;
}

function runText({ runs }: ReportContent["numbers"]): string {
	if (runs.planned === 0) return "Inga kontrolltillfällen är planerade i perioden.";
	const share = runs.planned >= LEAST_FOR_PERCENT ? ` (${formatShare(runs.performed / runs.planned)})` : "";
	const deviating = runs.minor + runs.major + runs.critical;
	const missed = runs.not_done > 0 ? ` ${capital(common(runs.not_done))} genomfördes inte, med skäl.` : "";
	const left = runs.planned - runs.performed - runs.not_done;
	const rest = left > 0 ? ` ${capital(number(left))} återstår.` : "";
	const found =
		deviating === 0
			? "Inget visade avvikelse."
			: `${capital(deviating === 1 ? "ett" : number(deviating))} visade avvikelse.`;
	return `${performedText(runs)}${share}.${missed}${rest} ${found}`;
}

function performedText({ performed, planned }: ReportContent["numbers"]["runs"]): string {
	if (planned === 1) return `Det enda planerade kontrolltillfället är ${performed === 1 ? "" : "inte "}utfört`;
	const done = performed === 0 ? "Inget" : capital(performed === 1 ? "ett" : number(performed));
	return `${done} av ${number(planned)} planerade kontrolltillfällen är ${performed < 2 ? "utfört" : "utförda"}`;
}

function deviationText({ deviations, found_after }: ReportContent["numbers"], { severe }: Judgement): string {
	const { rows, all } = deviationTotals(deviations);
	const found =
		all.total === 0
			? "Inga avvikelser hör till perioden."
			: `${capital(common(all.total))} ${all.total === 1 ? "avvikelse" : "avvikelser"} hör till perioden: ${rows
					.filter(({ total }) => total > 0)
					.map(({ severity, total }) => `${common(total)} ${severityWord(severity, total)}`)
					.reverse()
					.join(", ")}.`;
	const waiting = all.counts.open + all.counts.handled;
	const open =
		all.total === 0
			? ""
			: waiting === 0
				? " Alla är avslutade."
				: ` ${capital(common(waiting))} är inte ${waiting === 1 ? "avslutad" : "avslutade"}.`;
	const after = found_after > 0 ? ` ${capital(common(found_after))} hittades efter brytdatum.` : "";
	const named = severe.slice(0, 3).map(({ number: nr, title }) => `${title} (nr ${nr})`);
	const more = severe.length > named.length ? `, och ytterligare ${number(severe.length - named.length)}` : "";
	const worst = severe.length === 0 ? "" : ` Större avvikelser som inte är avslutade: ${named.join("; ")}${more}.`;
	return `${found}${open}${after}${worst}`;
}

function severityWord(severity: keyof typeof SEVERITIES, n: number): string {
	return severity === "critical" && n !== 1 ? "väsentliga" : SEVERITIES[severity].toLowerCase();
}

function measureText({ plan_rows, numbers }: ReportContent): string {
	const measures = plan_rows.filter((row) => row.measure_id !== null);
	if (measures.length === 0) return "";
	const tested = measures.filter((row) => row.effect_tested === "yes").length;
	const late =
		numbers.measures_overdue === 0
			? ""
			: ` ${capital(common(numbers.measures_overdue))} är ${numbers.measures_overdue === 1 ? "försenad" : "försenade"}.`;
	if (measures.length === 1) return `Den enda åtgärdens effekt är ${tested === 1 ? "" : "inte "}prövad.${late}`;
	return `${capital(common(tested))} av ${number(measures.length)} åtgärder har prövad effekt.${late}`;
}

function riskText({ risks, heat }: Judgement): string {
	if (!heat || risks.length === 0) return "";
	const level = Math.max(...heat.map(({ band }) => band.level));
	const high = risks.filter(({ residual }) => residual.band.level === level).length;
	const moved = (way: "up" | "down") => risks.filter(({ movement }) => movement === way).length;
	const [up, down] = [moved("up"), moved("down")];
	const moves = up + down === 0 ? "" : ` Sedan förra rapporten har ${common(up)} höjts och ${common(down)} sänkts.`;
	if (risks.length === 1) return `Den enda bedömda risken har värdet ${risks[0]!.residual.score}.${moves}`;
	return `Av ${number(risks.length)} bedömda risker ligger ${common(high)} i det högsta fältet.${moves}`;
}
