import { expect, test } from "vitest";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const form = {
	accessibility_supervisor: "Myndigheten för prov",
	controller: "Hälso- och sjukvårdsnämnden",
	data_protection_contact: "dataskydd@region.example",
	legal_basis: "Uppgift av allmänt intresse.",
	storage_time: "Sju år.",
	complaints_to: "Tillsynen för prov",
	valid_from: "2026-01-01",
};

test("who answers for personal data and who supervises are settings; Mina uppgifter and Tillgänglighet say them", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const maria = await clientFor(world, "maria");
	expect(await (await maria.get(paths.ownData())).text()).toContain("Inte angivet. Fråga den som administrerar");
	expect(await (await maria.get(paths.accessibility())).text()).toContain("den myndighet som har tillsyn");
	const wrong = await adam.post(paths.readerInformation(), { ...form, controller: "" });
	expect(wrong.status).toBe(422);
	expect(await wrong.text()).toContain("dataskydd@region.example");
	expect(await settingOn(world.ctx.db, "information", "2026-06-01")).toMatchObject({ controller: "" });
	expect((await adam.post(paths.readerInformation(), form)).status).toBe(303);
	expect((await adam.post(paths.readerInformation(), form)).status, "twice from the same day").toBe(422);
	expect((await maria.post(paths.readerInformation(), form)).status).toBe(403);
	const { valid_from: _, accessibility_supervisor, ...told } = form;
	const page = await (await maria.get(paths.ownData())).text();
	for (const said of [...Object.values(told), "artikel 77"]) expect(page).toContain(said);
	expect(await (await maria.get(`${paths.ownData()}.json`)).json()).toMatchObject({
		personuppgiftsansvarig: form.controller,
		rattslig_grund: form.legal_basis,
		klagomal_lamnas_till: form.complaints_to,
	});
	expect(await (await maria.get(paths.accessibility())).text()).toContain(
		`${accessibility_supervisor}, som har tillsyn`,
	);
});
