import type { DrawRecord, DrawRecordStratum, MoneyPart } from "./draw-record.ts";
import { orderByHash } from "./hash-order.ts";

const HEADER = "enhet;rang;status;nyckel;belopp_ore;hash";

/**
 * Every key of the population as CSV for Excel: UTF-8 with BOM, semicolons, CRLF; by stratum and then rank.
 * Status is "dragen" (with "toppskikt" or "kredit, dras inte" by amount), "ersatt" (drawn, then replaced), "använd reserv", "reserv" or empty. A text a spreadsheet would
 * run as a formula gets a leading apostrophe (the JSON record has the exact key). Never throws on a built record.
 */
export function drawRecordCsv(record: DrawRecord): string {
	const byUnit = new Map<string, DrawRecord["rows"]>();
	for (const row of record.rows) {
		const rows = byUnit.get(row.unit);
		if (rows === undefined) byUnit.set(row.unit, [row]);
		else rows.push(row);
	}
	// a draw in proportion to the amount ranks the frame as one
	const places = record.money && new Map(orderByHash(record.rows).map(({ key }, index) => [key, index + 1]));
	const lines = [HEADER];
	for (const stratum of record.strata) {
		const rows = byUnit.get(stratum.id) ?? [];
		const amounts = new Map(rows.map((row) => [row.key, row.amountOre]));
		const status = statuses(stratum, record.money);
		for (const [i, { key, hash }] of orderByHash(rows).entries()) {
			const cells = [
				cell(stratum.id),
				places?.get(key) ?? i + 1,
				status.get(key) ?? "",
				cell(key),
				amounts.get(key) ?? "",
				hash,
			];
			lines.push(cells.join(";"));
		}
	}
	return `\ufeff${lines.join("\r\n")}\r\n`;
}

function statuses(stratum: DrawRecordStratum, money: MoneyPart | undefined): Map<string, string> {
	const status = new Map<string, string>();
	for (const item of stratum.items) status.set(item.key, "dragen");
	for (const key of money?.topStratum ?? []) status.set(key, "dragen, toppskikt");
	for (const key of money?.creditNotes ?? []) status.set(key, "kredit, dras inte");
	for (const item of stratum.reserves) status.set(item.key, "reserv");
	for (const used of stratum.usedReserves) status.set(used.replacementKey, "använd reserv");
	for (const used of stratum.usedReserves) status.set(used.removedKey, "ersatt");
	return status;
}

function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
