import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findAssessment } from "../../../db/queries/report/assessments.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { findRecommendation } from "../../../db/queries/report/recommendations.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { paths } from "../../../src/paths/paths.ts";
import { readReadiness } from "../../../src/report/readiness/read-readiness.ts";
import { addRecommendation } from "../../../src/report/recommendations/add-recommendation.ts";
import { answerRecommendation } from "../../../src/report/recommendations/answer-recommendation.ts";
import { editRecommendation } from "../../../src/report/recommendations/edit-recommendation.ts";
import { readReport } from "../../../src/report/workbook/report-content.ts";
import { openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const received = (world: World) => ({
	board_id: world.ids.board,
	source: "audit" as const,
	issuer: "Regionens revisorer",
	received_on: "2026-04-22",
	title: "Dokumentera granskningen",
	text: "Nämnden bör säkerställa att granskningen dokumenteras.",
	requirements: ["c" as const],
	owner_id: world.ids.nils,
	due_on: "2026-10-01",
});
const answered = {
	answer: "Granskningen dokumenteras per inköp.",
	decided: "yes",
	carried_out: "yes",
	reported_back: "yes",
	remaining_need: "no",
	status: "closed",
} as const;

async function registered(world: World): Promise<string> {
	return addRecommendation(await world.as("carin"), received(world));
}

const form = (world: World) => ({ ...received(world), requirements: ["c"] });

describe("registering a recommendation", () => {
	test("stores what was received with a number of its own, and says so in the trail", async () => {
		const world = await openWorld();
		const id = await registered(world);
		expect(await findRecommendation(world.ctx.db, id)).toMatchObject({
			number: 1,
			status: "open",
			decided: "not_yet",
			owner: "Nils Holm",
			requirements: '["c"]',
		});
		expect(await trailOf(world, "recommendation", id)).toEqual([
			"Carin Åberg registrerade rekommendation 1 ”Dokumentera granskningen” från revision (Regionens revisorer, 2026-04-22)",
		]);
		expect(await findRecommendation(world.ctx.db, await registered(world))).toMatchObject({ number: 2 });
	});

	test("is the controller's: a chef gets 403, and a date to come or a stranger as responsible (T19) is refused with the form kept", async () => {
		const world = await openWorld();
		const mats = await clientFor(world, "mats");
		expect((await mats.post(paths.recommendations(), form(world))).status).toBe(403);
		const carin = await clientFor(world, "carin");
		const late = await carin.post(paths.recommendations(), { ...form(world), received_on: "2026-12-01" });
		expect(late.status).toBe(422);
		const shown = await late.text();
		expect(shown).toContain("Datumet kan inte ligga i framtiden.");
		expect(shown).toContain("Nämnden bör säkerställa");
		const stranger = await carin.post(paths.recommendations(), { ...form(world), owner_id: world.ids.rune });
		expect(stranger.status).toBe(422);
		expect((await carin.post(paths.recommendations(), { ...form(world), board_id: "annan" })).status).toBe(404);
		const bare = await carin.post(paths.recommendations(), { board_id: world.ids.board });
		expect(bare.status).toBe(422);
	});
});

describe("editing", () => {
	test("tells what changed, and refuses who was not first", async () => {
		const world = await openWorld();
		const id = await registered(world);
		const carin = await world.as("carin");
		const { board_id: _, ...input } = received(world);
		await editRecommendation(carin, id, { ...input, title: "Ny rubrik", version: 1 });
		expect((await trailOf(world, "recommendation", id))[0]).toBe(
			"Carin Åberg ändrade rubrik för rekommendation 1 ”Ny rubrik”",
		);
		const client = await clientFor(world, "carin");
		const stale = await client.post(paths.recommendationEdit(id), { ...form(world), version: "1" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Ny rubrik");
		expect((await (await clientFor(world, "rune")).post(paths.recommendationEdit(id), {})).status).toBe(403);
		expect((await client.get(paths.recommendation("annan"))).status).toBe(404);
	});
});

describe("answering", () => {
	test("is for the one responsible wherever they work, and for nobody else's manager", async () => {
		const world = await openWorld();
		const id = await registered(world);
		const ongoing = { ...answered, carried_out: "not_yet", status: "ongoing", version: "1" };
		expect((await (await clientFor(world, "gunnel")).post(paths.recommendationAnswer(id), ongoing)).status).toBe(403);
		const nils = await clientFor(world, "nils");
		expect(await (await nils.get("/")).text()).toContain("Svara på rekommendation 1");
		expect((await nils.get(paths.recommendationAnswer(id))).status).toBe(200);
		expect((await nils.post(paths.recommendationAnswer(id), ongoing)).status).toBe(303);
		expect((await trailOf(world, "recommendation", id))[0]).toBe(
			"Nils Holm skrev svar, beslutad, återrapporterad, kvarstående behov, status för rekommendation 1 ”Dokumentera granskningen”, som är pågår",
		);
	});

	test("closing is the controller's, and asks that every question is answered and nothing remains", async () => {
		const world = await openWorld();
		const id = await registered(world);
		const nils = await clientFor(world, "nils");
		const own = await nils.post(paths.recommendationAnswer(id), { ...answered, version: "1" });
		expect(own.status).toBe(422);
		expect(await own.text()).toContain("Controllern avslutar rekommendationen.");
		const carin = await clientFor(world, "carin");
		for (const lacking of [{ answer: "" }, { decided: "not_yet" }, { remaining_need: "yes" }]) {
			const refused = await carin.post(paths.recommendationAnswer(id), { ...answered, ...lacking, version: "1" });
			expect(refused.status).toBe(422);
		}
		await answerRecommendation(await world.as("carin"), id, { ...answered, version: 1 });
		expect(await findRecommendation(world.ctx.db, id)).toMatchObject({ status: "closed", closed_on: "2026-11-16" });
		const stale = await carin.post(paths.recommendationAnswer(id), { ...answered, status: "ongoing", version: "1" });
		expect(stale.status).toBe(409);
	});
});

test("the list is the same as page, .json, .csv and .xlsx, with the same filter (T23)", async () => {
	const world = await openWorld();
	await registered(world);
	const rune = await clientFor(world, "rune");
	const path = paths.recommendations();
	expect(await (await rune.get(path)).text()).toContain("Dokumentera granskningen");
	expect(await (await rune.get(`${path}.json`)).json()).toMatchObject([
		{ number: 1, source: "Revision", decided: "Ej ännu", status: "Öppen" },
	]);
	expect(await (await rune.get(`${path}.csv?krav=c`)).text()).toContain("Regionens revisorer");
	expect(await (await rune.get(`${path}.json?krav=d`)).json()).toEqual([]);
	expect(await (await rune.get(`${path}.json?status=closed`)).json()).toEqual([]);
	const book = await readWorkbook(await (await rune.get(`${path}.xlsx`)).arrayBuffer());
	expect(objectsOf(book, "Rekommendationer")[0]).toMatchObject({ Rubrik: "Dokumentera granskningen" });
});

describe("in a report", () => {
	test("it stands in every year's report until it is closed, and not in those before it came", async () => {
		const world = await openWorld();
		const { board_id: _, ...input } = received(world);
		const id = await addRecommendation(await world.as("carin"), {
			...input,
			board_id: world.ids.board,
			received_on: "2024-05-01",
		});
		const period = (await findPeriod(world.ctx.db, world.ids.period))!;
		const numbersIn = async (first_day: string, cut_off: string) =>
			(await readReport(world.ctx.db, { ...period, first_day, cut_off }, "2026-11-16")).recommendations.map(
				(one) => one.number,
			);
		expect(await numbersIn("2026-01-01", "2026-12-31")).toEqual([1]);
		await answerRecommendation(await world.as("carin"), id, { ...answered, version: 1 });
		expect(await numbersIn("2026-01-01", "2026-12-31")).toEqual([1]);
		expect(await numbersIn("2027-01-01", "2027-12-31")).toEqual([]);
		expect(await numbersIn("2023-01-01", "2023-12-31")).toEqual([]);
	});

	test("it stands among the grounds of its krav, and one past its day lowers the suggestion; the readiness page names it", async () => {
		const world = await openWorld();
		const id = await registered(world);
		const { db } = world.ctx;
		const assessment = await startAssessment(await world.as("carin"), world.ids.period, {
			level: "administration",
			unit_id: null,
		});
		const groundsOf = async (krav: string) =>
			(await suggest(db, (await findAssessment(db, assessment))!, "2027-01-20"))
				.find((one) => one.requirement === krav)!
				.grounds.filter((ground) => ground.label === "Rekommendationer");
		expect(await groundsOf("c")).toEqual([
			{
				label: "Rekommendationer",
				value: "1, varav ej avslutade 1, utan svar 1, efter utsatt dag 1",
				effect: "needs_improvement",
				href: paths.reportRecommendations(world.ids.period, "c"),
				rows: 1,
			},
		]);
		expect(await groundsOf("d")).toEqual([]);
		const period = (await findPeriod(db, world.ids.period))!;
		const matters = async () =>
			(await readReadiness(db, period, "2026-11-16")).people
				.flatMap((person) => person.matters)
				.filter((matter) => matter.kind.startsWith("recommendation"));
		expect(await matters()).toMatchObject([
			{ kind: "recommendation_unanswered", n: 1, href: paths.recommendation(id) },
			{ kind: "recommendation_overdue", n: 1 },
		]);
		await answerRecommendation(await world.as("carin"), id, { ...answered, version: 1 });
		expect(await matters()).toEqual([]);
		expect((await groundsOf("c"))[0]).toMatchObject({ value: "1, varav ej avslutade 0", effect: null });
	});

	test("a closed report keeps what was received and how it stood: the answer goes on, the received words do not change (T36)", async () => {
		const opened = await openWorld();
		const id = await registered(opened);
		const world = await openClosedYear(opened);
		const later = "2027-02-01T09:00:00.000Z";
		const carin = await world.as("carin", later);
		await answerRecommendation(carin, id, { ...answered, version: 1 });
		const period = (await findPeriod(world.ctx.db, world.ids.period))!;
		expect((await readReport(world.ctx.db, period, "2027-01-20")).recommendations).toMatchObject([
			{ status: "open", answer: "" },
		]);
		const client = await clientFor(world, "carin", later);
		const book = await readWorkbook(
			await (await client.post(paths.reportWorkbook(world.ids.period), {})).arrayBuffer(),
		);
		expect(objectsOf(book, "Rekommendationer")).toMatchObject([
			{ Status: "Öppen", Rubrik: "Dokumentera granskningen" },
		]);
		const refused = await client.post(paths.recommendationEdit(id), { ...form(world), text: "Annat", version: "2" });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("Rekommendationen ingår i en stängd rapport.");
		for (const statement of ["update recommendations set text = 'x'", "delete from recommendations"]) {
			const attempt = world.ctx.database.transaction((trx) => sql.raw(statement).execute(trx));
			await expect(attempt).rejects.toThrow("is not allowed here");
		}
		expect((await client.post(paths.recommendationEdit(id), { ...form(world), due_on: "", version: "2" })).status).toBe(
			303,
		);
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
	});
});
