import { Readable } from "node:stream";
import { listCashCounts, listFundsOf } from "../../db/queries/checks/own-forms/cash-counts.ts";
import { listCostRows } from "../../db/queries/checks/own-forms/material-costs.ts";
import type { Run } from "../../db/queries/checks/runs.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { addCashFund } from "../checks/own-forms/cash-counts/add-cash-fund.ts";
import { attestCount } from "../checks/own-forms/cash-counts/attest-count.ts";
import { countCash, listWitnesses } from "../checks/own-forms/cash-counts/count-cash.ts";
import { commentCosts } from "../checks/own-forms/material-costs/comment-costs.ts";
import { importBalances } from "../checks/own-forms/material-costs/import-balances.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation, DemoUnit } from "./demo-organisation.ts";
import { asPerson } from "./as-person.ts";
import type { Random } from "./region-random.ts";

const ACCOUNTS = [
	["5410", "Förbrukningsinventarier", 60_000],
	["5460", "Förbrukningsmaterial", 110_000],
	["5611", "Läkemedel", 240_000],
	["5621", "Sjukvårdsmaterial", 180_000],
	["5650", "Laboratoriematerial", 75_000],
] as const;
const REASONS = [
	"Lagret fylldes på inför helgerna.",
	"Fler vårdtillfällen än budgeterat.",
	"Fakturor från förra månaden bokfördes nu.",
	"Nytt avtal med högre pris sedan förra året.",
];
const MAX_BYTES = 1_000_000;

/** Units whose material costs are followed up, and units that have a kontantkassa. */
export const followsCosts = (unit: DemoUnit): boolean =>
	unit.division === "Område specialiserad vård" && !unit.name.includes("kliniken");
export const hasCash = (unit: DemoUnit): boolean => unit.name.startsWith("Vårdcentralen");

/** One växelkassa at every vårdcentral. */
export async function addDemoCash(ctx: Context, organisation: DemoOrganisation, valid_from: string): Promise<void> {
	for (const unit of organisation.units.filter(hasCash)) {
		const fund = { unit_id: unit.id, name: "Receptionen", float_kr: 1_500, holder: unit.stand_in.name, valid_from };
		await addCashFund(ctx, fund);
	}
}

/** The month's account balances, with last year's beside them. */
export async function importDemoBalances(
	controller: Context,
	random: Random,
	organisation: DemoOrganisation,
	month: string,
): Promise<void> {
	const lastYear = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
	const rows = organisation.units.filter(followsCosts).flatMap((unit) =>
		ACCOUNTS.flatMap(([account, text, budget]) => {
			const share = random.below(9) === 0 ? 118 + random.below(25) : 92 + random.below(14);
			const line = (period: string, percent: number, plan: string) =>
				[unit.code, account, text, period, `${Math.round((budget * percent) / 100)},00`, plan].join(";");
			return [line(month, share, `${budget},00`), line(lastYear, 90 + random.below(12), "")];
		}),
	);
	const text = ["Enhet;Konto;Kontotext;Period;Belopp;Budget", ...rows, ""].join("\r\n");
	const file = await controller.files.putTemp(Readable.from([text]), MAX_BYTES);
	const input = { unit_id: organisation.administration_id, period_key: month, mark_percent: 15, mark_kr: 10_000 };
	await importBalances(controller, input, { ...file, name: `kontosaldon-${month}.csv` });
	await controller.files.discard(file);
}

/** What the performer fills in before signing a run with a form of its own. Returns öre that a count lacks or has too much. */
export async function fillOwnForm(performer: Context, random: Random, run: Run): Promise<number> {
	if (run.population_kind === "material_costs") {
		const rows = (await listCostRows(performer.db, run.id)).filter((row) => row.is_marked === 1);
		await commentCosts(performer, run.id, {
			row: rows.map((row) => row.id),
			seen: rows.map((row) => row.version),
			comment: rows.map(() => random.pick(REASONS)),
		});
		return 0;
	}
	return run.population_kind === "cash_funds" ? countFunds(performer, random, run) : 0;
}

async function countFunds(performer: Context, random: Random, run: Run): Promise<number> {
	const today = stockholmDate(performer.clock().toISOString());
	const [witness] = await listWitnesses(performer.db, run, performer.actor.id, today);
	if (!witness) return 0;
	const missing = random.below(6) === 0 ? 1 : 0;
	for (const fund of await listFundsOf(performer.db, run.unit_id, today)) {
		await countCash(performer, run.id, {
			fund_id: fund.id,
			seen: null,
			expected: "1 500,00",
			witness_id: witness.id,
			note: missing ? "En tia saknas. Kvittoremsan är genomgången utan att förklara skillnaden." : "",
			denominations: { "10000": 10, "5000": 6, "2000": 5, "1000": 10 - missing },
		});
	}
	const second = await asPerson(performer, witness, performer.clock().toISOString());
	for (const { id, version } of await listCashCounts(performer.db, run.id)) await attestCount(second, id, { version });
	return missing * 1_000;
}
