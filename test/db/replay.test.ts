import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Trx } from "../../db/open.ts";
import { listToldOf } from "../../db/queries/proof/trail-replay.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { checkInvoice } from "../../src/checks/samples/check-invoice.ts";
import { createRuns } from "../../src/checks/runs/create-runs.ts";
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
import { acknowledgeAllocation, allocateTasks } from "../../src/sam/allocate-tasks.ts";
import { raiseReturn } from "../../src/sam/raise-return.ts";
import { reconcileReview } from "../../src/sam/reconcile-review.ts";
import { reportAction } from "../../src/sam/report-action.ts";
import { saveAnswers } from "../../src/sam/save-answers.ts";
import { acknowledgeReturn } from "../../src/sam/settle-return.ts";
import { stateOpinion } from "../../src/sam/state-opinion.ts";
import { answerEverything, input, openSamRoundIn, RECONCILED, reviewOf, saying, signEverything } from "../sam/round.ts";
import { openClosedYear } from "../report/closing/support.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

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
	const carin = await world.as("carin");
	await createRuns(carin, { control_id: ids.control, period_key: "2026-11", today: "2026-11-16" });
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
	});
	await samYear(world);
	return world;
}

/** A follow-up with every word that SAM keeps: answers and an åtgärd, two signatures, an opinion, an avstämning, a return, tasks. */
async function samYear(world: World): Promise<void> {
	const { reviews } = await openSamRoundIn(world);
	const nils = await world.as("nils");
	const mats = await world.as("mats");
	const boris = await world.as("boris");
	const asked = { comment: "Saknas.", what: "Skriv ned", who: "Chefen", due_on: "2027-03-01" };
	await signEverything(mats, reviews.alfa, [saying(2, "partly", asked), saying(3, "no", asked)]);
	await stateOpinion(await world.as("siv"), reviews.alfa, { stand: "dissent", text: "Det gick för fort." });
	await reconcileReview(nils, reviews.alfa, { ...RECONCILED, version: (await reviewOf(nils, reviews.alfa)).version });
	const reason = "Svaret var fel.";
	await answerEverything(boris, reviews.beta, [saying(2, "partly", asked)]);
	await saveAnswers(boris, reviews.beta, input([saying(2, "yes", { seen: 1 })], { reason }));
	await saveAnswers(boris, reviews.beta, input([saying(2, "no", { ...asked, seen: 2 })], { reason }));
	const { id, version } = await world.ctx.db
		.selectFrom("sam_actions")
		.select(["id", "version"])
		.where("review_id", "=", reviews.beta)
		.executeTakeFirstOrThrow();
	await reportAction(boris, id, { version, status: "done", note: "Nedskrivet, och det används." });
	const raised = await raiseReturn(boris, reviews.beta, { what: "Lokalerna", why: "Ej mina", from_on: "2026-12-01" });
	await acknowledgeReturn(nils, raised, { version: 1, answer: "Mottaget." });
	const tasks = { tasks: ["assess" as const], other_tasks: "", registry_no: "26RS1", allocated_on: "2026-11-01" };
	for (let n = 0; n < 2; n++) await allocateTasks(nils, world.ids.alfa, { manager_id: world.ids.mats, ...tasks });
	await acknowledgeAllocation(mats, world.ids.alfa);
}

async function put(trx: Trx, ...statements: string[]): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(trx);
}

/** What verify says after somebody has altered rows with the guards taken away; then they are as before. */
async function saidOf(world: World, ...statements: string[]): Promise<string> {
	const undone = new Error("undone");
	let said = "";
	await world.ctx.database
		.transaction(async (trx) => {
			if (world.ctx.database.name === "postgres") await sql`set local session_replication_role = replica`.execute(trx);
			else {
				const tables = statements.map((statement) => /^(?:update|delete from|insert into) (\w+)/.exec(statement)![1]);
				const triggers = await sql<{ name: string }>`
					select name from sqlite_master where type = 'trigger' and tbl_name in (${sql.join(tables)})`.execute(trx);
				for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(trx);
			}
			await put(trx, ...statements);
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
	["another role", "update roles set role = 'administrator' where id = 'r1'", /^Rollen controller .*finns inte/m],
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
	["a SAM signature", "update sam_signatures set digest = 'x'", /^SAM-signaturen för .*Alfa: digest är ”x”/],
	["a SAM signature taken away", "update sam_signatures set reopened_at = 'x'", /^SAM-signaturen för .*finns inte/],
	[
		"a SAM answer",
		"update sam_answers set answer = 'yes' where answer = 'no'",
		/^SAM-svaret .*, fråga 3, version 1: svar är/m,
	],
	[
		"an earlier SAM answer",
		"update sam_answers set comment = 'x' where version = 1 and comment <> ''",
		/^SAM-svaret .*Beta, fråga 2, version 1: svar/m,
	],
	["a SAM answer taken away", "delete from sam_answers where version = 3", /^SAM-svaret 2 3 .*finns inte/m],
	[
		"what is shown of the answers",
		"update sam_reviews set marks = replace(marks, 'N', 'J')",
		/^SAM-svaret .*: mark är ”0”/m,
	],
	["what was signed for", "update sam_reviews set participants = 'x'", /^SAM-signaturen för .*Alfa: innehåll är/m],
	["a SAM åtgärd", "update sam_actions set what = 'x'", /^SAM-åtgärden .*Alfa, fråga 2: åtgärd är/m],
	[
		"how far it has come",
		"update sam_actions set status = 'done'",
		/^SAM-åtgärden vid .*Alfa: status är ”done” men loggen säger ”not_started”/m,
	],
	[
		"an åtgärd that is done",
		"update sam_actions set status = 'cancelled' where status = 'done'",
		/^SAM-åtgärden vid .*Beta: status är ”cancelled”/m,
	],
	[
		"an opinion",
		"update sam_statements set stand = 'took_part', text = ''",
		/^Skyddsombudets besked för .*Alfa finns i databasen/m,
	],
	["an opinion taken away", "delete from sam_statements", /^Skyddsombudets besked för .*finns inte/m],
	["an avstämning", "update sam_reconciliations set works = 'x'", /^Avstämningen av .*Alfa finns i databasen/m],
	["an avstämning taken away", "delete from sam_reconciliations", /^Avstämningen av .*finns inte/m],
	["a return", "update sam_returns set answer = 'x'", /^Returneringen vid .*Beta: innehåll är/m],
	["a receipt", "update sam_returns set state = 'raised'", /^Returneringen vid .*Beta: innehåll är/m],
	["allocated tasks", "update sam_allocations set tasks = '[]'", /^Fördelningen av .*Alfa finns i databasen/m],
	[
		"an acknowledgement",
		"update sam_allocations set acknowledged_at = null",
		/^Fördelningen av .*Alfa: kvitterad är ”0”/m,
	],
	[
		"a run that nobody signed",
		"update control_runs set status = 'approved', result = 'no_deviation' where period_key = '2026-11'",
		/^Kontrolltillfället .* 2026-11: result är ”no_deviation” men loggen säger tomt/m,
	],
	[
		"a run taken away",
		"delete from control_runs where period_key = '2026-11'",
		/^Kontrolltillfället 2026-11 .*finns inte/m,
	],
	["a swap that nobody made", "update sample_items set replaces_id = id", /^Stickprovet för .*: replaced är/m],
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

/** A row beside those there are: a copy of one, with some columns' own SQL. */
interface Inserted {
	table: string;
	where?: string;
	columns: Record<string, string>;
}

const UNDRAWN = "(select min(id) from ledger_lines where id not in (select line_id from sample_items))";
const ITEM: Inserted = {
	table: "sample_items",
	columns: { id: "'x'", line_id: UNDRAWN, position: "99", kind: "'targeted'", rank: "null", hash: "null" },
};

const INSERTED: [what: string, rows: Inserted[], told: RegExp][] = [
	[
		"a run",
		[{ table: "control_runs", columns: { id: "'x'", unit_id: "(select id from org_units where code = '2001')" } }],
		/^Kontrolltillfället Mottagning Gamma .* finns i databasen/m,
	],
	["a targeted purchase", [ITEM], /^Stickprovet för .*: targeted är ”1” men loggen säger ”0”/m],
	[
		"an answer",
		[ITEM, { table: "check_answers", columns: { id: "'x'", item_id: "'x'" } }],
		/^Svaret på .* finns i databasen/m,
	],
	[
		"an invoice's figures",
		[ITEM, { table: "invoice_checks", columns: { id: "'x'", item_id: "'x'" } }],
		/^Uppgifterna om fakturan x finns i databasen/m,
	],
	[
		"a deviation",
		[{ table: "deviations", columns: { id: "'x'", number: "99", item_id: "null", question_id: "null" } }],
		/^Avvikelsen 99 finns i databasen/m,
	],
	[
		"counted cash",
		[
			{ table: "cash_funds", columns: { id: "'x'", name: "'Kassa 2'" } },
			{ table: "cash_counts", columns: { id: "'x'", fund_id: "'x'" } },
		],
		/^Räkningen av kontantkassan Kassa 2 finns i databasen/m,
	],
	[
		"balances",
		[{ table: "balance_files", columns: { id: "'x'", edition: "2" } }],
		/^Kontosaldona .* finns i databasen/m,
	],
	[
		"a purchase file",
		[{ table: "purchase_files", columns: { id: "'x'", sha256: "'x'" } }],
		/^Inköpsfilen .* finns i databasen/m,
	],
	[
		"a population",
		[
			{ table: "draws", columns: { id: "'x'", draw_id: "'x/2026-12'" } },
			{ table: "populations", columns: { id: "'x'", draw_id: "'x'" } },
		],
		/^Populationen x\/2026-12 finns i databasen/m,
	],
	[
		"a role",
		[{ table: "roles", columns: { id: "'x'", role: "'administrator'" } }],
		/^Rollen Administratör .* finns i databasen/m,
	],
	[
		"a decision",
		[{ table: "plan_decisions", columns: { id: "'x'", number: "7" } }],
		/ändringsbeslut 7 finns i databasen/m,
	],
	[
		"a SAM answer",
		[{ table: "sam_answers", columns: { id: "'x'", version: "9" } }],
		/^SAM-svaret .*, version 9 finns i databasen/m,
	],
	[
		"a SAM åtgärd",
		[
			{
				table: "sam_actions",
				columns: { id: "'x'", question_id: "(select id from sam_questions where position = 9)" },
			},
		],
		/^SAM-åtgärden .*, fråga 9 finns i databasen/m,
	],
	[
		"a SAM signature",
		[{ table: "sam_signatures", columns: { id: "'x'", review_id: "(select review_id from sam_returns)" } }],
		/^SAM-signaturen för .*Beta finns i databasen/m,
	],
	[
		"an opinion",
		[{ table: "sam_statements", columns: { id: "'x'", reopened_at: "'x'" } }],
		/^Skyddsombudets besked .* finns i databasen/m,
	],
	[
		"an avstämning",
		[{ table: "sam_reconciliations", columns: { id: "'x'", reopened_at: "'x'" } }],
		/^Avstämningen av .* finns i databasen/m,
	],
	[
		"a return",
		[{ table: "sam_returns", columns: { id: "'x'", state: "'replaced'" } }],
		/^Returneringen vid .* finns i databasen/m,
	],
	[
		"allocated tasks",
		[{ table: "sam_allocations", columns: { id: "'x'", ended_at: "'x'" } }],
		/^Fördelningen av .* finns i databasen/m,
	],
];

async function insertionOf(world: World, { table, where = "1 = 1", columns }: Inserted): Promise<string> {
	const tables = await world.ctx.db.introspection.getTables();
	const names = tables.find(({ name }) => name === table)!.columns.map(({ name }) => name);
	const values = names.map((name) => columns[name] ?? name);
	return `insert into ${table} (${names.join(", ")}) select ${values.join(", ")} from ${table} where ${where} limit 1`;
}

describe.each(DIALECTS)("rows made again from the trail in %s", (_name, open) => {
	test("T57: an untouched register says what its trail says; every row that was altered or put there is named", async () => {
		const world = await everyKind(await hiredWorld(4, await tellOfWorld(await openWorldOn(open))));
		const untouched = await verifyRows(world.ctx.db);
		expect(untouched.problems).toEqual([]);
		expect(untouched.rows).toBeGreaterThan(20);
		// one by one in SQLite every day, in PostgreSQL every sixth; in full all in both
		const step = FULL_MEASURE || world.ctx.database.name === "sqlite" ? 1 : 6;
		const picked = <T>(all: readonly T[]) => all.filter((_, at) => at % step === 0);
		const unnamed: string[] = [];
		for (const [what, statement, told] of picked(ALTERED)) {
			const said = await saidOf(world, statement);
			if (!told.test(said)) unnamed.push(`${what}: ${said.slice(0, 300)}`);
		}
		for (const [what, rows, told] of picked(INSERTED)) {
			const statements = await Promise.all(rows.map((row) => insertionOf(world, row)));
			const said = await saidOf(world, ...statements);
			if (!told.test(said)) unnamed.push(`${what} inserted: ${said.slice(0, 300)}`);
		}
		expect(unnamed).toEqual([]);
		// with the triggers in place a change without an event shows in the history
		await world.ctx.database.transaction((trx) => put(trx, "update measures set title = 'x'"));
		expect((await verifyRows(world.ctx.db)).problems.join()).toMatch(/i measures har ändrats utan någon händelse/);
	});

	test("of a kind of object the events that its rows listen to are read, each once and no other", async () => {
		const { db } = (await everyKind(await hiredWorld(4, await openWorldOn(open)))).ctx;
		const kind = "control_run";
		const written = await db.selectFrom("events").select("type").where("object_kind", "=", kind).execute();
		const types = ["run.returned", "run.signed"];
		const read: string[] = [];
		for (let after = ""; ; ) {
			const lot = await listToldOf(db, { kind, types }, after, 1);
			if (lot.length === 0) break;
			read.push(...lot.map(({ type }) => type));
			after = lot.at(-1)!.object_id;
		}
		expect(read.sort()).toEqual(
			written
				.map(({ type }) => type)
				.filter((type) => types.includes(type))
				.sort(),
		);
		expect(new Set(read)).toEqual(new Set(types));
		expect(await listToldOf(db, { kind, types: null }, "", 1_000)).toHaveLength(written.length);
	});

	test("T57: a unit counted to a branch where it does not lie is named, and one that is not counted where it lies", async () => {
		const world = await openWorldOn(open);
		expect((await verifyRows(world.ctx.db)).problems.join("\n")).not.toContain("Enheten");
		const { region, psyk, alfa, beta } = world.ids;
		const said = await saidOf(
			world,
			`delete from unit_branches where root_id = '${region}' and unit_id = '${alfa}'`,
			`insert into unit_branches (root_id, unit_id) values ('${psyk}', '${beta}')`,
		);
		expect(said).toContain("Enheten Vårdcentralen Alfa ligger under Region Prov, men räknas inte dit.");
		expect(said).toMatch(/Enheten Vårdcentralen Beta räknas till .*, men ligger inte där\./);
	});

	test("T57: a row put into a sealed period is named as well", async () => {
		const world = await openClosedYear(await openWorldOn(open));
		const before = (await verifyRows(world.ctx.db)).problems;
		expect(before.join("\n")).not.toContain("”x”");
		const question = "insert into check_questions select 'x', checklist_id, 99, ";
		const { columns } = (await world.ctx.db.introspection.getTables()).find(({ name }) => name === "check_questions")!;
		const rest = columns.map(({ name }) => name).filter((name) => !["id", "checklist_id", "position"].includes(name));
		const said = await saidOf(
			world,
			`${question}${rest.map((name) => (name === "text" ? "'x'" : name)).join(", ")} from check_questions limit 1`,
			await insertionOf(world, { table: "check_answers", columns: { id: "'x'", question_id: "'x'" } }),
		);
		expect(said).toMatch(/^Svaret på ”x” finns i databasen, men loggen berättar inte om det\.$/m);
	});
});
