import { expect, test } from "vitest";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { paths } from "../../../src/paths/paths.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openDemo, signInAs } from "./kept-forms-demo.ts";
import { openWorld } from "../../support/world.ts";

/** Maria has answered with a session that has ended. */
async function lost(more: Record<string, string> = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const item = run.itemIds[0]!;
	const browser = openDemo(world);
	const dead = await signInAs(browser, world.ids.maria);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("sessions").set({ ended_at: "2026-11-16T08:00:00.000Z" }).execute(),
	);
	const body = { fraga: "3", "svar-3": "no", "kommentar-3": "åäö & <b>", utkast: "ja", ...more };
	const refused = await browser.post(paths.itemAnswers(item), body, dead);
	return { world, run, item, browser, dead, refused };
}

const kept = (world: Awaited<ReturnType<typeof openWorld>>) =>
	world.ctx.db.selectFrom("kept_forms").selectAll().execute();

test("an answer sent with a dead session is kept sealed, and sent once when the same person is back", async () => {
	const { world, run, item, browser, dead, refused } = await lost();
	expect([refused.status, refused.headers.get("location")]).toEqual([303, "/logga-in?till=%2Ffortsatt"]);
	const [form] = await kept(world);
	expect(JSON.stringify(form)).not.toContain("kommentar");
	const why = await (await browser.get("/logga-in?till=%2Ffortsatt", dead)).text();
	expect(why).toContain("Det du skrev är kvar.");
	const back = await signInAs(browser, world.ids.maria, dead);
	const page = await (await browser.get(paths.keptForms(), back)).text();
	expect(page).toContain(`action="${paths.keptForm(form!.id)}"`);
	const sent = await browser.post(paths.keptForm(form!.id), {}, back);
	expect([sent.status, sent.headers.get("location")]).toEqual([303, `${paths.run(run.runId)}#inkop-1`]);
	expect(await listAnswersOfItem(world.ctx.db, item)).toMatchObject([
		{ position: 3, answer: "no", comment: "åäö & <b>" },
	]);
	expect(await kept(world)).toEqual([]);
	const again = await browser.post(paths.keptForm(form!.id), {}, back);
	expect(again.headers.get("location")).toBe("/");
});

test("another person who signs in in the same browser neither sees nor sends it, and it is gone", async () => {
	const { world, item, browser, dead } = await lost();
	const [form] = await kept(world);
	const other = await signInAs(browser, world.ids.beata, dead);
	expect((await browser.get(paths.keptForms(), other)).headers.get("location")).toBe("/");
	await browser.post(paths.keptForm(form!.id), {}, other);
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
	expect(await kept(world)).toEqual([]);
});

test("the same person in another browser does not get it", async () => {
	const { world, item, browser } = await lost();
	const [form] = await kept(world);
	const elsewhere = await signInAs(browser, world.ids.maria);
	await browser.post(paths.keptForm(form!.id), {}, elsewhere);
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
	expect(await kept(world)).toHaveLength(1);
});

test("another site can neither leave a form nor send one", async () => {
	const { world, browser, dead } = await lost();
	const [form] = await kept(world);
	const foreign = await browser.post(paths.keptForm(form!.id), {}, dead, "https://annan.example");
	expect(foreign.status).toBe(403);
	expect(await kept(world)).toHaveLength(1);
});

test("without a session that ever was, or past a form's size, nothing is kept", async () => {
	const { world, item, browser, dead } = await lost();
	await world.ctx.database.transaction((trx) => trx.deleteFrom("kept_forms").execute());
	const nobody = await browser.post(paths.itemAnswers(item), { "svar-1": "yes" }, "session=hittad");
	expect(nobody.headers.get("location")).toBe("/logga-in?till=%2F");
	await browser.post(paths.itemAnswers(item), { "kommentar-1": "x".repeat(1_000_001) }, dead);
	expect(await kept(world)).toEqual([]);
	for (let n = 0; n < 12; n++) await browser.post(paths.itemAnswers(item), { "svar-1": "yes" }, dead);
	expect(await kept(world)).toHaveLength(10);
});

test("what has waited longer than half an hour is not sent", async () => {
	const { world, item, browser, dead } = await lost();
	const [form] = await kept(world);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("kept_forms").set({ expires_at: "2026-11-16T00:00:00.000Z" }).execute(),
	);
	const back = await signInAs(browser, world.ids.maria, dead);
	await browser.post(paths.keptForm(form!.id), {}, back);
	expect(await listAnswersOfItem(world.ctx.db, item)).toEqual([]);
});
