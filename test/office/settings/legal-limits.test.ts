import { expect, test } from "vitest";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const form = {
	documentation_kr: "120000",
	goods_services_kr: "800000",
	social_special_kr: "8000000",
	valid_from: "2027-01-01",
};

test("the law's limits are dated, and the higher one is higher", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const wrong = await carin.post(paths.legalLimits(), { ...form, goods_services_kr: "100000" });
	expect(wrong.status).toBe(422);
	expect(await wrong.text()).toContain('value="120000"');
	const low = await carin.post(paths.legalLimits(), { ...form, social_special_kr: "1000" });
	expect(low.status, "the other kind too").toBe(422);
	expect((await carin.post(paths.legalLimits(), form)).status).toBe(303);
	expect((await carin.post(paths.legalLimits(), form)).status, "twice from the same day").toBe(422);
	const before = await settingOn(world.ctx.db, "legal_limits", "2026-12-31");
	expect(before).toEqual({ documentation_ore: 10_000_000, goods_services_ore: 70_000_000, social_special_ore: null });
	const after = await settingOn(world.ctx.db, "legal_limits", "2027-01-01");
	expect(after).toEqual({
		documentation_ore: 12_000_000,
		goods_services_ore: 80_000_000,
		social_special_ore: 800_000_000,
	});
	expect((await (await clientFor(world, "mats")).post(paths.legalLimits(), form)).status).toBe(403);
});
