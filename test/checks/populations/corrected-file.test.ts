import { describe, expect, it } from "vitest";
import { listCorrections, listUnitCorrections } from "../../../db/queries/checks/populations-corrections.ts";
import { listLateLines } from "../../../db/queries/checks/evaluation-late-lines.ts";
import { findPopulation } from "../../../db/queries/checks/populations.ts";
import { drawSample } from "../../../src/checks/draws/draw-sample.ts";
import { frozenFrame } from "../../../src/checks/draws/frozen-frame.ts";
import { paths } from "../../../src/paths/paths.ts";
import { populationDigest } from "../../../src/ground/sampling/selection.ts";
import { clientFor } from "../../support/browser-client.ts";
import { CORRECTED, correcting, frozen, linesOf } from "./corrected-support.ts";
import { csv, importText, rowsIn } from "./support.ts";

describe("a corrected file after the draw", () => {
	async function drawnAndCorrected() {
		const { world, carin, first } = await frozen();
		await drawSample(carin, first.population_id, { public_value: null });
		const done = await importText(world, carin, CORRECTED, correcting(first.population_id, true));
		return { world, carin, first, done };
	}

	it("leaves the frame and the sample as they were, and notes what differs at the drawn purchases", async () => {
		const { world, carin, first, done } = await drawnAndCorrected();
		expect(done).toMatchObject({ population_id: first.population_id, n: 4, digest: first.digest });
		expect(done.corrected).toEqual({ added: 1, removed: 1, changed: 2 });
		const population = (await findPopulation(world.ctx.db, first.population_id))!;
		expect(population.successor_id).toBeNull();
		await frozenFrame(world.ctx.db, population); // throws when the digest no longer holds
		const [correction] = await listCorrections(world.ctx.db, population.id);
		expect(correction).toMatchObject({ edition: 2, successor_id: null });
		expect(await listUnitCorrections(world.ctx.db, [correction!.id])).toMatchObject([
			{ unit_name: "Vårdcentralen Alfa", kind: "added", n: 1, old_sum_ore: null, new_sum_ore: 50_000 },
			{ unit_name: "Vårdcentralen Alfa", kind: "changed", n: 1, old_sum_ore: 20_000, new_sum_ore: 25_000 },
			{ unit_name: "Vårdcentralen Beta", kind: "changed", n: 1 },
			{ unit_name: "Vårdcentralen Beta", kind: "removed", n: 1, old_sum_ore: 30_000, new_sum_ore: null },
		]);
		const run = await world.ctx.db
			.selectFrom("control_runs")
			.select("id")
			.where("unit_id", "=", world.ids.beta)
			.executeTakeFirstOrThrow();
		const client = await clientFor(world, "carin");
		const page = await (await client.get(paths.run(run.id))).text();
		expect(page).toContain("Inköpet finns inte i den rättade filen");
		expect(page).toContain("Leverantör: Bodil → Cissi");
		await expect(drawSample(carin, first.population_id, { public_value: null })).rejects.toThrow(/drogs redan/);
	});

	it("offers what was added to the next frame, where the threshold rule finds it", async () => {
		const { world, first } = await drawnAndCorrected();
		const later = await world.as("carin", "2026-12-01T09:00:00.000Z");
		const november = csv("N1;1001;2026-11-02;Alba;1;100");
		const next = await importText(world, later, november, { period_key: "2026-11" });
		expect(next).toMatchObject({ n: 2, sum_ore: 60_000 });
		expect(populationDigest(await linesOf(world, next.population_id))).toBe(next.digest);
		const late = { control_key: "inkop-under-10000", unit_id: world.ids.alfa, cut_off: "2026-10-31" };
		expect(await listLateLines(world.ctx.db, late)).toMatchObject([{ item_key: "||2026|V5|1001", amount_ore: 50_000 }]);
		expect((await findPopulation(world.ctx.db, first.population_id))?.n).toBe(4);
		const december = await importText(
			world,
			await world.as("carin", "2027-01-01T09:00:00.000Z"),
			csv("D1;1001;2026-12-02;A;1;1"),
			{
				period_key: "2026-12",
			},
		);
		expect(december.n).toBe(1);
	});

	it("is counted once when the next file lists the added purchase itself", async () => {
		const { world } = await drawnAndCorrected();
		const later = await world.as("carin", "2026-12-01T09:00:00.000Z");
		const november = csv("V5;1001;2026-10-06;Alba;1;550", "N1;1001;2026-11-02;Alba;1;100");
		expect(await importText(world, later, november, { period_key: "2026-11" })).toMatchObject({
			n: 2,
			sum_ore: 65_000,
		});
	});
});

describe("a corrected file is refused, and stores nothing,", () => {
	it.each([
		["without a reason", (id: string) => ({ ...correcting(id), reason: null }), /varför filen är rättad/],
		["without being said to be one", () => ({}), /redan fryst/],
		["for a population that is not the period's", () => correcting("0"), /ersatts av en nyare/],
		["when the sample was drawn meanwhile", (id: string) => correcting(id, true), /drogs medan/],
	])("%s", async (_name, input, sentence) => {
		const { world, carin, first } = await frozen();
		await expect(importText(world, carin, CORRECTED, input(first.population_id))).rejects.toThrow(sentence);
		expect(await rowsIn(world, "populations", "purchase_files")).toBe(2);
		expect(await rowsIn(world, "population_corrections", "correction_lines")).toBe(0);
	});
});

describe("the pages of a corrected file", () => {
	it("show the difference before anything is stored, then both populations and the list in four formats", async () => {
		const { world, first } = await frozen();
		const client = await clientFor(world, "carin");
		expect(await (await client.get(paths.population(first.population_id))).text()).toContain("Läs in en rättad fil");
		const form = new FormData();
		for (const [name, value] of Object.entries({
			period_key: "2026-10",
			control_id: world.ids.control,
			corrects: first.population_id,
		}))
			form.append(name, value);
		form.append("file", new Blob([CORRECTED]), "rattad.csv");
		const uploaded = await client.upload(paths.purchasesPreview(), form);
		expect(uploaded.status).toBe(303);
		const url = uploaded.headers.get("location")!;
		const preview = await (await client.get(url)).text();
		for (const said of ["Skillnad mot den frysta populationen", "Tillkommer", "Tas bort", "||2026|V5|1001"])
			expect(preview).toContain(said);
		expect(await rowsIn(world, "population_corrections")).toBe(0);
		const confirm = `${url}/bekraftelse`;
		expect((await client.post(confirm, {})).status).toBe(422);
		// a row cannot be dropped without its number and a reason, or the source system's own totals
		const dropping = await client.post(confirm, { reason: "Fel kostnadsställe.", removed_reasons: "||2026|V3|1002: " });
		expect(dropping.status).toBe(422);
		expect(await dropping.text()).toContain("Ett inköp tas bort ur populationen utan skäl: ||2026|V3|1002");
		expect(await rowsIn(world, "population_corrections")).toBe(0);
		const removed_reasons = "||2026|V3|1002: Makulerad";
		const confirmed = await client.post(confirm, { reason: "Fel kostnadsställe.", removed_reasons });
		expect(confirmed.status).toBe(303);
		expect(await (await client.get(confirmed.headers.get("location")!)).text()).toContain("ersätter en tidigare");
		const old = await (await client.get(paths.population(first.population_id))).text();
		expect(old).toContain("Populationen är ersatt");
		expect(old).not.toContain("Dra stickprovet");
		const file = await world.ctx.db.selectFrom("population_corrections").select("file_id").executeTakeFirstOrThrow();
		const changed = paths.purchaseFileChanges(file.file_id);
		for (const ending of ["", ".json", ".csv", ".xlsx"]) expect((await client.get(changed + ending)).status).toBe(200);
		expect(await (await client.get(`${changed}.json`)).json()).toHaveLength(4);
		const first_file = (await findPopulation(world.ctx.db, first.population_id))!.file_id;
		expect(await (await client.get(paths.purchaseFileChanges(first_file))).text()).toContain("rättar ingen annan");
		expect(await (await client.get(paths.purchases())).text()).toContain("Ersatt av en rättad");
		const mats = await clientFor(world, "mats");
		expect((await mats.get(changed)).status).toBe(403);
		const uploadedByMats = await mats.upload(paths.purchasesPreview(), form);
		expect(uploadedByMats.status).toBe(403);
	});
});
