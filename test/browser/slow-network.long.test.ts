import { afterAll, expect, test } from "vitest";
import { listEvidenceOf } from "../../db/queries/checks/evidence.ts";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite } from "./site.ts";

afterAll(closeChromium);

const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** What a phone's camera gives: large, soft, with the noise of its sensor. As text: it is drawn in the page. */
const PHOTO = `(async () => {
	const random = (() => { let seed = 7; return () => ((seed = (seed * 16807) % 2147483647) / 2147483647); })();
	const small = new OffscreenCanvas(400, 300);
	const ink = small.getContext("2d");
	for (let n = 0; n < 900; n++) {
		ink.fillStyle = "hsl(" + random() * 360 + " 30% " + (30 + random() * 60) + "%)";
		ink.fillRect(random() * 400, random() * 300, random() * 60, random() * 30);
	}
	const large = new OffscreenCanvas(4000, 3000);
	const drawn = large.getContext("2d");
	drawn.drawImage(small, 0, 0, 4000, 3000);
	const pixels = drawn.getImageData(0, 0, 4000, 3000);
	for (let at = 0; at < pixels.data.length; at += 4) {
		const grain = (random() - 0.5) * 14;
		for (let of = 0; of < 3; of++) pixels.data[at + of] += grain;
	}
	drawn.putImageData(pixels, 0, 0);
	let blob;
	for (const quality of [0.97, 0.96, 0.95]) {
		blob = await large.convertToBlob({ type: "image/jpeg", quality });
		if (blob.size <= 3_700_000) break;
	}
	const bytes = new Uint8Array(await blob.arrayBuffer());
	let text = "";
	for (let at = 0; at < bytes.length; at += 30000) text += String.fromCharCode(...bytes.subarray(at, at + 30000));
	return btoa(text);
})()`;

test("at 400 kbit/s and 400 ms: the first load is small, an answer is soon there, and a photo shrinks and tells its percent", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const site = await openSite(world);
	const { page, context } = await site.visit("maria", { width: 360 });
	const photo = Buffer.from(await page.evaluate<string>(PHOTO), "base64");
	const devtools = await context.newCDPSession(page);
	await devtools.send("Network.enable");
	await devtools.send("Network.clearBrowserCache");
	await devtools.send("Network.emulateNetworkConditions", SLOW);
	await page.goto(paths.inbox());
	const load = await page.evaluate<{ bytes: number; requests: number; interactive: number }>(`(() => {
		const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
		const bytes = all.reduce((sum, one) => sum + one.transferSize, 0);
		return { bytes, requests: all.length, interactive: Math.round(all[0].domContentLoadedEventEnd) };
	})()`);
	expect(load.bytes).toBeLessThan(150 * 1024);
	expect(load.requests).toBeLessThan(12);

	await page.goto(paths.run(run.runId));
	// by the page's own clock, from the click to what the person sees: the driver's way to and from the page is none of it
	const shown = page.evaluate<number>(`new Promise((resolve) => {
		let clicked = 0;
		document.addEventListener("click", () => { clicked = performance.now(); }, { capture: true, once: true });
		new MutationObserver(() => {
			if (document.querySelector("#fraga-1-1.is-answered")) resolve(Math.round(performance.now() - clicked));
		}).observe(document.body, { subtree: true, childList: true });
	})`);
	await page.locator('#fraga-1-1 [name="svar-1"][value="yes"]').dispatchEvent("click");
	const acknowledged = await shown;

	await page.locator("[data-shrink]").first().dispatchEvent("click");
	const seen = page.evaluate<string[]>(`new Promise((resolve) => {
		const seen = [];
		const look = new MutationObserver(() => {
			const said = document.querySelector(".evidence-block [data-kept-mark]")?.textContent;
			if (said && said !== seen.at(-1)) seen.push(said);
			if (document.querySelector(".evidence-block figure, .evidence-block .evidence")) { look.disconnect(); resolve(seen); }
		});
		look.observe(document.body, { subtree: true, childList: true, characterData: true });
	})`);
	const began = Date.now();
	await page.locator("input[capture]").setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: photo });
	const told = await seen;
	const sent = Date.now() - began;
	const [kept] = await listEvidenceOf(world.ctx.db, "sample_item", run.itemIds[0]!);
	expect(told.filter((one) => /Skickar IMG_0001\.jpg: \d+ %/.test(one)).length).toBeGreaterThan(2);
	expect(kept!.bytes).toBeLessThan(photo.length / 2);
	console.info(
		`400 kbit/s, 400 ms: start page interactive ${load.interactive} ms (${Math.round(load.bytes / 1024)} KiB, ${load.requests} requests), ` +
			`answer ${acknowledged} ms, photo ${photo.length} → ${kept!.bytes} bytes in ${sent} ms`,
	);
});
