import { describe, expect, it } from "vitest";
import { listEventsOf } from "../../../../db/queries/ground/write.ts";
import { findInvoiceCheck } from "../../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import { drawSample } from "../../../../src/checks/draws/draw-sample.ts";
import { checkInvoice } from "../../../../src/checks/samples/check-invoice.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { approveRun } from "../../../../src/checks/runs/approve-run.ts";
import { returnRun } from "../../../../src/checks/runs/return-run.ts";
import { NotAllowed, NotFound, Stale } from "../../../../src/ground/errors.ts";
import { eventSentence } from "../../../../src/ground/write/events.ts";
import { importText } from "../../populations/support.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { openDrawnRun } from "../../../support/drawn-run.ts";
import { openWorld } from "../../../support/world.ts";
import { answerAll, drawnInvoices, figures, hiredWorld, INVOICES, itemsOf, refusal, sign } from "./support.ts";

/** One invoice at Alfa, drawn, of 900 000 kr. */
async function oneInvoice(row = INVOICES[0]!) {
	const world = await hiredWorld(1);
	const { alfa, beta } = await drawnInvoices(world, [row]);
	const [item] = await itemsOf(world, alfa);
	return { world, alfa, beta, item: item!, maria: await world.as("maria") };
}

const runVersion = async (world: Awaited<ReturnType<typeof hiredWorld>>, id: string) =>
	(await world.ctx.db.selectFrom("control_runs").select("version").where("id", "=", id).executeTakeFirstOrThrow())
		.version;

describe("the figures of a drawn invoice", () => {
	it("are kept as they are filled in, with a sentence in the trail; what says nothing new adds nothing", async () => {
		const { world, item, maria } = await oneInvoice();
		const partly = { ...figures(0), hours_unit: null, hours_supplier: null, rate_ore: null, audited_ore: null };
		await checkInvoice(maria, item.id, partly);
		expect(await findInvoiceCheck(world.ctx.db, item.id)).toMatchObject({ hours_invoiced: 10_000, audited_ore: null });
		await checkInvoice(maria, item.id, figures(87_654_321, { sett: 1 }));
		await checkInvoice(maria, item.id, figures(87_654_321, { sett: 2 }));
		const events = await listEventsOf(world.ctx.db, "sample_item", [item.id]);
		expect(events.map((event) => event.type)).toEqual(["invoice.checked", "invoice.checked"]);
		const told = events.map(eventSentence).join("\n");
		expect(told).toContain("rätt belopp 876543,21 kr av fakturans 900000,00 kr");
		expect(told).toContain("timmar intygade av leverantören");
	});

	it("are written in the form with comma or point, and what cannot be read stands with its fault (422)", async () => {
		const { world, item } = await oneInvoice();
		const maria = await clientFor(world, "maria");
		const url = paths.itemInvoice(item.id);
		const good = { hours_invoiced: "152", hours_unit: "151,5", rate_ore: "1 420,50", audited_ore: "899 999,50" };
		expect((await maria.post(url, { ...good, sett: "0" })).status).toBe(303);
		expect(await findInvoiceCheck(world.ctx.db, item.id)).toMatchObject({
			hours_invoiced: 15_200,
			hours_unit: 15_150,
			rate_ore: 142_050,
			audited_ore: 89_999_950,
		});
		for (const [field, typed, fault] of [
			["hours_invoiced", "37,555", "högst två decimaler"],
			["hours_unit", "-8", "högst två decimaler"],
			["hours_supplier", "många", "högst två decimaler"],
			["rate_ore", "0", "mellan 1 och 20 000 kronor"],
			["rate_ore", "1.2.3", "Skriv beloppet i kronor"],
			["audited_ore", "-1", "kan inte vara mindre än 0"],
			["audited_ore", "tusen", "Skriv beloppet i kronor"],
			["unit_on", "2026-02-30", "datum som finns"],
			["unit_on", "2027-01-01", "framåt i tiden"],
		] as const) {
			const refused = await maria.post(url, { ...good, [field]: typed, sett: "1" }, { htmx: true });
			expect(refused.status).toBe(422);
			const text = await refused.text();
			expect(text).toContain(fault);
			expect(text).toContain(`value="${typed}"`);
			const whole = await maria.post(url, { ...good, [field]: typed, sett: "1" });
			expect(whole.status).toBe(422);
			expect(await whole.text()).toContain(`value="${typed}"`);
		}
		expect(await findInvoiceCheck(world.ctx.db, item.id)).toMatchObject({ version: 1 });
	});

	it("answer htmx with the form, what it shows, and how far the check has come", async () => {
		const { world, item } = await oneInvoice();
		const maria = await clientFor(world, "maria");
		const form = { hours_invoiced: "100", hours_unit: "90", rate_ore: "9000", audited_ore: "810000", sett: "0" };
		const text = await (await maria.post(paths.itemInvoice(item.id), form, { htmx: true })).text();
		expect(text).toContain("Fakturan är 90\u00a0000,00\u00a0kr för hög (10\u00a0% av beloppet).");
		expect(text).toContain("Verksamhetens timmar gånger timpriset är 810\u00a0000,00\u00a0kr");
		expect(text).toContain("Kvar att fylla i: timmar intygade av leverantören");
		expect(text).toContain('id="framsteg"');
	});

	it("need two different people to certify", async () => {
		const { item, maria } = await oneInvoice();
		const same = figures(90_000_000, { unit_by: "Eva Ek", supplier_by: "eva ek" });
		expect(await refusal(checkInvoice(maria, item.id, same))).toHaveProperty("supplier_by");
	});

	it("are refused to whoever does not perform the run (403), works elsewhere (404), or was overtaken (409)", async () => {
		const { world, item, maria } = await oneInvoice();
		await expect(checkInvoice(await world.as("carin"), item.id, figures(1))).rejects.toBeInstanceOf(NotAllowed);
		await expect(checkInvoice(await world.as("rune"), item.id, figures(1))).rejects.toBeInstanceOf(NotAllowed);
		await expect(checkInvoice(await world.as("beata"), item.id, figures(1))).rejects.toBeInstanceOf(NotFound);
		await checkInvoice(maria, item.id, figures(1));
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("invoice_checks").set({ checked_by: world.ids.mats, version: 5 }).execute(),
		);
		await expect(checkInvoice(maria, item.id, figures(2, { sett: 1 }))).rejects.toBeInstanceOf(Stale);
		const stale = await (await clientFor(world, "maria")).post(paths.itemInvoice(item.id), { sett: "1", note: "min" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("har ändrat uppgifterna");
	});

	it("are refused to whoever ordered, received or attested a drawn invoice", async () => {
		const world = await hiredWorld(1);
		const carin = await world.as("carin");
		const heading = "Ver.nr;Kst;Bokföringsdatum;Leverantör;Leverantörsnr;Belopp;Beställare;Mottagare;Attestant";
		const text = `${heading}\n1;1001;2026-10-02;Läkarpoolen;77;900000;Ek, Maria;Nils Holm;Mats Berg\n`;
		const { population_id } = await importText(world, carin, text);
		await drawSample(carin, population_id, { public_value: null });
		const drawn = await world.ctx.db.selectFrom("sample_items").select(["id", "run_id"]).executeTakeFirstOrThrow();
		await expect(checkInvoice(await world.as("maria"), drawn.id, figures(1))).rejects.toThrow("beställt");
		const page = await (await (await clientFor(world, "maria")).get(paths.run(drawn.run_id))).text();
		expect(page).toContain("Du kan inte utföra den här kontrollen");
		expect(page).not.toContain('name="audited_ore"');
	});

	it("belong to invoices alone: a drawn purchase has none", async () => {
		const world = await openWorld();
		const { itemIds } = await openDrawnRun(world);
		await expect(checkInvoice(await world.as("maria"), itemIds[0]!, figures(1))).rejects.toBeInstanceOf(NotFound);
	});
});

describe("the signature of a run of invoices", () => {
	it("waits for every answer and every figure, and names what is missing", async () => {
		const { world, alfa, item, maria } = await oneInvoice();
		expect((await refusal(sign(world, "maria", alfa)))[""]).toContain("faktura 1 (fråga 1, 2");
		await answerAll(world, "maria", item.id);
		expect((await refusal(sign(world, "maria", alfa)))[""]).toContain("faktura 1 (fakturerade timmar");
		await checkInvoice(maria, item.id, figures(90_000_000, { supplier_by: "", supplier_on: null }));
		expect((await refusal(sign(world, "maria", alfa)))[""]).toContain(
			"faktura 1 (vem som intygat hos leverantören, när leverantören intygade)",
		);
		await checkInvoice(maria, item.id, figures(90_000_000, { sett: 1 }));
		await sign(world, "maria", alfa);
	});

	it("wants a Nej where the figures show a fault: another amount, or hours that one side has not certified", async () => {
		const { world, alfa, item, maria } = await oneInvoice();
		await answerAll(world, "maria", item.id);
		await checkInvoice(maria, item.id, figures(80_000_000));
		expect((await refusal(sign(world, "maria", alfa)))[""]).toContain("Faktura 1: rätt belopp skiljer sig");
		const uncertified = { hours_supplier: 0, supplier_by: "", supplier_on: null, sett: 1 };
		await checkInvoice(maria, item.id, figures(90_000_000, uncertified));
		expect((await refusal(sign(world, "maria", alfa)))[""]).toContain("leverantören har intygat andra timmar");
		await world.ctx.database.transaction((trx) => trx.updateTable("check_answers").set({ version: 2 }).execute());
		const form = { "svar-2": "no", "kommentar-2": "Inte intygat.", "allvar-2": "major", fraga: "2" };
		const answered = await (await clientFor(world, "maria")).post(paths.itemAnswers(item.id), form);
		expect(answered.status).toBe(303);
		await sign(world, "maria", alfa);
		const run = await world.ctx.db
			.selectFrom("control_runs")
			.selectAll()
			.where("id", "=", alfa)
			.executeTakeFirstOrThrow();
		expect(run).toMatchObject({ status: "signed", result: "major" });
		const found = await world.ctx.db.selectFrom("deviations").selectAll().execute();
		expect(found).toMatchObject([{ item_id: item.id, severity: "major", status: "open" }]);
	});

	it("locks the figures; a reviewer who is not the performer sends back, and a change then says why", async () => {
		const { world, alfa, item, maria } = await oneInvoice();
		await answerAll(world, "maria", item.id);
		await checkInvoice(maria, item.id, figures(90_000_000));
		await sign(world, "maria", alfa);
		expect((await refusal(checkInvoice(maria, item.id, figures(1, { sett: 1 }))))[""]).toContain("signerad");
		const version = await runVersion(world, alfa);
		await expect(approveRun(maria, alfa, { version, note: "" })).rejects.toBeInstanceOf(NotAllowed);
		await returnRun(await world.as("mats"), alfa, { version, note: "Kontrollera timpriset." });
		expect(
			await refusal(checkInvoice(maria, item.id, figures(90_000_000, { rate_ore: 70_000, sett: 1 }))),
		).toHaveProperty("skal");
		await checkInvoice(
			maria,
			item.id,
			figures(90_000_000, { rate_ore: 70_000, skal: "Fel rad i prislistan.", sett: 1 }),
		);
		const [last] = await listEventsOf(world.ctx.db, "sample_item", [item.id]);
		expect(eventSentence(last!)).toContain("Skäl till rättelsen: Fel rad i prislistan.");
	});
});
