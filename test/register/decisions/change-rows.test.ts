import { expect, test } from "vitest";
import { listChangeRows } from "../../../src/register/decisions/change-rows.ts";
import type { PlanChange } from "../../../src/register/plans/plan-version.ts";
import { openWorld } from "../../support/world.ts";

test("more changes than a statement takes names are listed, each with the names of whom it passed between", async () => {
	const { ctx, ids } = await openWorld();
	const changes = Array.from({ length: 20_000 }, (_, n): PlanChange => {
		const fields: PlanChange["fields"] = { owner_id: [ids.nils, ids.carin] };
		return { kind: "measure", id: `atgard-${n}`, title: `Åtgärd ${n}`, what: "changed", fields, under: null };
	});
	const nothing = { areas: [], risks: [], measures: [], controls: [] };
	const rows = await listChangeRows(ctx.db, { changes, versions: { decided: nothing, now: nothing } });
	expect(rows).toHaveLength(changes.length);
	expect(rows.at(-1)).toMatchObject({ before: "Nils Holm", after: "Carin Åberg" });
});
