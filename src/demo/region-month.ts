import type { ControlTable } from "../../db/schema/checks/controls.ts";
import type { ControlRunTable } from "../../db/schema/checks/runs.ts";
import type { CheckQuestionTable } from "../../db/schema/checks/controls-checklists.ts";
import type { CheckAnswerTable, SampleItemTable } from "../../db/schema/checks/samples.ts";
import type { DeviationTable } from "../../db/schema/checks/deviations.ts";
import type { DrawTable } from "../../db/schema/checks/draws.ts";
import type {
	LedgerLineTable,
	PopulationStratumTable,
	PopulationTable,
	PurchaseFileTable,
} from "../../db/schema/checks/populations.ts";
import { dueDateOf, occurrenceOf } from "../ground/calendar/occurrence.ts";
import type { Keys } from "../ground/keys.ts";
import { commitment, drawStrata, itemKey, populationDigest } from "../ground/sampling/selection.ts";
import type { PastEvent } from "./bulk-trail.ts";
import type { RegionPeople, RegionUnit } from "./region-people.ts";
import type { Random } from "./region-random.ts";
import { addRegionRun } from "./region-run.ts";

/** Everything one month of stickprov leaves behind, in the order it may be inserted. */
export interface RegionMonth {
	purchase_files: PurchaseFileTable[];
	draws: DrawTable[];
	populations: PopulationTable[];
	population_strata: PopulationStratumTable[];
	ledger_lines: LedgerLineTable[];
	control_runs: ControlRunTable[];
	sample_items: SampleItemTable[];
	check_answers: CheckAnswerTable[];
	deviations: DeviationTable[];
	events: PastEvent[];
}

export interface MonthFrame {
	random: Random;
	people: RegionPeople;
	control: ControlTable;
	questions: CheckQuestionTable[];
	keys: Keys;
	/** The kept bytes that stand for the month's purchases file. */
	file: { sha256: string; bytes: number };
	period_key: string;
	/** Number of the next deviation. */
	nextDeviation: () => number;
}

const SUPPLIERS = [
	"Vårdmaterial Norden AB",
	"Kontorsgruppen AB",
	"Medicinpartner AB",
	"Livs & Kaffe AB",
	"Teknikservice AB",
	"Hygienlagret AB",
];
const LIMIT_ORE = 1_000_000;

/** Lines of the n-th unit in a month: most have 32, every ninth only two (all of them are then checked). */
function lineCount(n: number): number {
	return n % 9 < 8 ? 32 : 2;
}

/** A real month: a frozen frame, a draw anyone can redo, answered items, deviations where the answer was Nej. */
export function regionMonth(frame: MonthFrame): RegionMonth {
	const { random, people, control, period_key } = frame;
	const occurrence = occurrenceOf(period_key);
	const at = `${dueDateOf(occurrence, 5)}T08:00:00.000Z`;
	random.setTime(at);
	const draw_id = `${control.key}/${period_key}`;
	const secret = random.secret();
	const file_id = random.id();
	const population_id = random.id();
	const draw = random.id();
	const byUnit = new Map(
		people.units.map((unit, n) => [unit.id, unitLines(frame, unit, n, { file_id, population_id })]),
	);
	const lines = [...byUnit.values()].flat();
	const strata = people.units.map((unit) => ({
		id: unit.id,
		keys: byUnit.get(unit.id)!.map((line) => line.item_key),
		n: control.sample_size,
	}));
	const drawn = drawStrata({ seedHex: secret, drawId: draw_id, strata, reserveCount: control.reserve_count });
	const sum_ore = lines.reduce((sum, line) => sum + line.amount_ore, 0);
	const digest = populationDigest(lines.map((line) => ({ key: line.item_key, amountOre: line.amount_ore })));
	const month: RegionMonth = {
		purchase_files: [
			{
				id: file_id,
				period_key,
				file_name: `inkop-${period_key}.csv`,
				...frame.file,
				encoding: "UTF-8",
				delimiter: ";",
				columns: "{}",
				rows: lines.length,
				refused: '{"count":0,"rows":[]}',
				sum_ore,
				imported_at: at,
				imported_by: people.controller.id,
			},
		],
		draws: [
			{
				id: draw,
				control_id: control.id,
				period_key,
				draw_id,
				commitment: commitment(draw_id, secret),
				secret_sealed: frame.keys.seal(secret),
				secret,
				public_value: null,
				planned_at: `${occurrence.first_day}T06:00:00.000Z`,
				drawn_at: at,
				drawn_by: people.controller.id,
				reason: "",
				version: 2,
			},
		],
		populations: [
			{
				id: population_id,
				draw_id: draw,
				control_id: control.id,
				period_key,
				file_id,
				cut_off: occurrence.last_day,
				filter: "Inköp under 10 000 kr",
				limit_ore: LIMIT_ORE,
				unit_basis: "invoice",
				vat_basis: "net",
				n: lines.length,
				sum_ore,
				digest,
				frozen_at: at,
				frozen_by: people.controller.id,
			},
		],
		population_strata: people.units.map((unit) => {
			const own = byUnit.get(unit.id)!;
			return {
				population_id,
				unit_id: unit.id,
				n: own.length,
				sum_ore: own.reduce((sum, line) => sum + line.amount_ore, 0),
			};
		}),
		ledger_lines: lines,
		control_runs: [],
		sample_items: [],
		check_answers: [],
		deviations: [],
		events: [],
	};
	month.events.push(
		...drawEvents(
			frame,
			month,
			drawn.reduce((n, one) => n + one.items.length, 0),
		),
	);
	for (const [n, stratum] of drawn.entries())
		addRegionRun(frame, month, people.units[n]!, stratum, { at, draw, lines: byUnit.get(stratum.id)! });
	return month;
}

/** The promise, the freeze and the draw, as the trail tells them. */
function drawEvents({ random, people }: MonthFrame, month: RegionMonth, drawn: number): PastEvent[] {
	const draw = month.draws[0]!;
	const population = month.populations[0]!;
	const names = new Map(people.units.map((unit) => [unit.id, unit.name]));
	const strata = month.population_strata.map(({ unit_id, n, sum_ore }) => ({ unit: names.get(unit_id)!, n, sum_ore }));
	const { draw_id, commitment } = draw;
	const { n, sum_ore, digest, frozen_at: at } = population;
	const about = { actor: people.controller, unit_id: people.administration_id, object: { kind: "draw", id: draw.id } };
	const file_sha256 = month.purchase_files[0]!.sha256;
	const secret = draw.secret!;
	return [
		{ ...about, id: random.id(), at: draw.planned_at, type: "draw.planned", data: { draw_id, commitment, reason: "" } },
		{
			...about,
			id: random.id(),
			at,
			type: "population.frozen",
			data: { draw_id, n, sum_ore, digest, file_sha256, strata },
		},
		{
			...about,
			id: random.id(),
			at,
			type: "sample.drawn",
			data: { draw_id, secret, public_value: null, drawn, population: n, strata: strata.length },
		},
	];
}

function unitLines(
	frame: MonthFrame,
	unit: RegionUnit,
	n: number,
	ids: { file_id: string; population_id: string },
): LedgerLineTable[] {
	const { random, control, period_key } = frame;
	return Array.from({ length: lineCount(n) }, (_, i) => {
		const voucher_no = String(100_000 + n * 50 + i);
		const date = `${period_key}-${String(1 + random.below(28)).padStart(2, "0")}`;
		return {
			id: random.id(),
			...ids,
			frame_key: control.key,
			item_key: itemKey(["100", "LF", period_key.slice(0, 4), `${period_key.slice(5)}${voucher_no}`, "1"]),
			unit_id: unit.id,
			amount_ore: 5_000 + random.below(LIMIT_ORE - 5_000),
			line_no: n * 50 + i + 2,
			company: "100",
			voucher_no,
			order_no: "",
			invoice_no: String(random.below(1_000_000)),
			supplier_no: `55600${random.below(9)}`,
			supplier_name: random.pick(SUPPLIERS),
			account: "6410",
			account_text: "Förbrukningsmaterial",
			booking_date: date,
			registered_at: date,
			text: "Förbrukningsmaterial",
			requisitioner: "Inköpsfunktionen",
			receiver: "",
			approver: unit.reviewer.name,
			agreement_no: "",
		};
	});
}
