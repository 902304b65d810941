import { afterAll, expect, test } from "vitest";
import { listEvidenceOf } from "../../db/queries/checks/evidence.ts";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite } from "./site.ts";

afterAll(closeChromium);

test("a photo waits on the device when it fits, and says that it must be chosen again when it does not", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const site = await openSite(world);
	const { page, context } = await site.visit("maria", { width: 360 });
	await page.goto(paths.run(run.runId));
	await context.setOffline(true);
	const camera = page.locator("input[capture]");
	await camera.setInputFiles({ name: "liten.txt", mimeType: "text/plain", buffer: Buffer.from("kvitto") });
	await page.locator(".kept-mark", { hasText: "liten.txt är kvar på enheten och skickas av sig självt." }).waitFor();
	// made in the page: ten million bytes through the test's own line take longer than the rest of it
	await page.evaluate(`(() => {
		const input = document.querySelector("input[capture]");
		const chosen = new DataTransfer();
		chosen.items.add(new File([new Uint8Array(10_000_001).fill(97)], "stor.txt", { type: "text/plain" }));
		input.files = chosen.files;
		input.dispatchEvent(new Event("change", { bubbles: true }));
	})()`);
	await page.locator(".kept-mark", { hasText: "stor.txt är inte sparat: Filen är större än 10 MB." }).waitFor();
	await context.setOffline(false);
	const stored = () => listEvidenceOf(world.ctx.db, "sample_item", run.itemIds[0]!);
	await expect
		.poll(async () => (await stored()).map((one) => one.file_name).sort(), { timeout: 20_000 })
		.toEqual(["liten.txt", "stor.txt"]);
	await expect.poll(() => page.locator("[data-kept-mark]").count()).toBe(0);
});

test("an original photo resumes after breaks: what has left is not sent again, folded or not", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const site = await openSite(world);
	const { page, context } = await site.visit("maria", { width: 360 });
	await page.goto(paths.run(run.runId));
	const parts: string[] = [];
	let breaks = 2;
	await page.route(`**${paths.evidenceParts()}`, async (route) => {
		parts.push(route.request().method());
		// the third and the fifth request break on their way
		if (breaks > 0 && (parts.length === 3 || parts.length === 5)) {
			breaks -= 1;
			return route.abort("internetdisconnected");
		}
		return route.continue();
	});
	// a text of three million bytes: made in the page, as a camera's file is
	await page.evaluate(`(() => {
		const input = document.querySelector("input[capture]");
		const chosen = new DataTransfer();
		const bytes = new Uint8Array(3_000_000);
		for (let at = 0; at < bytes.length; at++) bytes[at] = at % 251;
		chosen.items.add(new File([bytes], "original.bin"));
		input.files = chosen.files;
		input.dispatchEvent(new Event("change", { bubbles: true }));
	})()`);
	await page.locator(".kept-mark", { hasText: "Väntar på nät. original.bin är kvar på enheten" }).waitFor();
	await page
		.locator("details.item")
		.first()
		.evaluate((fold) => {
			(fold as unknown as { open: boolean }).open = false;
		});
	const stored = () => listEvidenceOf(world.ctx.db, "sample_item", run.itemIds[0]!);
	await expect.poll(async () => (await stored()).map((one) => one.bytes), { timeout: 30_000 }).toEqual([3_000_000]);
	expect(parts).toHaveLength(Math.ceil(3_000_000 / (512 * 1024)) + 2);
	await expect.poll(() => page.locator("[data-kept-mark]").count()).toBe(0);
	await context.close();
});
