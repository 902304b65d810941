import { describe, expect, it } from "vitest";
import { listCostRows } from "../../../../db/queries/checks/own-forms/material-costs.ts";
import { findRun } from "../../../../db/queries/checks/runs.ts";
import { createRuns } from "../../../../src/checks/runs/create-runs.ts";
import { isMarked } from "../../../../src/checks/own-forms/material-costs/marked.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { signPlainRun } from "../../../../src/checks/samples/sign-plain-run.ts";
import type { Invalid } from "../../../../src/ground/errors.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { openWorld, type World } from "../../../support/world.ts";

const FILE = [
	"Enhet;Konto;Kontotext;Period;Belopp;Budget",
	"1001;5410;Förbrukning;2026-10;150 000,00;100 000,00",
	"1001;5420;Läkemedel;2026-10;100 500,00;100 000,00",
	"1001;5430;Textil;202610;90 000,00;",
	"1001;5430;Textil;2025-10;40 000,00;",
	"1002;5410;Förbrukning;2026-10;10,00;10,00",
].join("\n");

function form(world: World, text: string, fields: Record<string, string> = {}): FormData {
	const body = new FormData();
	const values = {
		unit_id: world.ids.administration,
		period_key: "2026-10",
		mark_percent: "10",
		mark_kr: "10000",
		...fields,
	};
	for (const [name, value] of Object.entries(values)) body.append(name, value);
	body.append("file", new Blob([text]), "saldon.csv");
	return body;
}

/** The world's control as one of material costs, with October's runs. */
async function opened() {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("controls")
			.set({ population_kind: "material_costs", checklist_id: null, sample_size: 0 })
			.where("id", "=", world.ids.control)
			.execute(),
	);
	await createRuns(await world.as("carin"), { today: "2026-11-16", period_key: "2026-10" });
	const runs = await world.ctx.db
		.selectFrom("control_runs")
		.select(["id", "unit_id", "version"])
		.where("period_key", "=", "2026-10")
		.execute();
	const run = runs.find((one) => one.unit_id === world.ids.alfa)!;
	return { world, run, carin: await clientFor(world, "carin"), maria: await clientFor(world, "maria") };
}

const SIGNED = { result: "no_deviation", comment: "Genomgånget.", cause_code: null, direct_fix: "" } as const;

describe("material costs of a month", () => {
	it("a row is marked only beyond both the share and the sum", () => {
		const marks = { percent: 10, ore: 1_000_000 };
		const row = (amount: number, last: number | null, budget: number | null = null) =>
			isMarked({ amount_ore: amount, last_year_ore: last, budget_ore: budget }, marks);
		expect(row(12_000_000, 10_000_000)).toBe(true);
		expect(row(11_000_000, 10_000_000)).toBe(false);
		expect(row(1_500_000, 1_000_000)).toBe(false);
		expect(row(1_000_000, 0)).toBe(true);
		expect(row(10_000_000, 10_000_000, 5_000_000)).toBe(true);
		expect(row(99_000_000, null)).toBe(false);
	});

	it("are compared with last year and budget, and signed only when what stands out is explained", async () => {
		const { world, run, carin, maria } = await opened();
		expect((await carin.upload(paths.balanceImport(), form(world, FILE))).status).toBe(303);
		const rows = await listCostRows(world.ctx.db, run.id);
		expect(rows.map((row) => [row.account, row.last_year_ore, row.budget_ore, row.is_marked])).toEqual([
			["5410", null, 10_000_000, 1],
			["5420", null, 10_000_000, 0],
			["5430", 4_000_000, null, 1],
		]);
		const performer = await world.as("maria");
		const early = await signPlainRun(performer, run.id, { version: run.version, ...SIGNED }).catch(
			(error: unknown) => error,
		);
		expect((early as Invalid).fields[""]).toBe("Kommentera först de konton som avviker: 5410, 5430.");
		const marked = rows.filter((row) => row.is_marked === 1);
		const answer = await maria.post(paths.runCosts(run.id), {
			row: marked.map((row) => row.id),
			seen: ["1", "1"],
			comment: ["Nytt avtal om handskar.", "Fler vårdplatser."],
		});
		expect(answer.status).toBe(303);
		expect(await (await maria.get(paths.runCosts(run.id))).text()).toContain("Alla är kommenterade.");
		await signPlainRun(performer, run.id, { version: run.version, ...SIGNED });
		expect(await findRun(world.ctx.db, run.id)).toMatchObject({ status: "signed", result: "no_deviation" });
		const types = await world.ctx.db.selectFrom("events").select("type").where("object_id", "=", run.id).execute();
		expect(types.map((event) => event.type)).toEqual(["costs.commented", "costs.commented", "run.signed"]);
	});

	it("a corrected file is a new edition; comments follow unchanged figures, and a signed run keeps its own", async () => {
		const { world, run, carin, maria } = await opened();
		await carin.upload(paths.balanceImport(), form(world, FILE));
		const rows = (await listCostRows(world.ctx.db, run.id)).filter((row) => row.is_marked === 1);
		await maria.post(paths.runCosts(run.id), {
			row: rows.map((row) => row.id),
			seen: ["1", "1"],
			comment: ["Ett.", "Två."],
		});
		await carin.upload(paths.balanceImport(), form(world, FILE.replace("150 000", "170 000")));
		const now = await listCostRows(world.ctx.db, run.id);
		expect(now.map((row) => [row.account, row.amount_ore, row.comment])).toEqual([
			["5410", 17_000_000, ""],
			["5420", 10_050_000, ""],
			["5430", 9_000_000, "Två."],
		]);
		const stale = await maria.post(paths.runCosts(run.id), { row: [rows[0]!.id], seen: ["2"], comment: ["Ett igen."] });
		expect(stale.status).toBe(422);
		await maria.post(paths.runCosts(run.id), { row: [now[0]!.id], seen: ["1"], comment: ["Ett igen."] });
		await signPlainRun(await world.as("maria"), run.id, { version: run.version, ...SIGNED });
		await carin.upload(paths.balanceImport(), form(world, FILE.replace("150 000", "180 000")));
		expect((await listCostRows(world.ctx.db, run.id))[0]?.amount_ore).toBe(17_000_000);
	});

	it("a bad file is refused with its lines and stores nothing", async () => {
		const { world, carin } = await opened();
		const wrong: [string, string][] = [
			[FILE.replace("1002;", "9999;"), "Rad 6: Okänd enhet 9999."],
			[FILE.replace("2025-10", "2025-13"), "Rad 5: ”2025-13” är ingen månad."],
			[`${FILE}\n1001;5410;x;2026-10;1,00;`, "finns redan på rad 2"],
			[FILE.replace("Konto;", "Kto;"), "Saknas: konto."],
			[FILE.replaceAll("2026-10", "2026-09").replace("202610", "202609"), "Filen har inga rader för 2026-10."],
		];
		for (const [text, sentence] of wrong) {
			const answer = await carin.upload(paths.balanceImport(), form(world, text));
			expect(answer.status).toBe(422);
			expect(await answer.text()).toContain(sentence);
		}
		expect((await carin.upload(paths.balanceImport(), form(world, FILE, { period_key: "2027-01" }))).status).toBe(422);
		expect(await world.ctx.db.selectFrom("balance_files").select("id").execute()).toEqual([]);
	});

	it("T16, T18: only a controller brings files in, only the performer comments, and strangers see nothing", async () => {
		const { world, run, maria } = await opened();
		expect((await maria.upload(paths.balanceImport(), form(world, FILE))).status).toBe(403);
		expect((await maria.get(paths.balanceFiles())).status).toBe(403);
		const mats = await clientFor(world, "mats");
		expect((await mats.get(paths.runCosts(run.id))).status).toBe(200);
		expect((await mats.post(paths.runCosts(run.id), { row: [], seen: [], comment: [] })).status).toBe(403);
		const gunnel = await clientFor(world, "gunnel");
		expect((await gunnel.get(paths.runCosts(run.id))).status).toBe(404);
	});
});
