import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { listAnswersOfItem } from "../../db/queries/checks/samples.ts";
import { paths } from "../../src/paths/paths.ts";
import { answerItem } from "../../src/checks/samples/answer-item.ts";
import { signRun } from "../../src/checks/samples/sign-run.ts";
import { listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { openWorld } from "../support/world.ts";
import { answerAll, saying } from "../checks/samples/answers.ts";
import { openSamWorld } from "../sam/round.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

async function onTheCheckPage(options: { n?: number; width?: number } = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: options.n ?? 1 });
	const site = await openSite(world);
	const { page, context } = await site.visit("maria", { width: options.width ?? 360 });
	await page.goto(paths.run(run.runId));
	return { world, run, item: run.itemIds[0]!, site, page, context };
}

/** As text the element's own type is not known here. */
const CLICK = (element: unknown) => (element as { click(): void }).click();

type Opened = Awaited<ReturnType<typeof onTheCheckPage>>;

const question = (page: Page, position: number, item = 1) => page.locator(`#fraga-${item}-${position}`);
const tap = (page: Page, position: number, answer: "yes" | "no", item = 1) =>
	page.locator(`#fraga-${item}-${position} [name="svar-${position}"][value="${answer}"]`).evaluate(CLICK);
const answered = async ({ world }: Opened) =>
	(
		await world.ctx.db.selectFrom("events").select("data").where("type", "=", "item.answered").orderBy("seq").execute()
	).map(({ data }) => JSON.parse(data).answers as { question: string; answer: string }[]);
const storedFor = async ({ world }: Opened, item: string) =>
	Object.fromEntries((await listAnswersOfItem(world.ctx.db, item)).map((one) => [one.position, one.answer]));
const onDevice = (page: Page, store: "taps" | "drafts") =>
	page.evaluate<number>(`window.kept.device.all("${store}").then((rows) => rows.length)`);
const settled = (page: Page) => expect.poll(() => onDevice(page, "taps"), { timeout: 20_000 }).toBe(0);

test("offline the place is kept, the question says so, and taps go in order and once when the network is back", async () => {
	const opened = await onTheCheckPage();
	const { page, context, item } = opened;
	await requireAccessible(page); // what judges the page is fetched while there is a network
	await context.setOffline(true);
	await tap(page, 1, "yes");
	await question(page, 1).getByText("Väntar på nät. Svaret är kvar på enheten").waitFor();
	await tap(page, 2, "no");
	await tap(page, 3, "yes");
	await tap(page, 3, "no");
	await page.getByText("4 svar väntar på att skickas.", { exact: false }).waitFor();
	await requireAccessible(page);
	await shoot(page, "utan-nat");
	expect(await answered(opened)).toEqual([]);
	await context.setOffline(false);
	await settled(page);
	expect((await answered(opened)).map(([one]) => one!.answer)).toEqual(["yes", "no", "yes", "no"]);
	expect(await storedFor(opened, item)).toEqual({ 1: "yes", 2: "no", 3: "no" });
	await page.locator("#natlage").waitFor({ state: "detached" });
	expect(await page.locator("[data-kept-mark]").count()).toBe(0);
});

test("a Nej is described where there is no net: its fields are there, and what is written comes after it, in order and whole", async () => {
	const opened = await onTheCheckPage();
	const { page, context, item, world } = opened;
	await context.setOffline(true);
	await tap(page, 2, "no");
	const fields = question(page, 2).locator(".finding");
	await fields.getByText("Beskriv avvikelsen nu, eller senare före signeringen.").waitFor();
	await fields.locator('[name="kommentar-2"]').pressSequentially("Annan leverantör än avtalet");
	await fields.locator('[name="allvar-2"][value="major"]').evaluate(CLICK);
	await fields.locator('[name="orsak-2"]').selectOption("urgent");
	// a second one, left in the middle of its sentence when the net comes back
	await tap(page, 3, "no");
	const half = question(page, 3).locator('[name="kommentar-3"]');
	await half.pressSequentially("Priset är");
	await context.setOffline(false);
	await settled(page);
	expect(await half.inputValue()).toBe("Priset är");
	await half.pressSequentially(" fel");
	await half.evaluate((element) => (element as unknown as { blur(): void }).blur());
	await settled(page);
	const given = await listAnswersOfItem(world.ctx.db, item);
	expect(given.map(({ position, answer, comment, cause_code }) => [position, answer, comment, cause_code])).toEqual([
		[2, "no", "Annan leverantör än avtalet", "urgent"],
		[3, "no", "Priset är fel", null],
	]);
	await page.reload();
	expect(await question(page, 2).locator('[name="kommentar-2"]').inputValue()).toBe("Annan leverantör än avtalet");
	expect(await question(page, 2).locator('[name="allvar-2"][value="major"]').isChecked()).toBe(true);
	expect(await page.locator("[data-unsent-finding]").count()).toBe(0);
});

test("a deviation is handed in offline, and taken back offline by a Ja", async () => {
	const opened = await onTheCheckPage();
	const { page, context, item, world } = opened;
	await context.setOffline(true);
	await tap(page, 2, "no");
	const fields = question(page, 2).locator(".finding");
	await fields.locator('[name="kommentar-2"]').fill("Annan leverantör än avtalet");
	await fields.locator('[name="allvar-2"][value="minor"]').evaluate(CLICK);
	await fields.locator('[name="orsak-2"]').selectOption("urgent");
	await fields.getByRole("button", { name: "Spara avvikelsen" }).evaluate(CLICK);
	await tap(page, 3, "no");
	await question(page, 3).locator(".finding").waitFor();
	await tap(page, 3, "yes");
	await question(page, 3).locator(".finding").waitFor({ state: "detached" });
	await context.setOffline(false);
	await settled(page);
	await question(page, 2)
		.getByRole("link", { name: /Avvikelse \d+/ })
		.waitFor();
	expect(await storedFor(opened, item)).toEqual({ 2: "no", 3: "yes" });
	const found = await world.ctx.db.selectFrom("deviations").select(["description", "severity"]).execute();
	expect(found).toEqual([{ description: "Annan leverantör än avtalet", severity: "minor" }]);
});

test("a tap whose acknowledgement was lost is sent again, and is one event", async () => {
	const opened = await onTheCheckPage();
	const { page, item } = opened;
	let cut = 2;
	await page.route("**/svar", async (route) => {
		const answer = await route.fetch(); // the server has it
		if (cut-- > 0) await route.abort();
		else await route.fulfill({ response: answer });
	});
	await tap(page, 1, "no");
	await settled(page);
	await question(page, 1).getByText("beskrivning saknas").waitFor();
	expect(await answered(opened)).toHaveLength(1);
	expect(await storedFor(opened, item)).toEqual({ 1: "no" });
});

test("what a colleague answered meanwhile stands beside the tap, and one of them is chosen", async () => {
	const opened = await onTheCheckPage();
	const { page, context, item, world } = opened;
	await context.setOffline(true);
	await tap(page, 1, "no");
	await tap(page, 2, "no");
	await question(page, 2).getByText("Väntar på nät").waitFor();
	await answerItem(await world.as("maria"), item, { answers: [saying(1, "yes"), saying(2, "yes")], reason: "" });
	await context.setOffline(false);
	for (const position of [1, 2]) await question(page, position).getByText("Sparat av Maria Ek").waitFor();
	await requireAccessible(page);
	await shoot(page, "tva-svar");
	expect(await storedFor(opened, item)).toEqual({ 1: "yes", 2: "yes" });
	await page.reload();
	for (const position of [1, 2]) await question(page, position).getByText("Ditt svar").waitFor();
	await question(page, 1).getByRole("button", { name: "Behåll det som är sparat" }).click();
	await question(page, 2).getByRole("button", { name: "Spara mitt svar" }).click();
	await settled(page);
	expect(await storedFor(opened, item)).toEqual({ 1: "yes", 2: "no" });
	expect(await page.locator("[data-two-answers]").count()).toBe(0);
});

test("a queue for a run signed meanwhile is told at the question and kept until it is let go", async () => {
	const opened = await onTheCheckPage();
	const { page, context, world, run } = opened;
	await context.setOffline(true);
	await tap(page, 1, "no");
	await question(page, 1).getByText("Väntar på nät").waitFor();
	const maria = await world.as("maria");
	await answerAll(maria, run);
	await signRun(maria, run.runId, { version: 1 });
	await context.setOffline(false);
	await question(page, 1).getByText("Svaret är inte sparat. Kontrollen är signerad.", { exact: false }).waitFor();
	await page.goto(paths.inbox());
	await page.locator("#natlage").getByText("Kontrollen är signerad.", { exact: false }).waitFor();
	await requireAccessible(page);
	await page.goto(paths.run(run.runId));
	await page.getByRole("button", { name: /^Släpp svaret/ }).click();
	await page.locator("#natlage").waitFor({ state: "detached" });
	expect(await onDevice(page, "taps")).toBe(0);
	expect((await storedFor(opened, run.itemIds[0]!))[1]).toBe("yes");
});

test("two tabs send a queue once, whichever is left", async () => {
	const opened = await onTheCheckPage();
	const { page, context, run, item } = opened;
	const second = await context.newPage();
	await second.goto(paths.run(run.runId));
	await context.setOffline(true);
	await tap(page, 1, "yes");
	await tap(second, 2, "yes");
	await tap(page, 3, "yes");
	await question(page, 3).getByText("Väntar på nät").waitFor();
	await question(second, 2).getByText("Väntar på nät").waitFor();
	await page.close();
	await context.setOffline(false);
	await settled(second);
	expect(await storedFor(opened, item)).toEqual({ 1: "yes", 2: "yes", 3: "yes" });
	expect(await answered(opened)).toHaveLength(3);
});

test("storage that is refused is said at once, and nothing is said to be kept", async () => {
	const { world, run, site } = await onTheCheckPage();
	const { page, context } = await site.visit("maria", { width: 360 });
	await context.addInitScript(
		"IDBFactory.prototype.open = () => { throw new DOMException('förbjudet', 'SecurityError'); }; Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('förbjudet'); } });",
	);
	await page.goto(paths.run(run.runId));
	await page.getByText("Enheten tillåter inte att något sparas", { exact: false }).waitFor();
	await context.setOffline(true);
	await tap(page, 1, "yes");
	await question(page, 1).getByText("Svaret är inte sparat: Enheten har inte plats", { exact: false }).waitFor();
	await context.setOffline(false);
	await expect.poll(() => listAnswersOfItem(world.ctx.db, run.itemIds[0]!)).toHaveLength(1);
	await expect.poll(() => page.locator("[data-kept-mark]", { hasText: "Svaret är inte sparat" }).count()).toBe(0);
});

test("a device that is full says that the answer is on the page alone, and it is sent from there", async () => {
	const { world, run, site } = await onTheCheckPage();
	const { page, context } = await site.visit("maria", { width: 360 });
	await context.addInitScript(
		"IDBObjectStore.prototype.put = () => { throw new DOMException('fullt', 'QuotaExceededError'); };",
	);
	await page.goto(paths.run(run.runId));
	await context.setOffline(true);
	await tap(page, 1, "no");
	await question(page, 1).getByText("Svaret är inte sparat: Enheten har inte plats", { exact: false }).waitFor();
	const words = question(page, 1).locator('[name="kommentar-1"]');
	await words.fill("Behövs inte här");
	await words.evaluate((element) => (element as unknown as { blur(): void }).blur());
	await context.setOffline(false);
	const given = async () =>
		(await listAnswersOfItem(world.ctx.db, run.itemIds[0]!)).map(({ answer, comment }) => [answer, comment]);
	await expect.poll(given, { timeout: 20_000 }).toEqual([["no", "Behövs inte här"]]);
	await expect.poll(() => page.locator("[data-kept-mark]", { hasText: "Svaret är inte sparat" }).count()).toBe(0);
});

/** Ends every session behind the browser's back, and signs in on the page that then comes. */
async function loseSession({ world, page, run }: Opened, tapping: () => Promise<void>): Promise<void> {
	await settled(page);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("sessions").set({ ended_at: "2026-11-16T08:00:00.000Z" }).execute(),
	);
	await tapping();
	await page.waitForURL(/logga-in/);
	await page.locator("#natlage").getByText("kvar på den här enheten", { exact: false }).waitFor();
	await page.goto(`${page.url()}&sok=${encodeURIComponent("Maria Ek")}`);
	await page.locator(`form:has(input[value="${world.ids.maria}"]) button`).first().click();
	await page.waitForURL(new RegExp(paths.run(run.runId)));
}

/** In full three purchases, twenty disconnections and five ended sessions; every day one, ten and one. */
const ITEMS = FULL_MEASURE ? [1, 2, 3] : [1];

test("many disconnections and ended sessions lose nothing, and double nothing", async () => {
	const opened = await onTheCheckPage({ n: ITEMS.length });
	const { page, context, run } = opened;
	const taps = ITEMS.flatMap((item) => Array.from({ length: 11 }, (_, at) => ({ item, position: at + 1 })));
	let [cuts, ended] = [0, 0];
	for (const [n, { item, position }] of taps.entries()) {
		const tapping = () => tap(page, position, position === 5 ? "no" : "yes", item);
		if (n % 6 === 5 && ended < 5) {
			ended += 1;
			await loseSession(opened, tapping);
		} else if (cuts < 20) {
			cuts += 1;
			// cut before the tap, as it leaves or while the answer comes: by turns, whatever the machine's pace
			if (n % 2 === 0) await context.setOffline(true);
			await tapping();
			await new Promise((resolve) => setTimeout(resolve, (n * 37) % 60));
			await context.setOffline(true);
			await context.setOffline(false);
		} else await tapping();
	}
	await settled(page);
	for (const itemId of run.itemIds) {
		const stored = await storedFor(opened, itemId);
		for (let position = 1; position <= 11; position++)
			expect(stored[position], `${itemId} ${position}`).toBe(position === 5 ? "no" : "yes");
	}
	expect(await answered(opened)).toHaveLength(taps.length);
	console.info(`${cuts} disconnections, ${ended} ended sessions: ${taps.length} taps, none lost, none twice`);
});

test("the SAM form waits for the network in the same way", async () => {
	const world = await openSamWorld();
	const site = await openSite(world);
	const { page, context } = await site.visit("mats", { width: 360 });
	const review = world.reviews.alfa;
	await page.goto(paths.samReview(review));
	await requireAccessible(page);
	await context.setOffline(true);
	for (const position of [1, 2]) await page.locator(`[name="svar-${position}"][value="yes"]`).evaluate(CLICK);
	for (const position of [1, 2]) await page.locator(`#fraga-${position}`).getByText("Väntar på nät").waitFor();
	await requireAccessible(page);
	await context.setOffline(false);
	await settled(page);
	const stored = await listSamAnswers(world.ctx.db, review);
	expect(stored.map(({ position, answer }) => [position, answer])).toEqual([
		[1, "yes"],
		[2, "yes"],
	]);
	await page.locator("#natlage").waitFor({ state: "detached" });
});
