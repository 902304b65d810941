import { describe, expect, test } from "vitest";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { addMeeting } from "../../../src/report/meetings/add-meeting.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { keepRows, meetingOn, prepare } from "../../support/prepared-plan.ts";
import { putRow } from "../../support/put-row.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { DECISION, decide, draftOf, preparedOf, versionIn, wholeRisk } from "../decisions/decision-support.ts";

const status = async (world: World, plan: string) => (await findPlan(world.ctx.db, plan))!.status;
const mattersOf = (world: World, id: string) => listMatters(world.ctx.db, { subjects: { kind: "plan", ids: [id] } });

async function handOver(client: Client, plan: string, meetings: string | string[]): Promise<Response> {
	const version = await versionIn(client, paths.planPreparation(plan));
	return client.post(paths.planPreparation(plan), { meetings, version });
}

const meeting = async (world: World, held_on: string, kind: "board" | "preparing" = "board") =>
	addMeeting(await world.as("carin"), { board_id: world.ids.board, kind, held_on, papers_due_on: held_on });

describe("the handing over", () => {
	test("a whole draft goes to its meetings, and is locked until it is taken back with a reason", async () => {
		const world = await openWorld();
		const ids = await draftOf(world);
		const carin = await clientFor(world, "carin");
		await keepRows(world, ids.plan);
		const board = await meeting(world, "2026-12-08");
		const group = await meeting(world, "2026-11-24", "preparing");
		expect((await handOver(carin, ids.plan, [board, group])).status).toBe(303);
		expect(await status(world, ids.plan)).toBe("preparation");
		expect((await trailOf(world, "plan", ids.plan))[0]).toBe(
			"Carin Åberg lämnade internkontrollplan 2027 till beredning inför arbetsutskott 2026-11-24, nämnd 2026-12-08",
		);
		const html = await (await carin.get(paths.plan(ids.plan))).text();
		expect(html).toContain("Går till nämnd");
		expect(html).toContain("Planen är i beredning och gäller inte.");

		const before = await planContents(world.ctx.db, ids.plan);
		for (const [path, form] of [
			[paths.planRisks(ids.plan), wholeRisk(world, ids.area)],
			[paths.riskEdit(ids.risk), { ...wholeRisk(world, ids.area), version: "1" }],
			[paths.planAreas(ids.plan), { name: "Ny" }],
			[paths.riskMeasures(ids.risk), { title: "Ny", kind: "action" }],
			[paths.planOrderRow(ids.plan, "risk", ids.risk), { act: "drop", reason: "Nej", version: "3" }],
			[paths.planReview(ids.plan), { rows: ids.risk, choice: "keep", version: "3" }],
			[paths.planEdit(ids.plan), { version: "3" }],
			[paths.controlEdit(ids.control), { title: "Ny", version: "1" }],
		] as const)
			expect([path, [403, 422].includes((await carin.post(path, form)).status)]).toEqual([path, true]);
		expect(await planContents(world.ctx.db, ids.plan)).toEqual(before);

		const back = paths.planTakenBack(ids.plan);
		const none = await carin.post(back, { reason: "", version: "3" });
		expect(none.status).toBe(422);
		expect(await status(world, ids.plan)).toBe("preparation");
		expect((await carin.post(back, { reason: "Utskottet vill ha en risk till", version: "3" })).status).toBe(303);
		expect(await status(world, ids.plan)).toBe("draft");
		expect(await mattersOf(world, ids.plan)).toEqual([]);
		expect((await trailOf(world, "plan", ids.plan))[0]).toContain("Skäl: Utskottet vill ha en risk till");
		expect((await carin.post(back, { reason: "En gång till", version: "4" })).status).toBe(403);
		expect((await handOver(carin, ids.plan, board)).status).toBe(303);
		expect((await mattersOf(world, ids.plan)).length).toBe(1);
	});

	test("it goes to a meeting of its own nämnd that is still to be held, and one of them is the nämnd's", async () => {
		const world = await openWorld();
		const { plan } = await draftOf(world);
		await keepRows(world, plan);
		const carin = await clientFor(world, "carin");
		const past = await meeting(world, "2026-11-15");
		const group = await meeting(world, "2026-11-24", "preparing");
		const path = paths.planPreparation(plan);
		const version = await versionIn(carin, path);
		for (const [meetings, said] of [
			[[], "Välj det sammanträde då nämnden ska besluta"],
			[[group], "Välj det sammanträde då nämnden ska besluta"],
			[[past], "som inte har hållits"],
			[["finns-inte"], "som inte har hållits"],
		] as const) {
			const refused = await carin.post(path, { meetings: [...meetings], version });
			expect(refused.status).toBe(422);
			expect(await refused.text()).toContain(said);
		}
		expect(await status(world, plan)).toBe("draft");
		expect(await mattersOf(world, plan)).toEqual([]);
	});

	test("wrong orders are refused with the sentence: decided from a draft, handed over twice, decided before the meeting", async () => {
		const world = await openWorld();
		const { plan } = await draftOf(world);
		const carin = await clientFor(world, "carin");
		const early = await decide(carin, paths.planDecision(plan));
		expect(early.status).toBe(422);
		const html = await early.text();
		expect(html).toContain("Lämna den till beredning först");
		expect(html).toContain('value="26RS77"');
		await keepRows(world, plan);
		expect((await handOver(carin, plan, await meeting(world, "2026-12-08"))).status).toBe(303);
		const again = await carin.post(paths.planPreparation(plan), { meetings: await meetingOn(world), version: "3" });
		expect(again.status).toBe(403);
		const before = await decide(carin, paths.planDecision(plan));
		expect(before.status).toBe(422);
		expect(await before.text()).toContain("Planen går till nämnden 8 december 2026.");
		expect(await status(world, plan)).toBe("preparation");
		const later = await clientFor(world, "carin", "2026-12-09T09:00:00.000Z");
		expect((await decide(later, paths.planDecision(plan), { ...DECISION, decided_on: "2026-12-08" })).status).toBe(303);
		const back = await carin.post(paths.planTakenBack(plan), { reason: "Ångrar", version: "4" });
		expect(back.status).toBe(403);
		expect((await carin.post(paths.planPreparation(plan), { meetings: "x", version: "4" })).status).toBe(403);
	});

	test("nobody without the right hands over or takes back, and nothing is stored", async () => {
		const world = await openWorld();
		const { plan } = await preparedOf(world);
		for (const person of ["maria", "mats", "fia", "rune", "adam"] as PersonKey[]) {
			const client = await clientFor(world, person);
			for (const path of [paths.planPreparation(plan), paths.planTakenBack(plan), paths.planReview(plan)])
				expect([person, path, (await client.post(path, { reason: "x", version: "3" })).status]).toEqual([
					person,
					path,
					403,
				]);
			expect((await client.get(paths.planReview(plan))).status).toBe(200);
		}
		expect(await status(world, plan)).toBe("preparation");
	});
});

describe("rolling forward, row by row", () => {
	const choose = async (client: Client, plan: string, form: Record<string, string | string[]>) =>
		client.post(paths.planReview(plan), { ...form, version: await versionIn(client, paths.planPreparation(plan)) });
	const rowsOf = async (client: Client, plan: string) =>
		(await (await client.get(`${paths.planReview(plan)}.json`)).json()) as Record<string, string | null>[];

	test("every carried row waits for a stand and stops beredning; kept, changed and dropped with its reason", async () => {
		const world = await openWorld();
		const ids = await draftOf(world);
		const carin = await clientFor(world, "carin");
		expect((await rowsOf(carin, ids.plan)).map(({ kind, outcome, state }) => [kind, outcome, state])).toEqual([
			["Risk", "Oförändrad", "Inte genomgången"],
			["Åtgärd", "Oförändrad", "Inte genomgången"],
			["Kontrollmoment", "Oförändrad", "Inte genomgången"],
		]);
		const refused = await handOver(carin, ids.plan, await meetingOn(world));
		expect(refused.status).toBe(422);
		const html = await refused.text();
		expect(html).toContain("3 rader från förra året väntar på ställningstagande");
		expect(html).toContain(`href="${paths.measure(ids.measure)}"`);

		expect((await choose(carin, ids.plan, { rows: [ids.control], choice: "keep" })).status).toBe(303);
		expect((await choose(carin, ids.plan, { rows: [ids.risk], choice: "change" })).status).toBe(303);
		const bare = await choose(carin, ids.plan, { rows: [ids.measure], choice: "drop", reason: "" });
		expect(bare.status).toBe(422);
		expect(await bare.text()).toContain("Skriv varför raderna utgår.");
		expect((await planContents(world.ctx.db, ids.plan)).measures.length).toBe(1);
		expect(
			(await choose(carin, ids.plan, { rows: [ids.measure], choice: "drop", reason: "Rutinen är på plats" })).status,
		).toBe(303);
		expect((await planContents(world.ctx.db, ids.plan)).measures).toEqual([]);
		expect((await trailOf(world, "plan", ids.plan))[0]).toContain("Skäl: Rutinen är på plats");
		// what is to change and says the same as last year still waits
		expect((await rowsOf(carin, ids.plan)).map(({ state, reason }) => [state, reason])).toEqual([
			["Ska ändras, men är som förra året", ""],
			["Genomgången", "Rutinen är på plats"],
			["Genomgången", ""],
		]);
		const half = await handOver(carin, ids.plan, await meetingOn(world));
		expect(half.status).toBe(422);
		expect(await half.text()).toContain("en rad från förra året väntar på ställningstagande");
		await putRow(world, "risks", ids.risk, { effect: "Dyrare inköp" });
		expect((await handOver(carin, ids.plan, await meetingOn(world))).status).toBe(303);
	});

	test("a row of another plan, a struck one, none at all: refused, and a row that was taken back waits again", async () => {
		const world = await openWorld();
		const ids = await draftOf(world);
		const carin = await clientFor(world, "carin");
		await meetingOn(world);
		for (const [form, said] of [
			[{ rows: [world.ids.risk], choice: "keep" }, "kommer inte från förra årets plan"],
			[{ rows: [], choice: "keep" }, "Välj de rader som det gäller."],
		] as const) {
			const refused = await choose(carin, ids.plan, { ...form, rows: [...form.rows] });
			expect(refused.status).toBe(422);
			expect(await refused.text()).toContain(said);
		}
		const gone = { rows: [ids.risk, ids.measure], choice: "drop", reason: "Utgår" };
		expect((await choose(carin, ids.plan, gone)).status).toBe(303);
		expect(await planContents(world.ctx.db, ids.plan)).toMatchObject({ risks: [], measures: [], controls: [] });
		expect((await choose(carin, ids.plan, { rows: [ids.risk], choice: "keep" })).status).toBe(422);
		const path = paths.planOrderRow(ids.plan, "risk", ids.risk);
		const restore = { act: "restore", reason: "Behövs", version: await versionIn(carin, path) };
		expect((await carin.post(path, restore)).status).toBe(303);
		expect((await rowsOf(carin, ids.plan))[0]).toMatchObject({ state: "Inte genomgången" });
		// a stale form is told, and nothing is stored
		const stale = await carin.post(paths.planReview(ids.plan), { rows: ids.risk, choice: "keep", version: "1" });
		expect(stale.status).toBe(409);
	});

	test("twice, to a decided year, from a draft or from a plan in beredning: refused with the sentence", async () => {
		const world = await openWorld();
		const ids = await draftOf(world);
		const carin = await clientFor(world, "carin");
		const carry = async (plan: string) => {
			const answer = await carin.post(paths.planCarried(plan), {});
			return [answer.status, await answer.text()] as const;
		};
		const plans = async () => (await world.ctx.db.selectFrom("plans").select("id").execute()).length;
		const said = async (plan: string, sentence: string) => {
			const before = await plans();
			const [code, html] = await carry(plan);
			expect(code).toBe(422);
			expect(html).toContain(sentence);
			expect(await plans()).toBe(before);
		};
		await said(world.ids.plan, "Det finns redan en plan för nästa år. Internkontrollplan 2027 är utkast.");
		await said(ids.plan, "Internkontrollplan 2027 är inte beslutad.");
		await prepare(world, ids.plan);
		await said(ids.plan, "Internkontrollplan 2027 är inte beslutad.");
		await said(world.ids.plan, "Internkontrollplan 2027 är beredning.");
		expect((await decide(carin, paths.planDecision(ids.plan))).status).toBe(303);
		await said(world.ids.plan, "Internkontrollplan 2027 är beslutad och ändras med ändringsbeslut.");
	});

	test("a plan that came from nowhere has nothing to go through", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const made = await carin.post("/planer/ny", { board_id: world.ids.board, year: "2028" });
		const html = await (await carin.get(`${made.headers.get("location")}/genomgang`)).text();
		expect(html).toContain("så det finns inga rader att gå igenom");
	});
});
