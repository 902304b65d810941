import { z } from "zod";
import { SCORE_KINDS, SCORES, type ScoreKind } from "../../../../db/schema/register/risks-scale.ts";
import { MEETING_KINDS } from "../../../../db/schema/report/meetings.ts";
import { MEASURE_STATUSES } from "../../../../db/schema/vocabulary.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../../register/measures/fields.ts";
import { RISK_FIELDS } from "../../../register/risks/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const titled = z.object({ title: z.string() });
/** The decided version, which its digest identifies. */
const decision = z.object({
	year: z.number(),
	decided_on: z.string(),
	paragraph: z.string(),
	registry_no: z.string(),
	digest: z.string(),
});
const edited = titled.extend({ changes: Changes });

const RISK = trailWords(RISK_FIELDS);
const MEASURE = trailWords({ ...MEASURE_FIELDS, ...REPORT_FIELDS });

const Kind = z.enum(SCORE_KINDS as [ScoreKind, ...ScoreKind[]]);

const ROWS = { area: "verksamheten", risk: "risken", measure: "åtgärden", control: "kontrollmomentet" };

function arranged(act: string, row: string, detail: string | null): string {
	if (act === "up" || act === "down") return `flyttade ${row} ${act === "up" ? "upp" : "ned"} i utkastet`;
	if (act === "move") return `flyttade ${row} till ”${detail}”`;
	if (act === "rename") return `bytte namn på ${row} till ”${detail}”`;
	if (act === "restore") return `tog tillbaka ${row} i utkastet`;
	return `strök ${row} ur utkastet${detail ? `, och med den ${detail}` : ""}`;
}

const CHOSEN = { keep: "behöll rader", change: "bestämde att rader ändras", drop: "strök rader" };

/** The first few by name, and how many there are beyond them. */
function named(titles: readonly string[]): string {
	const first = titles.slice(0, 5).map((title) => `”${title}”`);
	const rest = titles.length - first.length;
	return [...first, ...(rest > 0 ? [rest === 1 ? "1 rad till" : `${rest} rader till`] : [])].join(", ");
}

export const registerEvents = {
	"plan.drafted": eventType(z.object({ year: z.number(), carried_from: z.number().nullable() }), (d) =>
		d.carried_from
			? `tog fram utkast till internkontrollplan ${d.year} från planen ${d.carried_from}`
			: `tog fram utkast till internkontrollplan ${d.year}`,
	),
	"plan.imported": eventType(
		z.object({
			year: z.number(),
			file_name: z.string(),
			sha256: z.string(),
			risks: z.number(),
			measures: z.number(),
			controls: z.number(),
		}),
		(d) =>
			`läste in ${d.file_name} i utkastet till internkontrollplan ${d.year}: ${d.risks} risker, ${d.measures} åtgärder och ${d.controls} kontrollmoment`,
	),
	"plan.import_undone": eventType(
		z.object({ year: z.number(), file_name: z.string(), risks: z.number() }),
		(d) =>
			`ångrade inläsningen av ${d.file_name} i utkastet till internkontrollplan ${d.year}: ${d.risks} risker ströks`,
	),
	"plan.rows_chosen": eventType(
		z.object({
			year: z.number(),
			choice: z.enum(["keep", "change", "drop"]),
			reason: z.string(),
			titles: z.array(z.string()),
		}),
		(d) =>
			`${CHOSEN[d.choice]} i utkastet till internkontrollplan ${d.year}: ${named(d.titles)}${d.reason === "" ? "" : `. Skäl: ${d.reason}`}`,
	),
	"plan.prepared": eventType(
		z.object({
			year: z.number(),
			meetings: z.array(z.object({ kind: z.enum(["board", "preparing"]), held_on: z.string() })),
		}),
		(d) =>
			`lämnade internkontrollplan ${d.year} till beredning inför ${d.meetings
				.map(({ kind, held_on }) => `${MEETING_KINDS[kind].toLowerCase()} ${held_on}`)
				.join(", ")}`,
	),
	"plan.taken_back": eventType(
		z.object({ year: z.number(), reason: z.string() }),
		(d) => `tog tillbaka internkontrollplan ${d.year} från beredning till utkast. Skäl: ${d.reason}`,
	),
	"plan.decided": eventType(
		decision.extend({ outside: z.boolean(), missing: z.number() }),
		(d) =>
			`registrerade beslutet om internkontrollplan ${d.year}: ${d.decided_on}, § ${d.paragraph}, ${d.registry_no}${d.outside ? ` (beslutad utanför Tillräcklig, ${d.missing} uppgifter saknades)` : ""}`,
	),
	"plan.amended": eventType(
		decision.extend({ number: z.number(), changes: z.number() }),
		(d) =>
			`registrerade ändringsbeslut ${d.number} till internkontrollplan ${d.year}: ${d.decided_on}, § ${d.paragraph}, ${d.registry_no} (${d.changes === 1 ? "1 ändring" : `${d.changes} ändringar`})`,
	),
	"plan.arranged": eventType(
		z.object({
			row: z.enum(["area", "risk", "measure", "control"]),
			title: z.string(),
			act: z.enum(["up", "down", "move", "rename", "drop", "restore"]),
			reason: z.string(),
			detail: z.string().nullable(),
		}),
		(d) => `${arranged(d.act, `${ROWS[d.row]} ”${d.title}”`, d.detail)}. Skäl: ${d.reason}`,
	),
	"plan.edited": eventType(
		z.object({ year: z.number(), changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, { scale: "skalan" })} för internkontrollplan ${d.year}`,
	),
	"plan.closed": eventType(z.object({ year: z.number() }), (d) => `avslutade internkontrollplan ${d.year}`),
	"area.added": eventType(z.object({ name: z.string() }), (d) => `lade till verksamheten ${d.name}`),
	"risk.added": eventType(titled, (d) => `lade till risken ”${d.title}”`),
	"risk.disagreement_stated": eventType(
		z.object({ title: z.string(), kind: Kind, number: z.number(), digest: z.string() }),
		(d) => `sparade två bedömningar som står mot varandra (${SCORES[d.kind].toLowerCase()}) av risken ”${d.title}”`,
	),
	"risk.disagreement_settled": eventType(
		z.object({
			title: z.string(),
			kind: Kind,
			number: z.number(),
			likelihood: z.number(),
			impact: z.number(),
			reason: z.string(),
		}),
		(d) =>
			`avgjorde de två bedömningarna (${SCORES[d.kind].toLowerCase()}) av risken ”${d.title}”: ${d.likelihood} × ${d.impact}. Skäl: ${d.reason}`,
	),
	"risk.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, RISK)} i risken ”${d.title}”`),
	"measure.added": eventType(titled, (d) => `lade till åtgärden ”${d.title}”`),
	"measure.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, MEASURE)} i åtgärden ”${d.title}”`),
	"measure.reported": eventType(
		titled.extend({
			status: z.enum(Object.keys(MEASURE_STATUSES) as [keyof typeof MEASURE_STATUSES]),
			changes: Changes,
		}),
		(d) => `rapporterade åtgärden ”${d.title}” som ${MEASURE_STATUSES[d.status]}`,
	),
};
