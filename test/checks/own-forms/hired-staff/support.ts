import { listItems } from "../../../../db/queries/checks/samples.ts";
import { drawSample } from "../../../../src/checks/draws/draw-sample.ts";
import type { CheckInvoiceInput } from "../../../../src/checks/samples/check-invoice-schema.ts";
import { answerItem } from "../../../../src/checks/samples/answer-item.ts";
import type { AnswerInput } from "../../../../src/checks/samples/schema.ts";
import { signRun } from "../../../../src/checks/samples/sign-run.ts";
import { Invalid } from "../../../../src/ground/errors.ts";
import { csv, importText } from "../../populations/support.ts";
import { openWorld, type PersonKey, type World } from "../../../support/world.ts";

/** The world's control as one of invoices of hired staff, `size` kronor drawn per period. */
export async function hiredWorld(size = 4, opened?: World): Promise<World> {
	const world = opened ?? (await openWorld());
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("controls")
			.set({ population_kind: "hired_staff_invoices", sample_size: size })
			.where("id", "=", world.ids.control)
			.execute(),
	);
	return world;
}

/** Alfa (1001) and Beta (1002): one invoice larger than any interval, uneven ones, a credit note, one above 10 tkr many times over. */
export const INVOICES = [
	"1;1001;2026-10-02;Läkarpoolen;77;900 000,00",
	"2;1001;2026-10-03;Läkarpoolen;77;41 000,01",
	"3;1001;2026-10-04;Sköterskor;78;35 500,00",
	"4;1001;2026-10-05;Sköterskor;78;-12 000,00",
	"5;1002;2026-10-06;Läkarpoolen;77;52 300,50",
	"6;1002;2026-10-07;Läkarpoolen;77;48 000,00",
	"7;1002;2026-10-08;Sköterskor;78;61 250,00",
	"8;1002;2026-10-09;Sköterskor;78;33 000,00",
];

export interface DrawnInvoices {
	population_id: string;
	alfa: string;
	beta: string;
}

/** Imports a period's invoices, freezes them and draws. */
export async function drawnInvoices(
	world: World,
	rows: readonly string[] = INVOICES,
	period_key = "2026-10",
): Promise<DrawnInvoices> {
	const carin = await world.as("carin");
	const { population_id } = await importText(world, carin, csv(...rows), { period_key });
	await drawSample(carin, population_id, { public_value: null });
	const runs = await world.ctx.db
		.selectFrom("control_runs")
		.select(["id", "unit_id"])
		.where("period_key", "=", period_key)
		.execute();
	const of = (unit: string) => runs.find((run) => run.unit_id === unit)!.id;
	return { population_id, alfa: of(world.ids.alfa), beta: of(world.ids.beta) };
}

/** All figures of an invoice that is right: 100 hours certified by both. */
export function figures(amount_ore: number, other: Partial<CheckInvoiceInput> = {}): CheckInvoiceInput {
	return {
		hours_invoiced: 10_000,
		hours_unit: 10_000,
		unit_by: "Enhetschefen",
		unit_on: "2026-11-02",
		hours_supplier: 10_000,
		supplier_by: "Konsultchefen",
		supplier_on: "2026-11-03",
		rate_ore: 68_500,
		audited_ore: amount_ore,
		note: "",
		skal: "",
		sett: 0,
		...other,
	};
}

export const YES = { answer: "yes", comment: "", severity: null, cause_code: null, direct_fix: "", seen: 0 } as const;
export const NO = { ...YES, answer: "no", comment: "Fel timpris.", severity: "minor" } as const;

/** Answers every question with Ja, except the one at `no`. */
export async function answerAll(world: World, who: PersonKey, itemId: string, no = 0): Promise<void> {
	const answers = world.ids.questions.map((_, index): AnswerInput => {
		const position = index + 1;
		return position === no ? { position, ...NO, cause_code: "other" } : { position, ...YES };
	});
	await answerItem(await world.as(who), itemId, { answers, reason: "" });
}

export async function itemsOf(world: World, runId: string) {
	return listItems(world.ctx.db, runId);
}

export async function sign(world: World, who: PersonKey, runId: string): Promise<void> {
	const run = await world.ctx.db
		.selectFrom("control_runs")
		.select("version")
		.where("id", "=", runId)
		.executeTakeFirstOrThrow();
	await signRun(await world.as(who), runId, { version: run.version });
}

/** The form errors of a refused act. */
export async function refusal(act: Promise<unknown>): Promise<Record<string, string>> {
	const error = await act.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Invalid)) throw error ?? new Error("Not refused");
	return error.fields;
}
