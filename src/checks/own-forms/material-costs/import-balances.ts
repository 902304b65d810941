import { isUniqueViolation } from "../../../../db/errors.ts";
import {
	findBalanceFile,
	listCostRows,
	listCostRuns,
	listKnownBalances,
} from "../../../../db/queries/checks/own-forms/material-costs.ts";
import { listLedgerUnits } from "../../../../db/queries/checks/populations.ts";
import { insertBalanceFile } from "../../../../db/writes/checks/own-forms/material-costs.ts";
import { stockholmDate } from "../../../ground/calendar/stockholm.ts";
import type { TempFile } from "../../../ground/files/arriving.ts";
import { namesOf } from "../../populations/frame/unit-finder.ts";
import { FileRefused } from "../../../ground/reading/file-refused.ts";
import { isPlain } from "../../runs/run-state.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { type Writing, write } from "../../../ground/write/write.ts";
import { isMarked } from "./marked.ts";
import { type Balance, type BalanceReading, readBalances } from "./read-balances.ts";
import type { ImportBalancesInput } from "./schema.ts";

type PlacedBalance = Balance & { unit_id: string };

const BALANCE_COLUMNS = "id file_id unit_id account account_text period_key amount_ore budget_ore line_no".split(" ");
const ROW_COLUMNS =
	"id run_id file_id account account_text amount_ore last_year_ore budget_ore is_marked comment commented_at commented_by version".split(
		" ",
	);
const MOST_TOLD = 5;

export interface ImportedBalances {
	rows: number;
	runs: number;
	/** Accounts that have to be commented. */
	marked: number;
	/** Runs that were signed already and keep the figures they were signed with. */
	signed: number;
}

/**
 * Takes in a month's account balances, whole or not at all, and gives every run of the month that is not signed its rows. A
 * corrected file is a new edition; comments follow the accounts whose figures are the same.
 */
export async function importBalances(
	ctx: Context,
	input: ImportBalancesInput,
	file: TempFile & { name: string },
): Promise<ImportedBalances> {
	requireMonth(ctx, input.period_key);
	const reading = await readForForm(file.path);
	try {
		return await write(ctx, (writing) => store(ctx, writing, input, file.name, reading));
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ file: "Månaden lästes in av någon annan samtidigt. Försök igen." });
		throw error;
	}
}

async function store(
	ctx: Context,
	{ trx, allow, record, replayed }: Writing,
	input: ImportBalancesInput,
	file_name: string,
	reading: BalanceReading,
): Promise<ImportedBalances> {
	await allow("purchases.import", input.unit_id);
	await replayed();
	const before = await findBalanceFile(trx, input.unit_id, input.period_key);
	if (before?.sha256 === reading.sha256)
		throw new Invalid({ file: "Samma fil är redan inläst. Ingenting har ändrats." });
	const units = namesOf(await listLedgerUnits(trx, input.unit_id));
	const balances = placed(reading.balances, (name) => units.get(name.toLocaleLowerCase("sv"))?.id);
	const month = balances.filter((one) => one.period_key === input.period_key);
	if (month.length === 0) throw new Invalid({ file: `Filen har inga rader för ${input.period_key}.` });
	const id = newId(ctx.clock());
	const { unit_id, period_key } = input;
	const told = {
		file_name,
		period_key,
		edition: (before?.edition ?? 0) + 1,
		sha256: reading.sha256,
		rows: balances.length,
		mark_percent: input.mark_percent,
		mark_ore: input.mark_kr * 100,
	};
	await insertBalanceFile(trx, {
		id,
		unit_id,
		...told,
		sum_ore: month.reduce((sum, one) => sum + one.amount_ore, 0),
		imported_at: nowOf(ctx),
		imported_by: ctx.actor.id!,
	});
	await storeBalances(ctx, trx, id, balances);
	const made = await giveRows(ctx, trx, input, id, month);
	const data = { ...told, runs: made.runs, marked: made.marked };
	await record({ type: "balances.imported", unit_id, object: { kind: "balance_file", id }, data });
	return { rows: balances.length, ...made };
}

async function storeBalances(
	ctx: Context,
	trx: Writing["trx"],
	file_id: string,
	balances: readonly PlacedBalance[],
): Promise<void> {
	await ctx.database.bulk(
		trx,
		"account_balances",
		BALANCE_COLUMNS,
		balances.map((one) => [
			newId(ctx.clock()),
			file_id,
			one.unit_id,
			one.account,
			one.account_text,
			one.period_key,
			one.amount_ore,
			one.budget_ore,
			one.line_no,
		]),
	);
}

/** The month's rows of every run that is open, compared with last year and budget. */
async function giveRows(
	ctx: Context,
	trx: Writing["trx"],
	input: ImportBalancesInput,
	file_id: string,
	month: readonly PlacedBalance[],
): Promise<Omit<ImportedBalances, "rows">> {
	const known = await listKnownBalances(trx, input.unit_id, yearBefore(input.period_key));
	const lastYear = new Map(known.map((one) => [`${one.unit_id} ${one.account}`, one.amount_ore]));
	const made = { runs: 0, marked: 0, signed: 0 };
	for (const run of await listCostRuns(trx, input.unit_id, input.period_key)) {
		if (!isPlain({ population_kind: "material_costs", status: run.status as "drawn" })) {
			made.signed += 1;
			continue;
		}
		const earlier = new Map((await listCostRows(trx, run.id)).map((row) => [row.account, row]));
		const rows = month
			.filter((one) => one.unit_id === run.unit_id)
			.map((one) => {
				const last_year_ore = lastYear.get(`${one.unit_id} ${one.account}`) ?? null;
				const amounts = { amount_ore: one.amount_ore, last_year_ore, budget_ore: one.budget_ore };
				const marked = isMarked(amounts, { percent: input.mark_percent, ore: input.mark_kr * 100 });
				const same = sameFigures(earlier.get(one.account), amounts);
				made.marked += marked ? 1 : 0;
				return [
					newId(ctx.clock()),
					run.id,
					file_id,
					one.account,
					one.account_text,
					one.amount_ore,
					last_year_ore,
					one.budget_ore,
					marked ? 1 : 0,
					same?.comment ?? "",
					same?.commented_at ?? null,
					same?.commented_by ?? null,
					1,
				];
			});
		await ctx.database.bulk(trx, "cost_rows", ROW_COLUMNS, rows);
		made.runs += rows.length > 0 ? 1 : 0;
	}
	return made;
}

function sameFigures<R extends { amount_ore: number; last_year_ore: number | null; budget_ore: number | null }>(
	row: R | undefined,
	now: { amount_ore: number; last_year_ore: number | null; budget_ore: number | null },
): R | undefined {
	const same =
		row?.amount_ore === now.amount_ore && row.last_year_ore === now.last_year_ore && row.budget_ore === now.budget_ore;
	return same ? row : undefined;
}

function placed(balances: readonly Balance[], unitOf: (name: string) => string | undefined): PlacedBalance[] {
	const found = balances.map((one) => ({ ...one, unit_id: unitOf(one.unit) }));
	refuseAny(
		found
			.filter((one) => one.unit_id === undefined)
			.map((one) => ({ line: one.line_no, reason: `Okänd enhet ${one.unit}.` })),
	);
	const rows = found as PlacedBalance[];
	const lines = new Map<string, number>();
	const twice = rows.flatMap(({ unit_id, unit, account, period_key, line_no }) => {
		const key = `${unit_id} ${period_key} ${account}`;
		const same = lines.get(key);
		lines.set(key, same ?? line_no);
		return same === undefined
			? []
			: [{ line: line_no, reason: `Enhet ${unit} och konto ${account} finns redan på rad ${same}.` }];
	});
	refuseAny(twice);
	return rows;
}

async function readForForm(path: string): Promise<BalanceReading> {
	try {
		const reading = await readBalances(path);
		refuseAny(reading.refused);
		return reading;
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

function refuseAny(refused: readonly { line: number; reason: string }[]): void {
	if (refused.length === 0) return;
	const told = refused.slice(0, MOST_TOLD).map(({ line, reason }) => `Rad ${line}: ${reason}`);
	const more = refused.length > MOST_TOLD ? ` Och ${refused.length - MOST_TOLD} rader till.` : "";
	throw new Invalid({ file: `Ingenting är inläst. ${told.join(" ")}${more}` });
}

function requireMonth(ctx: Context, key: string): void {
	if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(key)) throw new Invalid({ period_key: "Ange en månad, till exempel 2026-10." });
	if (key > stockholmDate(nowOf(ctx)).slice(0, 7)) throw new Invalid({ period_key: "Månaden har inte börjat." });
}

function yearBefore(key: string): string {
	return `${Number(key.slice(0, 4)) - 1}${key.slice(4)}`;
}
