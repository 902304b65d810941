import { expect, test } from "vitest";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld } from "../../support/world.ts";

const form = { limit_kr: "15000", unit_basis: "order", vat_basis: "gross", valid_from: "2027-01-01" };

test("until anything is decided the limit is 10 000 kr per invoice without moms", async () => {
	const { ctx } = await openWorld();
	expect(await settingOn(ctx.db, "purchase_limit", "2026-11-16")).toEqual({
		limit_ore: 1_000_000,
		unit_basis: "invoice",
		vat_basis: "net",
	});
});

test("a decided limit holds from its day, and the earlier one before it", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	expect((await carin.post("/installningar", form)).status).toBe(303);
	expect((await settingOn(world.ctx.db, "purchase_limit", "2026-12-31")).limit_ore).toBe(1_000_000);
	expect(await settingOn(world.ctx.db, "purchase_limit", "2027-01-01")).toEqual({
		limit_ore: 1_500_000,
		unit_basis: "order",
		vat_basis: "gross",
	});
	expect((await trailOf(world, "setting", "purchase_limit"))[0]).toBe(
		"Carin Åberg beslutade Beloppsgräns för stickprov av inköp: 15\u00a0000,00\u00a0kr per order, med moms, gäller från 2027-01-01",
	);
	const rows = (await (await carin.get("/installningar.json")).json()) as object[];
	expect(rows).toMatchObject([{ valid_from: "2027-01-01", value: "15\u00a0000,00\u00a0kr per order, med moms" }]);
});

test("two decisions do not hold from the same day, and nonsense is refused with the values kept", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post("/installningar", form);
	expect((await carin.post("/installningar", form)).status).toBe(422);
	const refused = await carin.post("/installningar", { ...form, limit_kr: "1e9", unit_basis: "styck" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain('value="1e9"');
});

test("administrators and controllers decide; the auditor reads; others do neither", async () => {
	const world = await openWorld();
	expect((await (await clientFor(world, "adam")).post("/installningar", form)).status).toBe(303);
	const rune = await clientFor(world, "rune");
	expect((await rune.get("/installningar")).status).toBe(200);
	expect((await rune.post("/installningar", form)).status).toBe(403);
	const maria = await clientFor(world, "maria");
	expect((await maria.get("/installningar")).status).toBe(403);
	expect((await maria.post("/installningar", form)).status).toBe(403);
});
