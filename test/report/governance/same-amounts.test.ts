import { expect, test } from "vitest";
import { listEconomyElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import { insertGovernanceItem } from "../../../db/writes/report/governance.ts";
import { publishedEconomy } from "../../../src/demo/published-governance.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { editGovernanceItem } from "../../../src/report/governance/edit-governance-item.ts";
import { writeNumbers } from "../../../src/report/governance/write-numbers.ts";
import { openWorld, type World } from "../../support/world.ts";
import { governanceItem, rowsOf } from "./support.ts";

const MNKR = 100_000_000;
const economy = (title: string, more: Partial<Parameters<typeof governanceItem>[0]> = {}) =>
	governanceItem({ kind: "economy", title, unit: "mnkr", signed: "yes", ...more });

/** "Resultat" of one table and "Summa" of another that is said to be the same. */
async function twoTables(world: World) {
	const carin = await world.as("carin");
	const { period } = world.ids;
	const result = await addGovernanceItem(carin, period, economy("Resultat", { chapter: "Resultat" }));
	const sum = await addGovernanceItem(carin, period, economy("Summa", { chapter: "Områden", same_as_id: result }));
	const write = (values: Record<string, number>) =>
		writeNumbers(
			carin,
			period,
			Object.entries(values).map(([item_id, mnkr]) => ({ item_id, values: { budget_ore: mnkr * MNKR } })),
		);
	return { carin, period, result, sum, write };
}

test("a budget that stands in two tables is refused with the difference until it is the same in both", async () => {
	const world = await openWorld();
	const { result, sum, write } = await twoTables(world);
	await write({ [result]: -7974.5 });
	await expect(write({ [sum]: -7900 })).rejects.toMatchObject({
		fields: {
			[`budget_ore-${sum}`]: expect.stringMatching(
				/^Summa \(Områden\), budget: beloppet är \D7\s900,0\smnkr men Resultat \(Resultat\) har \D7\s974,5\smnkr\. Skillnaden är 74,5\smnkr\.$/,
			),
		},
	});
	expect((await rowsOf(world)).find(({ id }) => id === sum)?.budget_ore).toBeNull();
	await write({ [sum]: -7974.5 });
	// and the other way: neither moves alone
	await expect(write({ [result]: -8000 })).rejects.toMatchObject({
		fields: { [`budget_ore-${sum}`]: expect.any(String) },
	});
	await write({ [result]: -8000, [sum]: -8000 });
});

test("what another board's plan says of the same amount is held against it, whichever names the other", async () => {
	const world = await openWorld();
	const { carin, period, result, write } = await twoTables(world);
	const [row] = (await rowsOf(world)).filter(({ id }) => id === result);
	const {
		owner: _o,
		org_unit: _u,
		parent: _p,
		same_as: _s,
		figures: _f,
		cut_off: _c,
		reported: _r,
		earlier: _e,
		...item
	} = row!;
	await world.ctx.database.transaction(async (trx) => {
		const board = { id: "styrelsen", name: "Regionstyrelsen", unit_id: world.ids.region };
		await insertBoard(trx, { ...board, valid_from: "2020-01-01", valid_to: null, version: 1 });
		const theirs = { ...item, board_id: "styrelsen", title: "HSN", chapter: "Ramar", budget_ore: -7974.5 * MNKR };
		await insertGovernanceItem(trx, { ...theirs, id: "ram", same_as_id: result });
		await insertGovernanceItem(trx, { ...theirs, id: "annat-år", year: 2025, same_as_id: null });
	});
	await expect(write({ [result]: -7900 })).rejects.toMatchObject({
		fields: { [`budget_ore-${result}`]: expect.stringContaining("Regionstyrelsen: HSN (Ramar)") },
	});
	await write({ [result]: -7974.5 });
	const names = await listEconomyElsewhere(world.ctx.db, { board_id: world.ids.board, year: 2026 });
	expect(names.map(({ id }) => id)).toEqual(["ram"]);
	const own = await addGovernanceItem(carin, period, economy("Ram", { same_as_id: "ram" }));
	await expect(write({ [own]: -1 })).rejects.toMatchObject({ fields: { [`budget_ore-${own}`]: expect.any(String) } });
});

test("only an amount is the same as another amount of the year, in the same unit, and never as itself", async () => {
	const world = await openWorld();
	const { carin, period, result, sum, write } = await twoTables(world);
	const add = (more: Parameters<typeof governanceItem>[0]) => addGovernanceItem(carin, period, governanceItem(more));
	const refused = { fields: { same_as_id: expect.any(String) } };
	await expect(add({ kind: "goal", title: "Mål", same_as_id: result })).rejects.toMatchObject(refused);
	await expect(add({ ...economy("Andel"), unit: "procent", same_as_id: result })).rejects.toMatchObject(refused);
	await expect(add({ ...economy("Okänt"), same_as_id: "finns-inte" })).rejects.toMatchObject(refused);
	const edit = (same_as_id: string | null) => {
		const { kind: _, ...values } = economy("Resultat", { chapter: "Resultat", same_as_id });
		return editGovernanceItem(carin, period, result, { ...values, version: 1 });
	};
	await expect(edit(result)).rejects.toMatchObject(refused);
	const other = await addGovernanceItem(carin, period, economy("Annat"));
	await write({ [other]: 5, [result]: -10, [sum]: -10 });
	const [row] = (await rowsOf(world)).filter(({ id }) => id === result);
	const { kind: _, ...values } = economy("Resultat", { chapter: "Resultat", same_as_id: other });
	await expect(editGovernanceItem(carin, period, result, { ...values, version: row!.version })).rejects.toMatchObject({
		fields: { same_as_id: expect.stringContaining("Skillnaden är") },
	});
});

test("every amount that the published plan prints twice is the same in both places", () => {
	const rows = new Map(publishedEconomy().map((row) => [row.key, row]));
	const twice = [...rows.values()].filter(({ same_as }) => same_as !== null);
	expect(twice.map(({ key }) => key).sort()).toEqual([
		"by_area:Summa",
		"equipment_frame_2024:Nedjusterad ram",
		"named:equipment_frame_adjusted",
		"named:equipment_frame_council",
		"named:property_share",
	]);
	for (const { budget, same_as } of twice) expect(budget).toBe(rows.get(same_as!)!.budget);
});
