import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { approved, MONTHS } from "./support.ts";

const JANUARY = "2027-01-15T09:00:00.000Z";
const plain = (text: string) => text.replaceAll("\u00a0", " ");

/** The verdicts of the year as the page's own rows say them. */
async function verdicts(world: World, at = JANUARY): Promise<string[]> {
	const carin = await clientFor(world, "carin", at);
	const rows = (await (await carin.get("/utvardering.json?period=2026")).json()) as { verdict: string }[];
	return rows.map((row) => row.verdict);
}

/** The form of a decision in December that is easier on every point. */
function easier(from: string) {
	const rates = Object.fromEntries(Array.from({ length: 12 }, (_, q) => [`andel_${q + 1}`, "50"]));
	return {
		...{ sakerhet: "900", niva: "control", vantade: "3", manader: "1", tva_steg: "", ...rates },
		...{ valid_from: from, reason: "Lättare" },
	};
}

test("raise the tolerable share in December: the year is judged by what was frozen with it", async () => {
	// one year with the easier decision, one without
	const [tempted, honest] = [await openWorld(), await openWorld()];
	for (const world of [tempted, honest])
		for (const period_key of MONTHS.slice(0, 11)) await approved(world, { population: 50, n: 3, period_key });
	const carin = await clientFor(tempted, "carin", "2026-12-01T09:00:00.000Z");
	const path = paths.samplePlanDecisions(tempted.ids.control);
	expect((await carin.post(path, easier("2026-12-01"))).status).toBe(303);
	expect(await verdicts(tempted)).toEqual(await verdicts(honest));
	for (const world of [tempted, honest]) await approved(world, { population: 50, n: 3, period_key: "2026-12" });
	const year = await verdicts(tempted);
	expect(year, "nor with a month that was frozen by the easier plan").toEqual(await verdicts(honest));
	expect(year, "by the easier plan every question would have got Stöd").toContain("Otillräckligt underlag");
	const page = plain(await (await (await clientFor(tempted, "carin", JANUARY)).get("/utvardering?period=2026")).text());
	expect(page).toContain("95 procents säkerhet");
	expect(page).not.toContain("90 procents säkerhet");
	const log = await tempted.ctx.db.selectFrom("events").select("data").where("type", "like", "sample_plan.%").execute();
	expect(log.map((event) => event.data).join()).toContain("Lättare");
});

test("leave a month out, by not reading it in or by calling it not done: no Stöd for the year, and the page says which", async () => {
	const world = await openWorld();
	for (const period_key of MONTHS.filter((key) => key !== "2026-10"))
		await approved(world, { population: 50, n: 6, period_key });
	expect(await verdicts(world)).not.toContain("Stöd");
	const carin = await clientFor(world, "carin", JANUARY);
	const page = plain(await (await carin.get("/utvardering?period=2026")).text());
	expect(page).toContain("oktober 2026 saknas: inget omdöme");
	const october = await openDrawnRun(world, { population: 50, n: 6, period_key: "2026-10" });
	const reason = "Systemet låg nere";
	expect((await carin.post(paths.runNotDone(october.runId), { version: "1", reason })).status).toBe(303);
	expect(await verdicts(world)).not.toContain("Stöd");
	expect(await (await carin.get(paths.run(october.runId))).text()).toContain(reason);
	const report = (await (await carin.get(`${paths.reportPeriod(world.ids.period)}.json`)).json()) as {
		label: string;
		value: unknown;
	}[];
	expect(report).toContainEqual(expect.objectContaining({ label: "Ej genomförda, med skäl", value: 1 }));
});

test("end a unit's part before its purchases are frozen: the page, its files and the report say until when it took part", async () => {
	const world = await openWorld();
	for (const period_key of MONTHS.slice(0, 9)) await approved(world, { population: 50, n: 6, period_key });
	const carin = await clientFor(world, "carin", "2026-10-01T09:00:00.000Z");
	const part = await world.ctx.db
		.selectFrom("control_units")
		.selectAll()
		.where("control_id", "=", world.ids.control)
		.executeTakeFirstOrThrow();
	const { performer_id, reviewer_id, version } = part;
	const ends = { performer_id: performer_id!, reviewer_id: reviewer_id ?? "", valid_to: "2026-09-30" };
	expect((await carin.post(paths.controlUnit(part.id), { ...ends, version: String(version) })).status).toBe(303);
	const auditor = await clientFor(world, "carin", JANUARY);
	const said = "ingick till och med 30 september 2026";
	const page = plain(await (await auditor.get("/utvardering?period=2026")).text());
	expect(page).toContain(said);
	expect(page, "shown at once").toMatch(/<details[^>]* open[^>]*><summary>Vad slutsatserna inte omfattar/);
	const rows = (await (await auditor.get("/utvardering.json?period=2026")).json()) as { ended: string }[];
	expect(plain(rows[0]!.ended)).toContain(said);
	const report = (await (await auditor.get(`${paths.reportPeriod(world.ids.period)}.json`)).json()) as {
		label: string;
	}[];
	expect(report.map(({ label }) => label)).toContain("Enhet som slutat ingå i en kontroll");
});
