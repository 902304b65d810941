import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findPeriod } from "../../db/queries/report/periods.ts";
import {
	findRegionItem,
	listOpenReports,
	listRegionAnswers,
	listRegionBoards,
	listRegionItems,
	listRegionWordings,
} from "../../db/queries/report/region.ts";
import { Stale } from "../../src/ground/errors.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { answerItem } from "../../src/report/region/answer-item.ts";
import { pushItem } from "../../src/report/region/push-item.ts";
import { readReported } from "../../src/report/region/read-reported.ts";
import { rewordItem } from "../../src/report/region/reword-item.ts";
import { isAsked, standingsOf, sumOf } from "../../src/report/region/standing.ts";
import { withdrawItem } from "../../src/report/region/withdraw-item.ts";
import { trailOf } from "../support/trail-of.ts";
import { openClosedYear } from "../report/closing/support.ts";
import { regionController } from "../support/region-controller.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const risk = { year: 2026, kind: "risk" as const, title: "Avbrott i IT", text: "Vården stannar vid avbrott." };
const answerIn = (world: World, wording = 1, version = 0) => ({
	...{ period_id: world.ids.period, status: "ongoing" as const, answer: "Reservrutin övas.", wording, version },
});

describe.each(DIALECTS)("what the region sends in %s", (_name, open) => {
	test("is the region's to send and word, the board's to answer, and each version and answer stays", async () => {
		const world = await openWorldOn(open);
		const { db } = world.ctx;
		const region = regionController(world);
		const [carin, mats, fia] = [await world.as("carin"), await world.as("mats"), await world.as("fia")];
		for (const one of [carin, mats, fia])
			await expect(pushItem(one, risk)).rejects.toThrow("Din roll ger inte rätt att göra detta här.");
		await expect(pushItem(region, { ...risk, year: 2025 })).rejects.toMatchObject({
			fields: { year: expect.any(String) },
		});
		expect(await listRegionItems(db, 2026)).toEqual([]);
		const id = await pushItem(region, risk);
		await expect(pushItem(region, risk)).rejects.toMatchObject({
			fields: { title: expect.stringContaining("redan skickat") },
		});
		await expect(rewordItem(carin, id, { text: "Annat", version: 1 })).rejects.toThrow("Din roll ger inte rätt");
		await expect(answerItem(mats, id, world.ids.board, answerIn(world))).rejects.toThrow("Din roll ger inte rätt");
		await expect(answerItem(region, id, world.ids.board, answerIn(world))).rejects.toThrow("Nämnden svarar själv.");
		await answerItem(carin, id, world.ids.board, answerIn(world));
		await rewordItem(region, id, { text: "Vården stannar vid längre avbrott.", version: 1 });
		await expect(answerItem(carin, id, world.ids.board, answerIn(world, 1, 1))).rejects.toMatchObject({
			fields: { answer: expect.stringContaining("ny lydelse, version 2") },
		});
		const sum = async () =>
			sumOf(
				standingsOf(
					[(await findRegionItem(db, id))!],
					await listRegionBoards(db, 2026),
					await listRegionAnswers(db, { year: 2026 }),
				),
			);
		expect(await sum()).toEqual({ boards: 1, current: 0, earlier: 1, unanswered: 0 });
		await answerItem(fia, id, world.ids.board, answerIn(world, 2, 1));
		expect(await sum()).toEqual({ boards: 1, current: 1, earlier: 0, unanswered: 0 });
		expect((await listRegionWordings(db, id)).map((one) => one.text)).toEqual([
			"Vården stannar vid längre avbrott.",
			risk.text,
		]);
		expect((await listRegionAnswers(db, { item_id: id })).map((one) => one.wording)).toEqual([2, 1]);
		expect(await trailOf(world, "region_item", id)).toHaveLength(4);
		for (const table of ["region_items", "region_wordings", "region_answers"] as const)
			await expect(world.ctx.database.transaction((trx) => trx.deleteFrom(table).execute())).rejects.toThrow();
	});

	test("is taken back with a reason: nobody is asked any more, what was answered stays, another year is another item", async () => {
		const world = await openWorldOn(open);
		const { db } = world.ctx;
		const region = regionController(world);
		const carin = await world.as("carin");
		const [id, unanswered, next] = [
			await pushItem(region, risk),
			await pushItem(region, { ...risk, title: "Vattenbrist" }),
			await pushItem(region, { ...risk, year: 2027 }),
		] as const;
		await answerItem(carin, id, world.ids.board, answerIn(world));
		const period = (await findPeriod(db, world.ids.period))!;
		const asked = async () => (await readReported(db, period)).filter(isAsked).map(({ item }) => item.title);
		expect(await asked()).toEqual(["Vattenbrist"]);
		// a report whose cut-off was before it was sent does not speak of it
		expect(await readReported(db, { ...period, id: "delåret", cut_off: "2026-06-30" })).toEqual([]);
		const back = { reason: "Hanteras nationellt.", version: 1 };
		await expect(withdrawItem(carin, id, back)).rejects.toThrow("Din roll ger inte rätt");
		await expect(withdrawItem(region, id, { ...back, version: 2 })).rejects.toThrow(Stale);
		await withdrawItem(region, id, back);
		await withdrawItem(region, unanswered, back);
		expect(await asked()).toEqual([]);
		expect((await readReported(db, period)).map(({ item, latest }) => [item.title, latest?.answer])).toEqual([
			[risk.title, "Reservrutin övas."],
		]);
		expect(await findRegionItem(db, id)).toMatchObject({ withdrawn_reason: back.reason, withdrawer: "Adam Norén" });
		expect(await findRegionItem(db, next)).toMatchObject({ withdrawn_reason: null });
		for (const act of [
			() => withdrawItem(region, id, back),
			() => rewordItem(region, id, { text: "Annat", version: 1 }),
			() => answerItem(carin, id, world.ids.board, answerIn(world, 1, 1)),
		])
			await expect(act()).rejects.toThrow("Regionen har återkallat det. Skäl: Hanteras nationellt.");
		const past = (table: "region_answers" | "region_wordings", row: object) =>
			world.ctx.database.transaction((trx) =>
				trx
					.insertInto(table as "region_wordings")
					.values(row as never)
					.execute(),
			);
		const by = { written_at: "2026-11-17T09:00:00.000Z", written_by: world.ids.carin };
		const { version: _, ...row } = answerIn(world);
		const answer = { id: "förbi", item_id: id, board_id: world.ids.board, edition: 2, ...row, ...by };
		await expect(past("region_answers", answer)).rejects.toThrow("is not allowed here");
		const wording = { id: "förbi", item_id: id, number: 2, text: "Annat", ...by };
		await expect(past("region_wordings", wording)).rejects.toThrow("is not allowed here");
		expect((await listRegionAnswers(db, { item_id: id })).length).toBe(1);
		expect((await verifyRows(db)).problems.join()).not.toContain("regiongemensamma");
		const on = world.ctx.database.name === "postgres" ? " on region_withdrawals" : "";
		await world.ctx.database.transaction(async (trx) => {
			await sql.raw(`drop trigger region_withdrawals_refuse_update${on}`).execute(trx);
			await trx.updateTable("region_withdrawals").set({ reason: "Nej" }).execute();
		});
		expect((await verifyRows(db)).problems.join()).toContain("återkallelsen");
	});

	test("is not answered in a closed report, by the command or past it", async () => {
		const opened = await openWorldOn(open);
		const id = await pushItem(regionController(opened), risk);
		const world = await openClosedYear(opened);
		expect(await listOpenReports(world.ctx.db, world.ids.board, 2026)).toEqual([]);
		const carin = await world.as("carin", "2027-02-01T09:00:00.000Z");
		await expect(answerItem(carin, id, world.ids.board, answerIn(world))).rejects.toMatchObject({
			fields: { "": expect.stringContaining("är stängd") },
		});
		const { version: _, ...row } = answerIn(world);
		const past = world.ctx.database.transaction((trx) =>
			trx
				.insertInto("region_answers")
				.values({
					...{ id: "förbi", item_id: id, board_id: world.ids.board, edition: 1, ...row },
					...{ written_at: "2027-02-01T09:00:00.000Z", written_by: world.ids.carin },
				})
				.execute(),
		);
		await expect(past).rejects.toThrow("the period is sealed");
	});
});
