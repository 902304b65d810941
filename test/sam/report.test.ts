import { expect, test } from "vitest";
import { startAssessment } from "../../src/report/assessments/start-assessment.ts";
import { paths } from "../../src/paths/paths.ts";
import { reconcileReview } from "../../src/sam/reconcile-review.ts";
import { clientFor } from "../support/browser-client.ts";
import { objectsOf, readWorkbook } from "../support/read-workbook.ts";
import { openSamWorld, RECONCILED, reviewOf, signEverything } from "./round.ts";

const JANUARY = "2027-01-20T09:00:00.000Z";

test("the report's sheet SAM says what the overview and the assessment's grounds say on screen", async () => {
	const world = await openSamWorld();
	const { as, ctx, ids, reviews } = world;
	await ctx.database.transaction((trx) =>
		trx.updateTable("sam_reviews").set({ manager_id: ids.fia }).where("id", "=", reviews.psyk).execute(),
	);
	await signEverything(await as("mats"), reviews.alfa);
	await signEverything(await as("boris"), reviews.beta);
	const { version } = await reviewOf(ctx, reviews.alfa);
	await reconcileReview(await as("nils"), reviews.alfa, { ...RECONCILED, version });
	const carin = await clientFor(world, "carin", JANUARY);
	const book = await readWorkbook(await (await carin.post(paths.reportWorkbook(ids.period), {})).arrayBuffer());
	const sheet = objectsOf(book, "SAM");
	expect(sheet.map((row) => [row.Klara, row["Av totalt"], row.Återstår])).toEqual([
		[2, 5, 3],
		[1, 5, 4],
	]);
	const rows = (await (await carin.get(`${paths.samOverview(world.round)}.json`)).json()) as Record<string, unknown>[];
	const whole = rows.find((row) => row.unit === "Hälso- och sjukvårdsförvaltningen")!;
	expect([whole.signed, whole.reconciled, whole.units]).toEqual([2, 1, 5]);
	const id = await startAssessment(await as("carin", JANUARY), ids.period, { level: "administration", unit_id: null });
	const page = await (await carin.get(paths.assessment(id))).text();
	for (const row of sheet) {
		expect(page).toContain(String(row["Åtgärd i planen"]));
		expect(page).toContain(`${row.Klara} av ${row["Av totalt"]}`);
	}
});
