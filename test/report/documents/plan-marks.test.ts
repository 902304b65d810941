import { expect, test } from "vitest";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { decide } from "../../register/decisions/decision-support.ts";

async function bytesOf(response: Response): Promise<Buffer> {
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

test("a change after the decision is marked on the plan's paper and in the report's workbook, until it is taken in", async () => {
	const world = await openReportedWorld();
	const { ids } = world;
	const carin = await clientFor(world, "carin");
	const paper = async () =>
		(
			await ZipPackage.read(await bytesOf(await carin.get(paths.planPaper(ids.plan, "docx"))), {
				parts: 100,
				bytes: 50_000_000,
			})
		).text("word/document.xml");
	const book = async () => readWorkbook(await bytesOf(await carin.post(paths.reportWorkbook(ids.period), {})));
	const marksIn = (content: Awaited<ReturnType<typeof book>>) =>
		objectsOf(content, "Plan").map((row) => row["Efter beslut"]);
	expect(await paper()).not.toContain("efter beslut");
	expect(marksIn(await book())).toEqual([null]);

	const { version } = await world.ctx.db.selectFrom("measures").select("version").executeTakeFirstOrThrow();
	const edit = { title: "Stickprov varannan månad", kind: "spot_check", owner_id: ids.nils, version: String(version) };
	expect((await carin.post(paths.measureEdit(ids.measure), edit)).status).toBe(303);
	const remark = "1 rad är ändrad efter beslut och inte tagen i ett ändringsbeslut.";
	for (const said of ["Stickprov varannan månad (ändrad efter beslut)", remark]) expect(await paper()).toContain(said);
	const changed = await book();
	expect(marksIn(changed)).toEqual(["ändrad efter beslut"]);
	expect(objectsOf(changed, "Sammanfattning").flatMap(Object.values)).toContain(remark);

	const taken = await decide(carin, paths.planAmendment(ids.plan), { decision_paragraph: "15" });
	expect(taken.status).toBe(303);
	expect(await paper()).toContain("Ändringsbeslut 1");
	expect(await paper()).not.toContain("efter beslut");
	expect(marksIn(await book())).toEqual([null]);
});
