import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listMadeDraws } from "../../db/queries/proof/trail-draws.ts";
import { countPeriods, findPeriod } from "../../db/queries/report/periods.ts";
import { countTrail, listTrail } from "../../db/queries/proof/trail.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { exportReport } from "../../src/report/workbook/export-report.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { objectsOf, readWorkbook } from "../support/read-workbook.ts";
import { openReportedWorld } from "../support/reported-world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("the workbook has the same rows on both dialects", async () => {
		const world = await openReportedWorld("Förband", await openWorldOn(open));
		const carin = await world.as("carin");
		const { temp } = await exportReport(carin, (await findPeriod(carin.db, world.ids.period))!);
		const content = await readWorkbook(readFileSync(temp.path));
		await carin.files.discard(temp);
		expect(objectsOf(content, "Kontroller per månad")).toMatchObject([
			{
				Månad: new Date("2026-10-01T00:00:00.000Z"),
				Planerade: 2,
				Utförda: 0,
				Sena: 0,
				"Inköp i populationen": 40,
				"Populationens summa (kr)": 40_000,
			},
		]);
		expect(objectsOf(content, "Stickprov").map((row) => [row.Enhet, row.Nummer])).toEqual([
			["Vårdcentralen Alfa", 1],
			["Vårdcentralen Alfa", 2],
			["Vårdcentralen Alfa", 3],
			["Vårdcentralen Alfa", 4],
			["Vårdcentralen Alfa", 5],
			["Vårdcentralen Beta", 1],
			["Vårdcentralen Beta", 2],
		]);
		expect(objectsOf(content, "Avvikelser").map((row) => row.Nummer)).toEqual([2, 1, 3, 6]);
		expect(objectsOf(content, "Underlag")).toMatchObject([{ Utgåva: "1", "Hör till": "Draget inköp" }]);
		expect(objectsOf(content, "Plan")).toHaveLength(1);
	});

	test("a snapshot stays as it was while others write", async () => {
		const world = await openReportedWorld("Förband", await openWorldOn(open));
		const carin = await world.as("carin");
		const all = { reach: "all", reader_id: null } as const;
		const [before, during] = await carin.database.snapshot(async (db) => {
			const first = await countTrail(db, all);
			await signIn(carin, "test");
			return [first, await countTrail(db, all)];
		});
		expect(during).toBe(before);
		expect(await countTrail(carin.db, all)).toBe(before! + 1);
	});

	test("the log is filtered and paged", async () => {
		const world = await openReportedWorld("Förband", await openWorldOn(open));
		const { db } = world.ctx;
		const all = { reach: "all", reader_id: null } as const;
		expect(await countTrail(db, { ...all, person: "SYSTEMET" })).toBe(await countTrail(db, all));
		expect(await countTrail(db, { reach: { own: [], branch: [world.ids.nara] }, reader_id: world.ids.nils })).toBe(0);
		const [newest] = await listTrail(
			db,
			{ ...all, types: ["system.started"], from: "2000", before: "2100" },
			{ limit: 1 },
		);
		const [next] = await listTrail(db, all, { beforeSeq: newest!.seq, limit: 1 });
		expect(next!.seq).toBe(newest!.seq - 1);
	});

	test("periods and draws are read", async () => {
		const world = await openReportedWorld("Förband", await openWorldOn(open));
		expect(await countPeriods(world.ctx.db, "all")).toBe(1);
		expect(await listMadeDraws(world.ctx.db)).toHaveLength(2);
		expect((await verifyDraws(world.ctx.db)).draws).toBe(2);
	});
});
