import { expect, test } from "vitest";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";

const reason = "Tips från ekonomi";

async function opened() {
	const world = await openWorld();
	// The last two purchases share a voucher.
	const lines = Array.from({ length: 20 }, (_, n) => (n >= 18 ? { voucher_no: "V9" } : {}));
	const run = await openDrawnRun(world, { lines });
	const drawn = new Set((await listItems(world.ctx.db, run.runId)).map((item) => item.item_key));
	const outside = run.keys.filter((key) => !drawn.has(key));
	return { world, run, outside, mats: await clientFor(world, "mats"), url: paths.runTargeting(run.runId) };
}

test("a purchase somebody has a reason to look at is checked, and counts in neither n nor k", async () => {
	const { world, run, outside, mats, url } = await opened();
	expect(await (await mats.get(paths.run(run.runId))).text()).toContain(url);
	expect((await mats.post(url, { version: "1", number: outside[0]!, reason })).status).toBe(303);
	const added = (await listItems(world.ctx.db, run.runId)).at(-1);
	expect(added).toMatchObject({ item_key: outside[0], kind: "targeted", rank: null, reason });
	const events = await world.ctx.db.selectFrom("events").select("type").where("type", "=", "item.targeted").execute();
	expect(events).toHaveLength(1);
});

test("refused: unknown, twice, drawn already, of another unit, stale, signed, without a reason", async () => {
	const { world, run, outside, mats, url } = await opened();
	const refused = async (fields: Record<string, string>, sentence: string) => {
		const answer = await mats.post(url, { version: "1", number: outside[0]!, reason, ...fields });
		expect(answer.status).toBe(422);
		expect(await answer.text()).toContain(sentence);
	};
	await refused({ number: "finns-inte" }, "Inget inköp med det numret finns i populationen");
	await refused({ number: run.keys[0]! }, "Inköpet ingår redan i ett stickprov.");
	await refused({ reason: "" }, "reason");
	expect(await listItems(world.ctx.db, run.runId)).toHaveLength(run.itemIds.length);
	expect((await mats.post(url, { version: "1", number: outside[0]!, reason })).status).toBe(303);
	expect((await mats.post(url, { version: "1", number: outside[1]!, reason })).status).toBe(409);
	await refused({ version: "2" }, "Inköpet ingår redan i ett stickprov.");
	await refused({ version: "2", number: "V9" }, "Skriv nyckeln för ett av dem");
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status: "signed" }).where("id", "=", run.runId).execute(),
	);
	await refused({ version: "2", number: outside[1]! }, "Återsänd den först");
});

test("whoever does not review there adds nothing", async () => {
	const { world, outside, url } = await opened();
	for (const person of ["maria", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(url)).status).toBe(403);
		expect((await client.post(url, { version: "1", number: outside[0]!, reason })).status).toBe(403);
	}
});
