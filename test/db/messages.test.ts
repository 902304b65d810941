import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listMessages } from "../../db/queries/ground/messages.ts";
import { listMessagesOf } from "../../db/queries/report/periods-messages.ts";
import { readRunThread } from "../../src/checks/runs/run-thread.ts";
import type { WriteMessage } from "../../src/ground/messages/schema.ts";
import { writeMessage } from "../../src/ground/messages/write-message.ts";
import { NotFound } from "../../src/ground/errors.ts";
import { readInbox } from "../../src/office/inbox/read-inbox.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { readMeasureThread } from "../../src/register/measures/measure-thread.ts";
import { readRiskThread } from "../../src/register/risks/risk-thread.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import type { PersonKey, World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const asks = (to: WriteMessage["to"], text = "Räknas frakten in?"): WriteMessage => ({ to, text, answers: null });
const answers = (id: string, text = "Ja."): WriteMessage => ({ to: null, text, answers: id });
const waiting = async (world: World, person: PersonKey) =>
	(await readInbox(await world.as(person), "2026-11-16")).questions.map(({ subject_title, text }) => ({
		subject_title,
		text,
	}));

describe.each(DIALECTS)("questions and answers in %s", (_name, open) => {
	test("stand between performer and reviewer, wait for the other, follow the duty, and are never changed", async () => {
		const world = await openWorldOn(open);
		const { db, database } = world.ctx;
		const { runId: run } = await openDrawnRun(world);
		const write = async (person: PersonKey, input: WriteMessage) =>
			writeMessage(await world.as(person), (trx) => readRunThread(trx, run), input);
		const messages = () => listMessages(db, "control_run", run);
		// whoever sees the run without a duty in it reads, and whoever does not see it is not told that it is there
		for (const person of ["carin", "nils", "rune", "fia"] as const)
			await expect(write(person, asks("performer")), person).rejects.toThrow();
		await expect(write("boris", asks("performer"))).rejects.toBeInstanceOf(NotFound);
		await expect(write("maria", asks("performer"))).rejects.toMatchObject({ fields: { to: expect.any(String) } });
		await expect(write("maria", asks("controller"))).rejects.toMatchObject({ fields: { to: expect.any(String) } });
		expect(await messages()).toEqual([]);

		await write("maria", asks("reviewer"));
		expect(await waiting(world, "mats")).toMatchObject([{ text: "Räknas frakten in?" }]);
		expect(await waiting(world, "maria")).toEqual([]);
		const [question] = await messages();
		await expect(write("maria", answers(question!.id))).rejects.toMatchObject({
			fields: { text: expect.stringContaining("svarar inte själv") },
		});
		await expect(write("mats", answers("finns-inte"))).rejects.toMatchObject({
			fields: { answers: expect.any(String) },
		});
		await database.transaction((trx) =>
			trx.updateTable("control_runs").set({ reviewer_id: world.ids.nils }).where("id", "=", run).execute(),
		);
		expect(await waiting(world, "mats")).toEqual([]);
		expect(await waiting(world, "nils")).toHaveLength(1);
		await write("nils", answers(question!.id));
		expect(await waiting(world, "nils")).toEqual([]);
		await write("nils", answers(question!.id, "Rättelse: bara över 500 kronor."));
		expect((await messages()).map(({ number, writer }) => [number, writer])).toEqual([
			[1, "Maria Ek"],
			[2, "Nils Holm"],
			[3, "Nils Holm"],
		]);
		for (const change of [sql`update thread_messages set text = 'annat'`, sql`delete from thread_messages`])
			await expect(database.transaction((trx) => change.execute(trx))).rejects.toThrow("is not allowed here");
		const event = await db.selectFrom("events").select("data").where("type", "=", "message.written").execute();
		expect(event.map(({ data }) => data).join()).not.toContain("frakten");
		expect((await verifyRows(db)).problems.filter((one) => one.includes("Frågan eller svaret"))).toEqual([]);
	});

	test("are handed over with the report of their run, and of its year's plan, and with no other", async () => {
		const world = await openWorldOn(open);
		const { risk, measure, board } = world.ids;
		const { runId: run } = await openDrawnRun(world);
		await writeMessage(await world.as("maria"), (trx) => readRunThread(trx, run), asks("reviewer"));
		const carin = await world.as("carin");
		await writeMessage(carin, (trx) => readRiskThread(trx, risk), asks("risk_owner"));
		await writeMessage(carin, (trx) => readMeasureThread(trx, measure), asks("risk_owner"));
		const { db } = world.ctx;
		const found = { found_from: "", found_before: "" };
		const year = (n: number, first = `${n}-01-01`) =>
			listMessagesOf(db, { ...found, board_id: board, year: n, first_day: first, cut_off: `${n}-12-31` });
		expect((await year(2026)).map((one) => one.subject_kind)).toEqual(["control_run", "measure", "risk"]);
		expect((await year(2026, "2026-11-01")).map((one) => one.subject_kind)).toEqual(["measure", "risk"]);
		expect(await year(2025)).toEqual([]);
		const other = { board_id: "annan", year: 2026, first_day: "2026-01-01", cut_off: "2026-12-31" };
		expect(await listMessagesOf(db, { ...found, ...other })).toEqual([]);
	});

	test("are asked of the owner of a risk or measure, and of the controllers", async () => {
		const world = await openWorldOn(open);
		const { risk, measure, mats } = world.ids;
		await world.ctx.database.transaction(async (trx) => {
			await trx.updateTable("measures").set({ owner_id: mats }).where("id", "=", measure).execute();
			await trx.updateTable("risks").set({ owner_id: world.ids.gunnel }).where("id", "=", risk).execute();
		});
		const onMeasure = async (person: PersonKey, input: WriteMessage) =>
			writeMessage(await world.as(person), (trx) => readMeasureThread(trx, measure), input);
		await onMeasure("carin", asks("measure_owner", "Hur går det?"));
		await onMeasure("mats", asks("controller", "Får datumet flyttas?"));
		await onMeasure("mats", asks("risk_owner", "Räcker det?"));
		expect(await waiting(world, "mats")).toMatchObject([{ text: "Hur går det?" }]);
		expect(await waiting(world, "carin")).toMatchObject([{ text: "Får datumet flyttas?" }]);
		expect(await waiting(world, "gunnel")).toMatchObject([{ text: "Räcker det?" }]);
		await writeMessage(
			await world.as("gunnel"),
			(trx) => readRiskThread(trx, risk),
			asks("controller", "Ska den tas?"),
		);
		await expect(
			writeMessage(await world.as("boris"), (trx) => readRiskThread(trx, risk), asks("controller")),
		).rejects.toThrow("Bara den som har en uppgift här");
		expect(await waiting(world, "carin")).toHaveLength(2);
	});
});
