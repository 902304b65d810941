import { expect, test } from "vitest";
import { findLiveSignature, listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { ZipPackage } from "../../src/ground/tables/zip-package.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { answerEverything, openSamWorld, RECONCILED, reviewOf, saying, signEverything } from "./round.ts";

const FORM = { formular: "formular-1" };
const question = (n: number, answer: string, more: Record<string, string> = {}) => ({
	[`svar-${n}`]: answer,
	[`kommentar-${n}`]: "",
	[`sedd-${n}`]: "0",
	...more,
});

test("the manager's page holds the 16 questions, and says at each free text what must not be written", async () => {
	const world = await openSamWorld();
	const text = await (await (await clientFor(world, "mats")).get(paths.samReview(world.reviews.alfa))).text();
	expect(text.match(/id="fraga-\d+"/g)).toHaveLength(16);
	expect(text).toContain("Skriv inga uppgifter om patienter");
	expect(text.match(/<textarea/g)!.length).toBeLessThanOrEqual(text.match(/sjuka eller skadade/g)!.length);
});

test("htmx saves one question and answers with how far the form has come, whatever else the page held", async () => {
	const world = await openSamWorld();
	const mats = await clientFor(world, "mats");
	const form = { ...FORM, fraga: "3", ...question(3, "yes"), ...question(4, "no") };
	const response = await mats.post(paths.samAnswers(world.reviews.alfa), form, { htmx: true });
	const text = await response.text();
	expect(response.status).toBe(200);
	expect(text).toContain('id="besked-3"');
	expect(text).toContain("1 av 16");
	expect(text, "the way to the first without an answer").toContain('href="#fraga-1"');
	expect(await listSamAnswers(world.ctx.db, world.reviews.alfa)).toMatchObject([{ position: 3, answer: "yes" }]);
});

test("another window saved first: 409 under the question, with what holds now, and the next save goes through", async () => {
	const world = await openSamWorld();
	const mats = await clientFor(world, "mats");
	const send = (formular: string, answer: string, seen: string) =>
		mats.post(
			paths.samAnswers(world.reviews.alfa),
			{ formular, fraga: "3", ...question(3, answer), "sedd-3": seen },
			{ htmx: true },
		);
	await send("A", "yes", "0");
	const refused = await send("B", "no", "0");
	expect(refused.status).toBe(409);
	const text = await refused.text();
	expect(text).toContain("Nu gäller: Ja");
	expect(text).toMatch(/id="sedd-3"[^>]*value="1"[^>]*hx-swap-oob/);
	expect((await send("B", "no", "1")).status).toBe(200);
});

test("without JavaScript the whole form is saved at once, 303; a refused one comes back with everything typed", async () => {
	const world = await openSamWorld();
	const mats = await clientFor(world, "mats");
	const url = paths.samAnswers(world.reviews.alfa);
	const saved = await mats.post(url, { ...FORM, ...question(1, "yes"), ...question(2, "partly") });
	expect([saved.status, saved.headers.get("location")]).toEqual([303, paths.samReview(world.reviews.alfa)]);
	const refused = await mats.post(url, {
		...FORM,
		...question(3, "", { "kommentar-3": "Skrivet <b>men</b> inte valt" }),
		...question(4, "yes"),
	});
	expect(refused.status).toBe(422);
	const text = await refused.text();
	expect(text).toContain("Välj ett svar, så sparas också det du skrev.");
	expect(text).toContain("Skrivet &lt;b&gt;men&lt;/b&gt; inte valt"); // T01
	expect(text).toMatch(/name="svar-4" value="yes" checked/);
});

test("signing saves what was typed first: refused for what is missing, nothing typed is lost", async () => {
	const world = await openSamWorld();
	const mats = await clientFor(world, "mats");
	const refused = await mats.post(paths.samSignature(world.reviews.alfa), { ...FORM, ...question(1, "yes") });
	expect(refused.status).toBe(422);
	const again422 = await refused.text();
	expect(again422).toContain("Besvara fråga 2.");
	expect(again422).toContain('name="formular" value="formular-1"');
	expect(await listSamAnswers(world.ctx.db, world.reviews.alfa)).toHaveLength(1);
	// the refused page goes on as the same form: what it has itself saved is no conflict
	const changed = await mats.post(paths.samSignature(world.reviews.alfa), { ...FORM, ...question(1, "no") });
	expect(changed.status).toBe(422);
	await answerEverything(await world.as("mats"), world.reviews.alfa);
	expect((await mats.post(paths.samSignature(world.reviews.alfa), FORM)).status).toBe(303);
	expect(await findLiveSignature(world.ctx.db, world.reviews.alfa)).toBeDefined();
	const again = await mats.post(paths.samSignature(world.reviews.alfa), FORM);
	expect([again.status, (await again.text()).includes("redan signerad av Mats Berg")]).toEqual([422, true]);
});

test("the superior's and the skyddsombud's pages give them their own form, and nobody else's", async () => {
	const world = await openSamWorld();
	await signEverything(await world.as("mats"), world.reviews.alfa);
	const page = async (person: Parameters<typeof clientFor>[1]) => {
		const response = await (await clientFor(world, person)).get(paths.samReview(world.reviews.alfa));
		const text = response.status === 200 ? await response.text() : "";
		return [
			response.status,
			text.includes("Spara avstämningen"),
			text.includes("Lämna besked"),
			text.includes("Spara och signera"),
		];
	};
	expect(await page("nils")).toEqual([200, true, false, false]);
	expect(await page("siv")).toEqual([200, false, true, false]);
	expect(await page("mats")).toEqual([200, false, false, false]);
	expect((await page("boris"))[0]).toBe(404);
	expect((await page("carin"))[0]).toBe(403);
});

test("a whole matter over plain forms: avstämning with a return, its receipt and replacement", async () => {
	const world = await openSamWorld();
	await signEverything(await world.as("mats"), world.reviews.alfa);
	const nils = await clientFor(world, "nils");
	const { version } = await reviewOf(world.ctx, world.reviews.alfa);
	const { from_on: _none, ...plain } = RECONCILED;
	const form = { ...plain, version: String(version), outcome: "returned", from_on: "" };
	const refused = await nils.post(paths.samReconciliation(world.reviews.alfa), form);
	expect([refused.status, (await refused.text()).includes("Skriv vilka uppgifter som returneras.")]).toEqual([
		422,
		true,
	]);
	const filled = { ...form, what: "Allt", why: "Tid saknas", from_on: "2026-12-01" };
	expect((await nils.post(paths.samReconciliation(world.reviews.alfa), filled)).status).toBe(303);
	const { id } = await world.ctx.db.selectFrom("sam_returns").select("id").executeTakeFirstOrThrow();
	for (const person of ["mats", "nils"] as const)
		expect((await (await clientFor(world, person)).get(paths.samReturn(id))).status).toBe(200);
	for (const person of ["siv", "boris", "gunnel"] as const)
		expect((await (await clientFor(world, person)).get(paths.samReturn(id))).status).toBe(404);
	const named = { replacement_id: world.ids.nils, replaced_from: "2026-12-01", version: "1" };
	expect((await nils.post(paths.samReturnReplacement(id), named)).status).toBe(303);
});

async function wordText(answer: Response): Promise<string> {
	const parts = await ZipPackage.read(Buffer.from(await answer.arrayBuffer()), { parts: 100, bytes: 50_000_000 });
	return parts.text("word/document.xml");
}

test("T23 above the line chain a small group shows nothing: not on the page, nor in any file, nor by asking for its unit", async () => {
	const world = await openSamWorld();
	await signEverything(await world.as("mats"), world.reviews.alfa, [
		saying(3, "no", { comment: "Hemligt", what: "Hemlig åtgärd", who: "X", due_on: "2027-01-01" }),
	]);
	const carin = await clientFor(world, "carin");
	for (const unit of [null, world.ids.nara, world.ids.alfa]) {
		const url = paths.samOverview(world.round, unit);
		const [path, query = ""] = url.split("?");
		const rows = (await (await carin.get(`${path}.json?${query}`)).json()) as Record<string, unknown>[];
		expect(rows.every((row) => row.signed === null && row.units === null)).toBe(true);
		const questions = await carin.get(`${paths.samOverviewQuestions(world.round)}.json?${query}`);
		expect(((await questions.json()) as { no: unknown }[]).every((row) => row.no === null)).toBe(true);
		const text = await (await carin.get(url)).text();
		expect(text).toContain("Visas inte");
		expect(text).not.toMatch(/Hemlig|uppfoljningar\//);
		const paper = await wordText(
			await carin.get(paths.samPaper(world.round, unit ?? world.ids.administration, "docx")),
		);
		expect(paper).toContain("Visas inte");
		expect(paper).not.toMatch(/Hemlig|Vårdcentralen Beta|1 av/);
	}
	const nils = await clientFor(world, "nils");
	const own = (await (await nils.get(`/sam/oversikt/${world.round}.json`)).json()) as {
		unit: string;
		signed: number;
	}[];
	expect(own.find((row) => row.unit === "Vårdcentralen Alfa")).toMatchObject({ signed: 1 });
	expect(own.some((row) => row.unit === "Mottagning Gamma")).toBe(false);
	expect((await nils.get(paths.samOverview(world.round, world.ids.gamma))).status).toBe(404);
	const paper = await wordText(await nils.get(paths.samPaper(world.round, world.ids.nara, "docx")));
	expect(paper).toContain("Vårdcentralen Alfa");
	expect(paper).toContain("1 av 3");
	const pdf = await nils.get(paths.samPaper(world.round, world.ids.nara, "pdf"));
	expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
	expect((await nils.get(paths.samPaper(world.round, world.ids.gamma, "docx"))).status).toBe(404);
	expect((await (await clientFor(world, "maria")).get(paths.samPaper(world.round, world.ids.nara, "pdf"))).status).toBe(
		403,
	);
});

test("the files of a list hold the page's rows", async () => {
	const world = await openSamWorld();
	const nils = await clientFor(world, "nils");
	for (const [url, type] of [
		[paths.samReviews(), "spreadsheetml"],
		[paths.samActions(), "spreadsheetml"],
		[paths.samAllocations(), "spreadsheetml"],
		[`/sam/oversikt/${world.round}`, "spreadsheetml"],
	] as const) {
		const response = await nils.get(`${url}.xlsx`);
		expect([response.status, response.headers.get("content-type")]).toEqual([200, expect.stringContaining(type)]);
		expect((await nils.get(`${url}.csv`)).status).toBe(200);
	}
	const reviews = (await (await nils.get(`${paths.samReviews()}.json`)).json()) as { unit: string }[];
	expect(reviews.map((row) => row.unit).sort()).toEqual([
		"Område nära vård",
		"Vårdcentralen Alfa",
		"Vårdcentralen Beta",
	]);
});

test("the controller prepares, opens and follows a round by plain forms", async () => {
	const world = await openSamWorld();
	const carin = await clientFor(world, "carin");
	const days = {
		population_on: "2027-01-01",
		opens_on: "2027-01-15",
		remind_on: "2027-03-01",
		closes_on: "2027-03-31",
	};
	const made = await carin.post(paths.samRounds(), { unit_id: world.ids.administration, year: "2027", ...days });
	expect(made.status).toBe(303);
	const round = made.headers.get("location")!;
	expect(await (await carin.get(round)).text()).toContain("Hämta populationen och öppna");
	expect((await carin.post(`${round}/oppnande`, { version: "1" })).status).toBe(303);
	expect((await carin.post(`${round}/oppnande`, { version: "1" })).status).toBe(422);
	const bad = await carin.post(paths.samRounds(), {
		unit_id: world.ids.administration,
		year: "2027",
		...days,
		closes_on: "2027-02-30",
	});
	expect([bad.status, (await bad.text()).includes("Ange ett datum som finns")]).toEqual([422, true]);
	expect((await carin.get(paths.samQuestions())).status).toBe(200);
});

test("T23 the log does not give a small group away: the line's matters are there for the auditor, not for the controller", async () => {
	const world = await openSamWorld();
	await signEverything(await world.as("mats"), world.reviews.alfa);
	const seen = async (person: "carin" | "rune") => {
		const rows = await (await clientFor(world, person)).get(`${paths.trail()}.json`);
		return (await rows.text()).match(/signerade SAM-uppföljningen|svarade på fråga/g)?.length ?? 0;
	};
	expect(await seen("carin")).toBe(0);
	expect(await seen("rune")).toBeGreaterThan(0);
	expect(await (await (await clientFor(world, "carin")).get(paths.trail())).text()).toContain(
		"öppnade SAM-omgången 2026",
	);
});
