import { expect, test } from "vitest";
import { findUnit } from "../../../db/queries/people/units.ts";
import { judgeHit } from "../../../src/checks/ledger/judge-hit.ts";
import { startLedgerRules } from "../../../src/checks/ledger/start-ledger-rules.ts";
import { allCardRows, cardOrder, foldedRules } from "../../../src/checks/ledger/work-list.ts";
import { editUnit } from "../../../src/people/units/edit-unit.ts";
import { openWorld } from "../../support/world.ts";
import { importLines } from "./ledger-support.ts";

test("remembered cards follow what the rules find, what is judged, and what their units are called", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const carin = await world.as("carin");
	const filter = { reach: { own: [], branch: [world.ids.administration] }, status: "waiting" as const };
	const titles = async () => (await allCardRows(db, filter)).map(({ title, unit_name }) => `${unit_name}: ${title}`);
	const cards = async () => (await cardOrder(db, filter)).length;
	expect([await cards(), await titles(), await foldedRules(db, "2026-11-16")]).toEqual([0, [], []]);
	await importLines(world, "2026-10", [
		{ key: "near", kr: 25_000, invoice: "1" },
		{ key: "near-again", kr: 25_000, invoice: "1" },
	]);
	await startLedgerRules(carin, null);
	const found = await cards();
	expect(found).toBeGreaterThan(0);
	expect((await titles())[0]).toContain("Vårdcentralen Alfa");
	const { parent_name, ...unit } = (await findUnit(db, world.ids.alfa))!;
	await editUnit(await world.as("adam"), unit.id, { ...unit, name: "Vårdcentralen Ö" });
	expect((await titles())[0]).toContain("Vårdcentralen Ö");
	const [first] = await cardOrder(db, filter);
	await judgeHit(carin, first!.id, {
		version: 1,
		status: "explained",
		reason: "Avrop",
		severity: null,
	});
	expect(await cards()).toBe(found - 1);
	expect(await titles()).toHaveLength(found - 1);
});
