import { expect, test } from "vitest";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { raiseReturn } from "../../../src/sam/raise-return.ts";
import { paths } from "../../../src/paths/paths.ts";
import { openSamWorld } from "../../sam/round.ts";
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
		counted: "whole",
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
		counted: "whole",
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

test("the days of SAM's return are the region's routine: dated, in the sentence, and held by the return of the day", async () => {
	const world = await openSamWorld();
	const carin = await clientFor(world, "carin");
	const given = { acknowledge_days: "21", valid_from: "2026-11-17" };
	expect((await carin.post(paths.samRoutine(), { ...given, acknowledge_days: "0" })).status).toBe(422);
	expect((await carin.post(paths.samRoutine(), given)).status).toBe(303);
	expect((await (await clientFor(world, "mats")).post(paths.samRoutine(), given)).status).toBe(403);
	const said = async (at: string) =>
		(await (await (await clientFor(world, "mats", at)).get(paths.samReview(world.reviews.alfa))).text()).replace(
			/\s+/g,
			" ",
		);
	expect(await said("2026-11-16T09:00:00Z")).toContain("Enligt regionens rutin kvitteras den inom 14 dagar");
	expect(await said("2026-11-17T09:00:00Z")).toContain("Enligt regionens rutin kvitteras den inom 21 dagar");
	const returned = { what: "Skyddsrond", why: "Saknar tid", from_on: "2026-12-01" };
	await raiseReturn(await world.as("mats", "2026-11-17T09:00:00Z"), world.reviews.alfa, returned);
	const row = await world.ctx.db.selectFrom("sam_returns").select("acknowledge_by").executeTakeFirstOrThrow();
	expect(row.acknowledge_by).toBe("2026-12-08");
});
