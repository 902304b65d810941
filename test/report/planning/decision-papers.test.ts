import { expect, test } from "vitest";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { preparePlan } from "../../../src/register/preparation/prepare-plan.ts";
import { addMeeting } from "../../../src/report/meetings/add-meeting.ts";
import { listDecisionPapers } from "../../../db/queries/report/planning.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { trailOf } from "../../support/trail-of.ts";
import { keepRows, prepare } from "../../support/prepared-plan.ts";
import { openWorld } from "../../support/world.ts";
import { decide, draftOf, versionIn, wholeRisk } from "../../register/decisions/decision-support.ts";

const FIELDS = ["service", "officer", "meeting_on", "registry_no"];
const HEADINGS = ["proposal", "summary", "preparation", "perspectives", "economy", "follow_up", "documents", "sent_to"];

const plain = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

/** What stands in the form, as the browser would send it. */
async function formAt(client: Client, path: string): Promise<Record<string, string>> {
	const html = await (await client.get(path)).text();
	const texts = HEADINGS.map((name) => [
		name,
		plain(new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(html)![1]!).trim(),
	]);
	const lines = FIELDS.map((name) => {
		const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)![0];
		return [name, plain(/value="([^"]*)"/.exec(input)?.[1] ?? "")];
	});
	const version = /name="version" value="(\d+)"/.exec(html)![1]!;
	return Object.fromEntries([...lines, ...texts, ["version", version]]);
}

async function wordText(answer: Response): Promise<string> {
	expect(answer.status).toBe(200);
	const bytes = Buffer.from(await answer.arrayBuffer());
	return (await ZipPackage.read(bytes, { parts: 100, bytes: 50_000_000 })).text("word/document.xml");
}

test("a plan's paper is proposed from the register, saved as editions and taken out as Word and PDF", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const path = `/foredragningspm/plan/${plan}`;
	const proposed = await formAt(carin, path);
	expect(proposed).toMatchObject({
		proposal: "att fastställa internkontrollplan 2027",
		version: "0",
		officer: "Carin Åberg",
		documents: "FöredragningsPM\nInternkontrollplan 2027",
	});
	expect(proposed.summary).toBe(
		"Internkontrollplan 2027 omfattar 1 verksamhet och 1 risk. Riskerna hanteras med 1 åtgärd och följs med 1 kontrollmoment. Jämfört med internkontrollplan 2026: 4 rader är oförändrade, inga är ändrade, inga är nya och inga utgår.",
	);
	expect((await carin.get(`${path}/dokument.docx`)).status).toBe(404);
	const texts = { ...proposed, meeting_on: "2026-12-10", registry_no: "26RS900", preparation: "Nämnden 3 november" };
	expect((await carin.post(path, texts)).status).toBe(303);
	const again = { ...(await formAt(carin, path)), economy: "Ryms inom ramen." };
	expect(again).toMatchObject({ version: "1", meeting_on: "2026-12-10", preparation: "Nämnden 3 november" });
	expect((await carin.post(path, again)).status).toBe(303);
	const editions = await listDecisionPapers(world.ctx.db, { kind: "plan", subject_id: plan, round: 0 });
	expect(editions.map(({ edition, economy }) => [edition, economy])).toEqual([
		[2, "Ryms inom ramen."],
		[1, "Beslutet har inga ekonomiska konsekvenser i sig."],
	]);
	expect((await trailOf(world, "decision_paper", plan))[0]).toBe(
		"Carin Åberg skrev FöredragningsPM (Internkontrollplan) till Internkontrollplan 2027, utgåva 2: ekonomiska konsekvenser",
	);
	const word = await wordText(await carin.get(`${path}/dokument.docx`));
	const order = [
		"FöredragningsPM till",
		"26RS900",
		"Förslag till beslut",
		"Sammanfattning",
		"Beredning",
		"Konsekvenser för miljö-",
	];
	const places = [
		...order,
		"Ryms inom ramen.",
		"Uppföljning",
		"Beslutsunderlag",
		"Skickas till",
		"Täckning av riskområden",
	].map((one) => word.indexOf(one));
	expect(places).toEqual([...places].sort((a, b) => a - b));
	expect(places[0]).toBeGreaterThan(0);
	expect(word).toContain("Inte övervägd");
	const pdf = await carin.get(`${path}/dokument.pdf`);
	expect([
		pdf.status,
		Buffer.from(await pdf.arrayBuffer())
			.subarray(0, 5)
			.toString(),
	]).toEqual([200, "%PDF-"]);
});

test("the day of the meeting, and where the plan is prepared before it, are proposed from the calendar", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await world.as("carin");
	const of = { board_id: world.ids.board, papers_due_on: "2026-11-16" };
	const preparing = await addMeeting(carin, { ...of, kind: "preparing", held_on: "2026-11-24" });
	const deciding = await addMeeting(carin, { ...of, kind: "board", held_on: "2026-12-08" });
	await keepRows(world, plan);
	const { version } = (await findPlan(world.ctx.db, plan))!;
	await preparePlan(carin, plan, { meetings: [preparing, deciding], version });
	const proposed = await formAt(await clientFor(world, "carin"), `/foredragningspm/plan/${plan}`);
	expect(proposed).toMatchObject({ meeting_on: "2026-12-08", preparation: "Arbetsutskott 24 november 2026" });
});

test("what is saved unchanged is no new edition; a saving over somebody else's is refused with both texts", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const path = `/foredragningspm/plan/${plan}`;
	const form = await formAt(carin, path);
	expect((await carin.post(path, form)).status).toBe(303);
	const late = await carin.post(path, { ...form, summary: "En annan text" });
	expect(late.status).toBe(409);
	expect(await late.text()).toContain("En annan text");
	expect((await carin.post(path, await formAt(carin, path))).status).toBe(303);
	expect(await listDecisionPapers(world.ctx.db, { kind: "plan", subject_id: plan, round: 0 })).toHaveLength(1);
});

test("bad input and wrong people change nothing, and what was typed stays", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const path = `/foredragningspm/plan/${plan}`;
	const form = await formAt(carin, path);
	for (const bad of [{ proposal: "" }, { meeting_on: "2026-02-30" }, { summary: "\u202edold" }]) {
		const refused = await carin.post(path, { ...form, ...bad, economy: "Skrivet av mig" });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("Skrivet av mig");
	}
	const mats = await clientFor(world, "mats");
	expect((await mats.get(path)).status).toBe(403);
	expect((await mats.post(path, form)).status).toBe(403);
	const fia = await clientFor(world, "fia");
	expect((await fia.get(path)).status).toBe(200);
	expect((await fia.post(path, form)).status).toBe(403);
	for (const odd of [
		"/foredragningspm/plan/finns-inte",
		"/foredragningspm/annat/x",
		`/foredragningspm/rapport/${plan}`,
	])
		expect((await carin.get(odd)).status).toBe(404);
	expect((await carin.get(`/foredragningspm/andringsbeslut/${plan}`)).status).toBe(404);
	expect(await listDecisionPapers(world.ctx.db, { kind: "plan", subject_id: plan, round: 0 })).toEqual([]);
});

test("an ändringsbeslut names what is changed, and next year's paper stands beside last year's", async () => {
	const world = await openWorld();
	const { plan, area, risk } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const first = { ...(await formAt(carin, `/foredragningspm/plan/${plan}`)), economy: "Så skrev vi då." };
	expect((await carin.post(`/foredragningspm/plan/${plan}`, first)).status).toBe(303);
	await prepare(world, plan);
	expect((await decide(carin, `/planer/${plan}/beslut`)).status).toBe(303);
	const edit = `/risker/${risk}/andring`;
	const changed = { ...wholeRisk(world, area), title: "Köp utan avtal" };
	expect((await carin.post(edit, { ...changed, version: await versionIn(carin, edit) })).status).toBe(303);
	const amendment = await formAt(carin, `/foredragningspm/andringsbeslut/${plan}`);
	expect(amendment.proposal).toBe("att ändra internkontrollplan 2027 enligt bilagan (ändringsbeslut 1)");
	expect(amendment.summary).toContain("är 1 rad i internkontrollplan 2027 ändrad: Köp utan avtal.");
	const next = await carin.post(`/planer/${plan}/nasta-ar`, {});
	const page = await carin.get(`/foredragningspm/plan/${next.headers.get("location")!.split("/").at(-1)}`);
	// and the paper of a decided plan still compares with the year before, not with itself
	expect((await formAt(carin, `/foredragningspm/plan/${plan}`)).version).toBe("1");
	expect(await page.text()).toMatch(/Så stod det 2027[\s\S]*Så skrev vi då\./);
});

test("a report's paper and the bedömning's say the report's own figures", async () => {
	const world = await openReportedWorld();
	const carin = await clientFor(world, "carin");
	const period = (await world.ctx.db.selectFrom("reporting_periods").selectAll().execute())[0]!;
	const report = await formAt(carin, `/foredragningspm/rapport/${period.id}`);
	expect(report.proposal).toContain(`att godkänna ${period.name}`);
	const rows = (await (await carin.get(`/rapporter/${period.id}.json`)).json()) as { label: string; value: unknown }[];
	expect(rows.length).toBeGreaterThan(0);
	expect(report.summary).toMatch(/^I perioden är \d+ av \d+ kontroll/);
	const assessment = await formAt(carin, `/foredragningspm/isk-bedomning/${period.id}`);
	expect(assessment.summary).toContain("6 kap. 6 § kommunallagen");
});
