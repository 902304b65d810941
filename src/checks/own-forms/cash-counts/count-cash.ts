import { isUniqueViolation } from "../../../../db/errors.ts";
import type { Db } from "../../../../db/open.ts";
import { type CashCount, listCashCounts, listFundsOf } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { listPerformers } from "../../../../db/queries/checks/samples.ts";
import type { Run } from "../../../../db/queries/checks/runs.ts";
import { accountsBehind } from "../../../ground/access/accounts-behind.ts";
import { unitPath } from "../../../../db/queries/people/units.ts";
import { insertCashCount } from "../../../../db/writes/checks/own-forms/cash-counts.ts";
import { updateVersioned } from "../../../../db/writes/ground/versioned.ts";
import { stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { readAmount } from "../../../ground/reading/amount.ts";
import { requirePerformer } from "../../runs/performing.ts";
import { requireRun } from "../../runs/require-run.ts";
import { isPlain } from "../../runs/run-state.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { changesBetween } from "../../../ground/write/events/changes.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { requireFresh } from "../../../ground/write/stale.ts";
import { type Writing, write } from "../../../ground/write/write.ts";
import type { CountCashInput } from "./schema.ts";

/** Counts one kassa of the run's unit, note by note; the difference is computed. Counting anew takes the second person's name off. */
export async function countCash(ctx: Context, runId: string, input: CountCashInput): Promise<number> {
	try {
		return await write(ctx, (writing) => count(ctx, writing, runId, input));
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Kassan har räknats av någon annan. Läs sidan på nytt." });
		throw error;
	}
}

async function count(ctx: Context, writing: Writing, runId: string, input: CountCashInput): Promise<number> {
	const { trx, record } = writing;
	const run = await requireRun(trx, runId);
	await requirePerformer(writing, ctx.actor, run);
	if (run.population_kind !== "cash_funds") throw new NotFound(`cash of run ${runId}`);
	if (!isPlain(run)) throw new Invalid({ "": "Kontrollen är signerad. Räkningen är låst." });
	const today = stockholmDate(nowOf(ctx));
	const fund = (await listFundsOf(trx, run.unit_id, today)).find((one) => one.id === input.fund_id);
	if (!fund) throw new NotFound(`cash fund ${input.fund_id}`);
	const witness = (await listWitnesses(trx, run, ctx.actor.id, today)).find((one) => one.id === input.witness_id);
	if (!witness)
		throw new Invalid({ witness_id: "Välj en annan person, som var med vid räkningen. Två olika personer räknar." });
	const values = { ...amountsOf(input), note: input.note, witness_id: witness.id };
	const about = { unit: run.unit_name, period_key: run.period_key, fund: fund.name, witness: witness.name };
	const before = (await listCashCounts(trx, run.id)).find((one) => one.fund_id === fund.id);
	if (!before && input.seen !== null) throw new Invalid({ "": "Kassan är inte räknad än. Läs sidan på nytt." });
	const stamps = { counted_at: nowOf(ctx), counted_by: ctx.actor.id!, attested_at: null };
	const id = before?.id ?? newId(ctx.clock());
	const object = { kind: "control_run", id: run.id };
	if (before) {
		await recount({ writing, before, input, run }, { ...values, ...stamps }, about);
		return values.difference_ore;
	}
	await insertCashCount(trx, { id, run_id: run.id, fund_id: fund.id, ...values, ...stamps, version: 1 });
	const { expected_ore, counted_ore, difference_ore } = values;
	await record({
		type: "cash.counted",
		unit_id: run.unit_id,
		object,
		data: { ...about, expected_ore, counted_ore, difference_ore },
	});
	return difference_ore;
}

async function recount(
	{ writing, before, input, run }: { writing: Writing; before: CashCount; input: CountCashInput; run: Run },
	values: Pick<
		CashCount,
		"expected_ore" | "counted_ore" | "difference_ore" | "denominations" | "note" | "witness_id"
	> & {
		counted_at: string;
		counted_by: string;
		attested_at: null;
	},
	about: { unit: string; period_key: string; fund: string; witness: string },
): Promise<void> {
	const { trx, record, unchanged } = writing;
	const { counted_at, counted_by, attested_at, ...said } = values;
	const changes = changesBetween<Partial<CashCount>>(before, said);
	if (Object.keys(changes).length === 0) unchanged(undefined);
	const done = await updateVersioned(trx, "cash_counts", before.id, input.seen ?? 0, values);
	await requireFresh(trx, done, "control_run", run.id);
	const object = { kind: "control_run", id: run.id };
	await record({ type: "cash.recounted", unit_id: run.unit_id, object, data: { ...about, changes } });
}

/** Who may be the second person: works in the unit's line, is not the one who counts, and will not review the count. */
export async function listWitnesses(
	db: Db,
	run: Run,
	counterId: string | null,
	today: string,
): Promise<{ id: string; name: string }[]> {
	const people = await listPerformers(db, await unitPath(db, run.unit_id), today);
	const taken = new Set<string>();
	for (const id of [counterId, run.performer_id, run.reviewer_id])
		for (const { person } of await accountsBehind(db, id)) taken.add(person.id);
	return people.filter((person) => !taken.has(person.id));
}

function amountsOf({ expected, denominations }: CountCashInput) {
	const reading = readAmount(expected, ",");
	if (reading.kind !== "amount") throw new Invalid({ expected: "Skriv beloppet i kronor, till exempel 1 500,00." });
	const counted_ore = Object.entries(denominations).reduce((sum, [ore, pieces]) => sum + Number(ore) * pieces, 0);
	return {
		expected_ore: reading.ore,
		counted_ore,
		difference_ore: counted_ore - reading.ore,
		denominations: JSON.stringify(denominations),
	};
}
