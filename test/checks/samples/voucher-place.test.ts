import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { addressFault, invoiceAddress } from "../../../src/ground/reading/invoice-address.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";

const facts = { company: "1", series: "LF", year: "2026", number: "84 1/0", invoice_no: "", order_no: ".." };

test("a pattern is https, its server is written out, and it holds known places alone", () => {
	for (const pattern of [
		"",
		"https://ekonomi.example/{serie}{nummer}",
		"https://e.example:8443/#/f?nr={fakturanummer}",
	])
		expect(addressFault(pattern), pattern).toBeNull();
	for (const pattern of [
		"http://ekonomi.example/{nummer}",
		"javascript:alert('{nummer}')",
		"//ekonomi.example/{nummer}",
		"https://{bolag}/{nummer}",
		"https://{bolag}.ekonomi.example/{nummer}",
		"https://ekonomi.example{nummer}",
		"https://region.se@ond.example/{nummer}",
		"https:///{nummer}",
		"https://ekonomi.example/",
		"https://ekonomi.example/{leverantor}",
		"https://ekonomi.example/{constructor}",
		"https://ekonomi.example/{nummer",
		"https://ekonomi.example/{{nummer}}",
		"https://ekonomi.example/a b/{nummer}",
		"https://ekonomi.example\\{nummer}",
	])
		expect(addressFault(pattern), pattern).not.toBeNull();
});

test("values are encoded, and one that is missing or would step between folders gives no link", () => {
	expect(invoiceAddress("https://e.example/{serie}{nummer}", facts)).toBe("https://e.example/LF84%201%2F0");
	expect(invoiceAddress("https://e.example/{fakturanummer}", facts)).toBeNull();
	expect(invoiceAddress("https://e.example/{order}", facts)).toBeNull();
	expect(invoiceAddress("https://e.example/{serie}", { ...facts, series: "\ud800" })).toBeNull();
	expect(invoiceAddress("", facts)).toBeNull();
	expect(invoiceAddress("https://e.example/{serie}", { ...facts, series: "$&<\"'?#" })).toBe(
		"https://e.example/%24%26%3C%22'%3F%23",
	);
});

test("the setting is decided by a controller, dated and logged, and every drawn card links to its invoice from that day", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const carin = await clientFor(world, "carin");
	const form = { pattern: "https://ekonomi.example/faktura/{fakturanummer}", valid_from: "2026-11-16" };
	expect((await (await clientFor(world, "mats")).post(paths.invoiceLink(), form)).status).toBe(403);
	const wrong = await carin.post(paths.invoiceLink(), { ...form, pattern: "http://ekonomi.example/{nummer}" });
	expect(wrong.status).toBe(422);
	const html = await wrong.text();
	expect(html).toContain("Adressen ska börja med https://");
	expect(html).toContain('value="http://ekonomi.example/{nummer}"');
	expect(await world.ctx.db.selectFrom("settings").selectAll().where("key", "=", "invoice_link").execute()).toEqual([]);
	const maria = await clientFor(world, "maria");
	expect(await (await maria.get(paths.run(run.runId))).text()).not.toContain("Öppna fakturan");
	expect((await carin.post(paths.invoiceLink(), form)).status).toBe(303);
	expect(await (await carin.get(paths.settings())).text()).toContain(form.pattern);
	const page = await (await maria.get(paths.run(run.runId))).text();
	for (let index = 0; index < 5; index++)
		expect(page).toContain(`"https://ekonomi.example/faktura/${990_000 + index}"`);
	expect(page).toContain('rel="noopener noreferrer"');
	const item = await (await maria.get(paths.item(run.itemIds[0]!))).text();
	expect(item).toContain("https://ekonomi.example/faktura/990000");
	const swap = await (await maria.get(paths.itemReplacement(run.itemIds[0]!))).text();
	expect(swap).toContain("https://ekonomi.example/faktura/990000");
	// the day before, nothing was decided
	const before = await clientFor(world, "maria", "2026-11-15T09:00:00.000Z");
	expect(await (await before.get(paths.run(run.runId))).text()).not.toContain("Öppna fakturan");
	const events = await world.ctx.db.selectFrom("events").select("data").where("type", "=", "setting.decided").execute();
	expect(events.map((event) => event.data).join()).toContain("faktura/{fakturanummer}");
	// taken away again by a decision of its own
	expect((await carin.post(paths.invoiceLink(), { pattern: "", valid_from: "2026-11-17" })).status).toBe(303);
	const after = await clientFor(world, "maria", "2026-11-17T09:00:00.000Z");
	expect(await (await after.get(paths.run(run.runId))).text()).not.toContain("Öppna fakturan");
});
