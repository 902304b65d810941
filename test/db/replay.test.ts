import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listPlanDecisions } from "../../db/queries/register/plans-decisions.ts";
import type { Trx } from "../../db/open.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { checkInvoice } from "../../src/checks/samples/check-invoice.ts";
import { markNotDone } from "../../src/checks/runs/mark-not-done.ts";
import { returnRun } from "../../src/checks/runs/return-run.ts";
import { write } from "../../src/ground/write/write.ts";
import {
	answerAll,
	drawnInvoices,
	figures,
	hiredWorld,
	itemsOf,
	sign,
} from "../checks/own-forms/hired-staff/support.ts";
import { openWorldIn, type World } from "../support/world.ts";
import { DIALECTS } from "./dialects.ts";

async function returnedAndNeverDone(world: World, run: string): Promise<void> {
	for (const item of await itemsOf(world, run)) {
		await checkInvoice(await world.as("beata"), item.id, figures(item.amount_ore));
		await answerAll(world, "beata", item.id);
	}
	await sign(world, "beata", run);
	const version = async () => {
		const { db } = world.ctx;
		return (await db.selectFrom("control_runs").select("version").where("id", "=", run).executeTakeFirstOrThrow())
			.version;
	};
	await returnRun(await world.as("boris"), run, { version: await version(), note: "Komplettera." });
	await markNotDone(await world.as("carin"), run, { version: await version(), reason: "Enheten har stängt." });
}

/** One row of every kind that the trail tells of: invoices by the product's own commands, the other forms put in place. */
async function everyKind(world: World): Promise<World> {
	const { alfa, beta } = await drawnInvoices(world);
	for (const [index, item] of (await itemsOf(world, alfa)).entries()) {
		await checkInvoice(await world.as("maria"), item.id, figures(item.amount_ore));
		await answerAll(world, "maria", item.id, index === 0 ? 2 : 0);
	}
	await sign(world, "maria", alfa);
	await returnedAndNeverDone(world, beta);
	const { ids } = world;
	const unit_id = ids.alfa;
	await write(world.ctx, async ({ trx, record }) => {
		await put(
			trx,
			`insert into roles values ('r1', '${ids.maria}', 'controller', '${unit_id}', '2026-01-01', null, null, 1)`,
			`insert into balance_files values ('b1', '${unit_id}', '2026-10', 1, 'saldo.csv', 'abc', 2, 300, 10, 100, '2026-11-01', '${ids.maria}')`,
			`insert into account_balances values ('a1', 'b1', '${unit_id}', '4010', 'Material', '2026-10', 100, null, 1)`,
			`insert into account_balances values ('a2', 'b1', '${unit_id}', '4020', 'Material', '2026-10', 200, null, 2)`,
			`insert into cash_funds values ('f1', '${unit_id}', 'Receptionen', 500, 'Maria', '2026-01-01', null, 1)`,
			`insert into cash_counts values ('c1', '${alfa}', 'f1', 500, 400, -100, '{}', '', '2026-11-01', '${ids.maria}', '${ids.mats}', null, 1)`,
			`insert into sam_question_sets values ('q1', 99, '', '2026-01-01', '${ids.maria}')`,
			`insert into sam_rounds values ('o1', '${unit_id}', 2026, 'q1', 'open', '2026-01-01', '2026-01-01', '2026-01-01', '2026-12-01', 1, 1)`,
			`insert into sam_reviews values ('v1', 'o1', '${unit_id}', 'Alfa', 'unit', null, '${ids.maria}', 'Maria', 'signed', '', '', null, '', null, '', 1, '', '2026-01-01', null, '', 1)`,
			`insert into sam_signatures values ('s1', 'v1', '2026-11-01', '${ids.maria}', 'Maria', null, 0, 'sum', null, '')`,
		);
		const about = { unit: "Alfa", period_key: "2026-10" };
		const person = { person: "Maria", role: "controller", unit: "Alfa" } as const;
		await record({
			type: "role.granted",
			unit_id,
			object: { kind: "person", id: ids.maria },
			data: { ...person, from: "2026-01-01", to: null, for: null },
		});
		await record({
			type: "balances.imported",
			unit_id,
			object: { kind: "balance_file", id: "b1" },
			data: {
				file_name: "saldo.csv",
				period_key: "2026-10",
				edition: 1,
				sha256: "abc",
				rows: 2,
				mark_percent: 10,
				mark_ore: 100,
				runs: 1,
				marked: 0,
			},
		});
		await record({
			type: "cash.counted",
			unit_id,
			object: { kind: "control_run", id: alfa },
			data: {
				...about,
				fund: "Receptionen",
				expected_ore: 500,
				counted_ore: 400,
				difference_ore: -100,
				witness: "Mats",
			},
		});
		const { decided_on, decision_paragraph, registry_no, digest } = (await listPlanDecisions(trx, ids.plan))[0]!;
		await record({
			type: "plan.decided",
			unit_id,
			object: { kind: "plan", id: ids.plan },
			data: { year: 2026, decided_on, paragraph: decision_paragraph, registry_no, digest, outside: false, missing: 0 },
		});
		await record({
			type: "sam_review.signed",
			unit_id,
			object: { kind: "sam_review", id: "v1" },
			data: { year: 2026, unit: "Alfa", late: false, sha256: "sum" },
		});
	});
	return world;
}

async function put(trx: Trx, ...statements: string[]): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(trx);
}

/** What verify says after somebody has altered a row with the guards taken away; then it is as before. */
async function saidOf(world: World, statement: string): Promise<string> {
	const undone = new Error("undone");
	let said = "";
	await world.ctx.database
		.transaction(async (trx) => {
			if (world.ctx.database.name === "postgres") await sql`set local session_replication_role = replica`.execute(trx);
			else {
				const triggers = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(
					trx,
				);
				for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(trx);
			}
			await put(trx, statement);
			said = (await verifyRows(trx)).problems.join("\n");
			throw undone;
		})
		.catch((error: unknown) => {
			if (error !== undone) throw error;
		});
	return said;
}

const ALTERED: [what: string, statement: string, told: RegExp][] = [
	[
		"a result",
		"update control_runs set result = 'no_deviation' where result = 'minor'",
		/^Kontrolltillfället .*: result är/,
	],
	[
		"a signed run opened",
		"update control_runs set status = 'open' where status = 'signed'",
		/^Kontrolltillfället .*: status är/,
	],
	[
		"a run never done",
		"update control_runs set result = 'no_deviation' where status = 'not_done'",
		/^Kontrolltillfället .*: result är ”no_deviation” men loggen säger ”not_done”/,
	],
	["a late stamp", "update control_runs set is_late = 1 - is_late where status = 'signed'", /is_late är/],
	[
		"a severity",
		"update deviations set severity = 'serious'",
		/^Avvikelsen 1: severity är ”serious” men loggen säger ”minor”/,
	],
	["a deviation withdrawn number", "update deviations set number = 77", /^Avvikelsen 77: number är/],
	[
		"an answer",
		"update check_answers set answer = 'yes' where answer = 'no'",
		/^Svaret på .*: answer är ”yes” men loggen säger ”no”/,
	],
	["a comment", "update check_answers set comment = 'x' where answer = 'no'", /^Svaret på .*: comment är ”x”/],
	["an answer taken away", "delete from check_answers where answer = 'no'", /^Svaret på .*finns inte/],
	[
		"an invoice's right amount",
		"update invoice_checks set audited_ore = audited_ore - 1",
		/fakturan .*: audited_ore är/,
	],
	["a purchase file's sum", "update purchase_files set sum_ore = sum_ore + 1", /^Inköpsfilen .*: sum_ore är/],
	["a population's size", "update populations set n = n + 1", /^Populationen .*: n är/],
	[
		"a role's end",
		"update roles set valid_to = '2026-06-30' where id = 'r1'",
		/^Rollen .*: valid_to är ”2026-06-30” men loggen säger tomt/,
	],
	["another role", "update roles set role = 'administrator' where id = 'r1'", /^Rollen controller .*finns inte/],
	["a balance", "update account_balances set amount_ore = 101 where id = 'a1'", /^Kontosaldona .*: unadded är/],
	["a balance taken away", "delete from account_balances where id = 'a1'", /^Kontosaldona .*: counted är ”1”/],
	[
		"counted cash",
		"update cash_counts set counted_ore = 500, difference_ore = 0",
		/Receptionen: counted_ore är ”500” men loggen säger ”400”/,
	],
	[
		"what the board decided",
		"update plan_versions set content = replace(content, 'Ekonomi', 'Inköp')",
		/^Beslutet om internkontrollplan 2026: digest är/,
	],
	["where it was decided", "update plan_decisions set decision_paragraph = '99'", /2026: paragraph är ”99”/],
	["a SAM signature", "update sam_signatures set digest = 'x'", /^SAM-signaturen för Alfa: digest är ”x”/],
	["a SAM signature taken away", "update sam_signatures set reopened_at = 'x'", /^SAM-signaturen för v1 .*finns inte/],
	[
		"a version",
		"update control_runs set version = version + 1 where status = 'signed'",
		/i control_runs är inte den som dess historik leder fram till/,
	],
	[
		"a row of history taken away",
		"delete from row_history where seq = (select min(seq) from row_history where table_name = 'invoice_checks' or table_name = 'control_runs')",
		/historik|Historiken/,
	],
];

describe.each(DIALECTS)("rows made again from the trail in %s", (_name, open) => {
	test("T57: an untouched register says what its trail says; every altered row is named", async () => {
		const world = await everyKind(await hiredWorld(4, await openWorldIn(await open())));
		const untouched = await verifyRows(world.ctx.db);
		expect(untouched.problems).toEqual([]);
		expect(untouched.rows).toBeGreaterThan(20);
		const unnamed: string[] = [];
		for (const [what, statement, told] of ALTERED) {
			const said = await saidOf(world, statement);
			if (!told.test(said)) unnamed.push(`${what}: ${said.slice(0, 300)}`);
		}
		expect(unnamed).toEqual([]);
		// with the triggers in place a change without an event shows in the history
		await world.ctx.database.transaction((trx) => put(trx, "update measures set title = 'x'"));
		expect((await verifyRows(world.ctx.db)).problems.join()).toMatch(/i measures har ändrats utan någon händelse/);
	});
});
