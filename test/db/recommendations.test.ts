import { describe, expect, test } from "vitest";
import { findPeriod } from "../../db/queries/report/periods.ts";
import {
	countRecommendations,
	isReported,
	listRecommendations,
	listReportRecommendations,
} from "../../db/queries/report/recommendations.ts";
import { listWithoutOwner } from "../../db/queries/people/ownership.ts";
import { readReadiness } from "../../src/report/readiness/read-readiness.ts";
import { addRecommendation } from "../../src/report/recommendations/add-recommendation.ts";
import { openClosedYear } from "../report/closing/support.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("recommendations in %s", (_name, open) => {
	test("are listed by reach and krav, read into the report, and stand as they were received once it is closed", async () => {
		const opened = await openWorldOn(open);
		const id = await addRecommendation(await opened.as("carin"), {
			board_id: opened.ids.board,
			source: "supervision",
			issuer: "Inspektionen för vård och omsorg",
			received_on: "2026-03-01",
			title: "Dokumentera",
			text: "Dokumentera granskningen.",
			requirements: ["c"],
			owner_id: null,
			due_on: "2026-06-01",
		});
		const { db } = opened.ctx;
		expect(await countRecommendations(db, { reach: "all", requirement: "c" })).toBe(1);
		expect(await listRecommendations(db, { reach: { own: [opened.ids.alfa], branch: [] } })).toEqual([]);
		const period = (await findPeriod(db, opened.ids.period))!;
		const { people } = await readReadiness(db, period, "2026-11-16");
		const kinds = people.flatMap((person) => person.matters.map((matter) => matter.kind));
		expect(kinds).toEqual(expect.arrayContaining(["recommendation_unanswered", "recommendation_overdue"]));
		expect((await listWithoutOwner(db, "all")).map((row) => row.kind)).toContain("recommendation");
		const { ctx } = await openClosedYear(opened);
		const [row] = await listReportRecommendations(ctx.db, period);
		expect(row).toMatchObject({ id, number: 1 });
		expect(await isReported(ctx.db, row!)).toBe(true);
		const change = ctx.database.transaction((trx) => trx.updateTable("recommendations").set({ text: "x" }).execute());
		await expect(change).rejects.toThrow("the period is sealed");
		await ctx.database.transaction((trx) => trx.updateTable("recommendations").set({ answer: "Svar" }).execute());
	});
});
