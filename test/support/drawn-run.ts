import { insertRun } from "../../db/writes/checks/runs.ts";
import { insertPopulation, insertPurchaseFile, insertStratum } from "../../db/writes/checks/populations.ts";
import { insertDraw } from "../../db/writes/checks/draws.ts";
import { insertItem } from "../../db/writes/checks/samples.ts";
import { occurrenceOf } from "../../src/ground/calendar/occurrence.ts";
import { commitment, drawStrata, itemKey, populationDigest } from "../../src/ground/sampling/selection.ts";
import { newId } from "../../src/ground/write/new-id.ts";
import { write } from "../../src/ground/write/write.ts";
import { insertLines } from "./ledger-lines.ts";
import { freezeTerms } from "./freeze-terms.ts";
import { type PersonKey, TODAY, type World } from "./world.ts";

export interface DrawnRun {
	runId: string;
	/** In the order of the page. */
	itemIds: string[];
	/** The keys of the population in the order of the draw: the drawn first, then the reserves. */
	keys: string[];
}

export interface DrawnRunOptions {
	/** Items drawn; 5 when left out. */
	n?: number;
	/** Lines in the population; 20 when left out, 0 for a month without purchases. */
	population?: number;
	unit?: "alfa" | "beta";
	period_key?: string;
	due_on?: string;
	/** The month the lines are dated in, when they came late. */
	bookedIn?: string;
	performer?: PersonKey | null;
	reviewer?: PersonKey | null;
	/** Facts of the line at a place in the order of the draw (0 = the first drawn item). */
	lines?: Record<
		number,
		Partial<Record<"requisitioner" | "receiver" | "approver" | "supplier_name" | "text" | "voucher_no", string>>
	>;
}

const SECRET = "5a".repeat(32);
const SUPPLIERS = [
	"OneMed Sverige AB",
	"Mediq Sverige AB",
	"Staples Sweden AB",
	"Apotek Produktion AB",
	"Kvik & Co <b>HB</b>",
];
const TEXTS = ["Förbandsmaterial", "Handskar nitril", "Kontorsmaterial", "Kanyler 0,8 mm", "Desinfektion"];

const amountAt = (index: number) => 100_000 + index * 12_345;

/** A run for October 2026 whose items are drawn as the product draws them, put in place directly. */
export function openDrawnRun(world: World, options: DrawnRunOptions = {}): Promise<DrawnRun> {
	const { ids } = world;
	const unit = options.unit ?? "alfa";
	const period_key = options.period_key ?? "2026-10";
	const N = options.population ?? 20;
	const drawName = `inkop-under-10000/${period_key}/${unit}`;
	const keys = Array.from({ length: N }, (_, index) =>
		itemKey(["1", "LF", "2026", `${period_key}-${unit}-${index}`, ""]),
	);
	const [stratum] = drawStrata({
		seedHex: SECRET,
		drawId: drawName,
		strata: [{ id: unit, keys, n: options.n ?? 5 }],
		reserveCount: N,
	});
	const ranked = [...stratum!.items, ...stratum!.reserves];
	return write(world.ctx, async ({ trx, record }) => {
		const [draw, file, population, runId] = [newId(), newId(), newId(), newId()] as const;
		const performer = options.performer === undefined ? (unit === "alfa" ? "maria" : "beata") : options.performer;
		const reviewer = options.reviewer === undefined ? (unit === "alfa" ? "mats" : "boris") : options.reviewer;
		await insertPurchaseFile(trx, {
			id: file,
			period_key,
			file_name: "inkop.csv",
			sha256: newId().replaceAll("-", "").padEnd(64, "0"),
			bytes: 1,
			encoding: "utf-8",
			delimiter: ";",
			columns: "{}",
			rows: N,
			refused: "[]",
			sum_ore: N * 100_000,
			imported_at: TODAY,
			imported_by: ids.carin,
		});
		await insertDraw(trx, {
			id: draw,
			control_id: ids.control,
			period_key,
			draw_id: drawName,
			commitment: commitment(drawName, SECRET),
			secret_encrypted: world.ctx.keys.encrypt(SECRET),
			secret: SECRET,
			public_value: null,
			planned_at: TODAY,
			drawn_at: TODAY,
			drawn_by: ids.carin,
			reason: "",
			version: 1,
		});
		await insertPopulation(trx, {
			id: population,
			draw_id: draw,
			control_id: ids.control,
			period_key,
			file_id: file,
			cut_off: occurrenceOf(period_key).last_day,
			filter: "Inköp under 10 000 kr",
			limit_ore: 1_000_000,
			unit_basis: "invoice",
			vat_basis: "net",
			n: N,
			sum_ore: N * 100_000,
			digest: populationDigest(ranked.map(({ key }, index) => ({ key, amountOre: amountAt(index) }))),
			frozen_at: TODAY,
			frozen_by: ids.carin,
			...(await freezeTerms(trx, ids.control, period_key, [{ unit_id: ids[unit], n: N }], {
				sizes: [{ unit_id: ids[unit], unit: unit, n: Math.min(N, options.n ?? 5) }],
			})),
		});
		await insertStratum(trx, { population_id: population, unit_id: ids[unit], n: N, sum_ore: N * 100_000 });
		const lineIds = await insertLines(
			trx,
			ranked.map(({ key }, index) => ({
				file_id: file,
				population_id: population,
				item_key: key,
				unit_id: ids[unit],
				amount_ore: amountAt(index),
				line_no: index + 2,
				company: "1",
				voucher_no: `LF${84_100 + index}`,
				order_no: `B-${2_200 + index}`,
				invoice_no: `${990_000 + index}`,
				supplier_no: `556${index}`,
				supplier_name: SUPPLIERS[index % SUPPLIERS.length]!,
				account: "5460",
				account_text: "Förbrukningsmaterial",
				booking_date: `${options.bookedIn ?? period_key}-${String((index % 27) + 1).padStart(2, "0")}`,
				registered_at: "",
				text: TEXTS[index % TEXTS.length]!,
				requisitioner: "Olle Beställare",
				receiver: "Eva Mottagare",
				approver: "Per Attestant",
				agreement_no: "",
				...options.lines?.[index],
			})),
			"inkop-under-10000",
		);
		await insertRun(trx, {
			id: runId,
			control_id: ids.control,
			unit_id: ids[unit],
			period_key,
			first_day: `${period_key}-01`,
			last_day: occurrenceOf(period_key).last_day,
			due_on: options.due_on ?? "2026-11-20",
			status: "drawn",
			performer_id: performer && ids[performer],
			reviewer_id: reviewer && ids[reviewer],
			draw_id: draw,
			population_n: N,
			population_sum_ore: N * 100_000,
			result: null,
			result_reason: "",
			signed_at: null,
			signed_by: null,
			is_late: 0,
			reviewed_at: null,
			reviewed_by: null,
			review_note: "",
			version: 1,
		});
		const itemIds: string[] = [];
		for (const [index, item] of stratum!.items.entries()) {
			const id = newId();
			itemIds.push(id);
			await insertItem(trx, {
				id,
				run_id: runId,
				line_id: lineIds[index]!,
				position: index + 1,
				rank: item.rank,
				hash: item.hash,
				kind: "random",
				status: "drawn",
				reason: "",
				replaces_id: null,
				version: 1,
			});
		}
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "drawn-run" },
			data: { note: "lade in ett draget stickprov" },
		});
		return { runId, itemIds, keys: ranked.map(({ key }) => key) };
	});
}
