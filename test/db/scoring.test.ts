import { describe, expect, test } from "vitest";
import { findRisk } from "../../db/queries/register/risks.ts";
import { listDisagreements } from "../../db/queries/register/scoring.ts";
import { listPaperTemplates } from "../../db/queries/report/paper-templates.ts";
import { insertDisagreement } from "../../db/writes/register/scoring.ts";
import { insertPaperTemplate } from "../../db/writes/report/paper-templates.ts";
import { carryPlan } from "../../src/register/plans/carry-plan.ts";
import { scoreRisk } from "../../src/register/scoring/score-risk.ts";
import { settleDisagreement } from "../../src/register/scoring/settle-disagreement.ts";
import { stateDisagreement } from "../../src/register/scoring/state-disagreement.ts";
import { linkRisk } from "../../src/report/coverage/write-coverage.ts";
import { readRegionCoverage } from "../../src/report/coverage/read-region-coverage.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const SIDES = {
	...{ kind: "residual" as const, first_by: "Ekonomi", first_likelihood: 1, first_impact: 3, first_reason: "Följs" },
	...{ second_by: "Vården", second_likelihood: 3, second_impact: 3, second_reason: "Följs inte" },
};

describe.each(DIALECTS)("scores in %s", (_name, open) => {
	test("are set by one door; two that stand against each other are settled once, and what they said stays", async () => {
		const world = await openWorldOn(open);
		const { ids, ctx } = world;
		const carin = await world.as("carin");
		const reason = "Efter samtal";
		await stateDisagreement(carin, ids.risk, SIDES);
		const [stated] = await listDisagreements(ctx.db, ids.risk);
		const { stated_name: _, settled_name: __, ...row } = stated!;
		await expect(
			ctx.database.transaction((trx) => insertDisagreement(trx, { ...row, id: "en till", number: 2 })),
			"the index itself allows one at a time",
		).rejects.toThrow();
		const target = { kind: "target" as const, likelihood: 1, impact: 3, reason, version: 1 };
		await scoreRisk(carin, ids.risk, target);
		await expect(scoreRisk(carin, ids.risk, { ...target, kind: "residual", version: 2 })).rejects.toMatchObject({
			fields: { "": expect.stringContaining("Avgör dem först") },
		});
		const settle = { kind: "residual" as const, likelihood: 3, impact: 3, reason, version: 2 };
		const both = await Promise.allSettled([
			settleDisagreement(carin, ids.risk, settle),
			settleDisagreement(carin, ids.risk, settle),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(await findRisk(ctx.db, ids.risk)).toMatchObject({
			residual: { score: 9 },
			target: { score: 3 },
			version: 3,
		});
		for (const change of [{ second_reason: "annat" }, { settled_reason: "annat" }, { settled_at: null }])
			await expect(
				ctx.database.transaction((trx) => trx.updateTable("risk_disagreements").set(change).execute()),
			).rejects.toThrow("not allowed");
		const next = await carryPlan(carin, ids.plan);
		const carried = await ctx.db.selectFrom("risks").selectAll().where("plan_id", "=", next).executeTakeFirstOrThrow();
		expect(carried).toMatchObject({ target_likelihood: 1, target_impact: 3, target_reason: reason });
	});

	test("a board's template is only ever added to, and the region reads all boards' maps", async () => {
		const world = await openWorldOn(open);
		const { ids, ctx } = world;
		const version = {
			board_id: ids.board,
			file_name: "mall.docx",
			sha256: "a",
			content: "AA==",
			written_by: ids.carin,
		};
		await ctx.database.transaction((trx) =>
			insertPaperTemplate(trx, { ...version, id: "m1", number: 1, written_at: "2026-11-16T09:00:00.000Z" }),
		);
		for (const change of ["update paper_templates", "delete"] as const)
			await expect(
				ctx.database.transaction(async (trx) =>
					change === "delete"
						? trx.deleteFrom("paper_templates").execute()
						: trx.updateTable("paper_templates").set({ file_name: "annat" }).execute(),
				),
			).rejects.toThrow("not allowed");
		expect(await listPaperTemplates(ctx.db, ids.board)).toMatchObject([{ number: 1, file_name: "mall.docx" }]);
		await linkRisk(await world.as("carin"), ids.risk, { area: "purchasing", version: 0 });
		const [board] = await readRegionCoverage(ctx.db, 2026);
		expect(board!.cells.find(({ area }) => area.key === "purchasing")?.state).toBe("covered");
		expect(await readRegionCoverage(ctx.db, 2019)).toEqual([]);
	});
});
