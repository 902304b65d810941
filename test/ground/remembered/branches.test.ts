import { expect, test } from "vitest";
import { findUnit } from "../../../db/queries/people/units.ts";
import { branchesKey } from "../../../src/ground/remembered/branches.ts";
import { addUnit } from "../../../src/people/units/add-unit.ts";
import { editUnit } from "../../../src/people/units/edit-unit.ts";
import { openWorld } from "../../support/world.ts";

test("the key of a branch is the same whatever its units are called, and another when one comes to it or leaves it", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const adam = await world.as("adam");
	const [nara, alfa] = [world.ids.nara!, world.ids.alfa!];
	const key = () => branchesKey(db, [nara]);
	const edit = async (changes: object) => {
		const { parent_name, ...unit } = (await findUnit(db, alfa))!;
		await editUnit(adam, alfa, { ...unit, ...changes });
	};
	const first = await key();
	await edit({ name: "Vårdcentralen Ny" });
	expect(await key()).toBe(first);
	const above = (await findUnit(db, nara))!.parent_id!;
	await edit({ parent_id: above });
	const without = await key();
	expect(without).not.toBe(first);
	await edit({ parent_id: nara });
	expect(await key()).toBe(first);
	const unit = { code: "1998", name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01" };
	await addUnit(adam, { ...unit, parent_id: nara });
	expect(await key()).not.toBe(first);
	expect(await branchesKey(db, [], { own: [alfa], branch: [nara] })).toBe(await key());
	expect(await branchesKey(db, [], "all")).toBe("");
});
