import { expect, test } from "vitest";
import { listRolesOf } from "../../../db/queries/people/people.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";

const HEAD = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum";

async function hr(world: World, person: PersonKey = "adam") {
	const client = await clientFor(world, person);
	const upload = (text: string, over: Record<string, string> = {}) => {
		const form = new FormData();
		form.append("kind", over.kind ?? "people");
		if (over.complete) form.append("complete", "1");
		form.append("file", new File([text], "hr.csv", { type: "text/csv" }));
		return client.upload("/hr-filer", form);
	};
	const preview = async (text: string, over?: Record<string, string>) => {
		const path = (await upload(text, over)).headers.get("location")!;
		return { path, page: await (await client.get(path)).text() };
	};
	const confirm = async (text: string, over?: Record<string, string>) => {
		const { path } = await preview(text, over);
		return (await client.post(`${path}/bekraftelse`, {})).text();
	};
	return { client, upload, preview, confirm };
}
const personOf = (world: World, no: string) =>
	world.ctx.db
		.selectFrom("hr_people")
		.innerJoin("people", "people.id", "hr_people.person_id")
		.selectAll("people")
		.where("employee_no", "=", no)
		.executeTakeFirstOrThrow();
const rolesOf = async (world: World, id: string) =>
	(await listRolesOf(world.ctx.db, id))
		.filter(({ valid_to }) => valid_to === null)
		.map(({ role, unit_name }) => `${role} ${unit_name}`);

test("a preview changes nothing; a confirmation adds, moves and ends, and the same file again does nothing", async () => {
	const world = await openWorld();
	const { preview, confirm } = await hr(world);
	const first = `${HEAD}\n100;Tove Åberg;tove@prov.example;1001;Chef;\n`;
	expect((await preview(first)).page).toContain("Lägg till Tove Åberg");
	expect(await world.ctx.db.selectFrom("hr_people").selectAll().execute()).toEqual([]);
	expect(await confirm(first)).toContain("2 ändringar är gjorda");
	const tove = await personOf(world, "100");
	expect(await rolesOf(world, tove.id)).toEqual(["manager Vårdcentralen Alfa"]);
	expect((await preview(first)).page).toContain("ändrar ingenting");

	await confirm(`${HEAD}\n100;Tove Berg;tove@prov.example;2001;Chef;\n`);
	expect(await rolesOf(world, tove.id)).toEqual(["manager Mottagning Gamma"]);
	expect((await personOf(world, "100")).name).toBe("Tove Berg");

	await confirm(`${HEAD}\n100;Tove Berg;tove@prov.example;2001;Chef;2026-11-15\n`);
	expect((await personOf(world, "100")).ended_at).not.toBeNull();
	expect((await trailOf(world, "person", tove.id))[0]).toBe("Adam Norén avslutade Tove Berg");
});

test("a person added by hand is known by e-mail and keeps other kinds of roles", async () => {
	const world = await openWorld();
	const { confirm } = await hr(world);
	await confirm(
		`${HEAD}\n7;Mats Berg;MATS@prov.example;1002;Chef;\n7;Mats Berg;mats@prov.example;1001;Materialsamordnare;\n`,
	);
	expect((await personOf(world, "7")).id).toBe(world.ids.mats);
	expect((await rolesOf(world, world.ids.mats)).sort()).toEqual([
		"manager Vårdcentralen Beta",
		"material_coordinator Vårdcentralen Alfa",
	]);
});

test("a whole file ends who is missing, but not when half of everybody is", async () => {
	const world = await openWorld();
	const { confirm, preview } = await hr(world);
	const rows = Array.from({ length: 8 }, (_, n) => `${n};Person ${n};p${n}@prov.example;;;`);
	await confirm([HEAD, ...rows].join("\n"));
	await confirm([HEAD, ...rows.slice(1)].join("\r\n"), { complete: "1" });
	expect((await personOf(world, "0")).ended_at).not.toBeNull();
	const cut = await preview([HEAD, ...rows.slice(7)].join("\n"), { complete: "1" });
	expect(cut.page).toContain("kontrollera att filen är hel");
	expect(cut.page).not.toContain("Avsluta Person");
});

test("rows that cannot be used are told by line, and no file makes an administrator", async () => {
	const world = await openWorld();
	const { preview, confirm } = await hr(world);
	const text = [
		HEAD,
		"1;Ett;;9999;Chef;",
		"2;Två;;1001;Administratör;",
		"3;Tre;ingen adress;;;",
		"4;;;;;",
		"5;Fem;;1001;;",
	].join("\n");
	const { page } = await preview(text);
	for (const words of ["9999 finns inte", "ges bara för hand", "giltig e-postadress", "En roll har en enhet"])
		expect(page).toContain(words);
	expect(page).not.toContain("Genomför");
	await confirm(`${HEAD}\n1;Adam Norén;adam@prov.example;;;2026-11-01\n`);
	const adam = await world.ctx.db
		.selectFrom("people")
		.selectAll()
		.where("id", "=", world.ids.adam)
		.executeTakeFirstOrThrow();
	expect(adam.ended_at, "the only administrator stays").toBeNull();
});

test("a file in windows-1252 with commas is read; one without its columns is refused beside the field", async () => {
	const world = await openWorld();
	const { upload, client } = await hr(world);
	const bytes = Buffer.from(`${HEAD.replaceAll(";", ",")}\n9,Åsa Öst,,1001,Chef,\n`, "latin1");
	const form = new FormData();
	form.append("kind", "people");
	form.append("file", new File([bytes], "hr.csv"));
	const path = (await client.upload("/hr-filer", form)).headers.get("location")!;
	expect(await (await client.get(path)).text()).toContain("Lägg till Åsa Öst");
	const refused = await upload("a;b\n1;2\n");
	expect([refused.status, (await refused.text()).includes("Kolumner saknas i filen")]).toEqual([422, true]);
});

test("quotes: a cell over two lines is one, told by the line it begins on; quotes that do not add up refuse the file", async () => {
	const world = await openWorld();
	const { preview, upload } = await hr(world);
	const { page } = await preview(`${HEAD}\n1;"Öst; ""Åsa""";;1001;Chef;\n`);
	expect(page).toContain("Öst; &quot;Åsa&quot;");
	const rows = `\r\n\r\n1;"Öst\r\nÅsa";;1001;Chef;\r\n2;Bo Ek;;9999;Chef;\r\n`;
	const told = (await preview(HEAD + rows)).page.replace(/<[^>]+>/g, "|");
	expect(told).toMatch(/\|3\|+Namn: Skriv på en rad/);
	expect(told).toMatch(/\|5\|+Enhetskod: 9999 finns inte/);
	for (const [bad, said] of [
		['1;"Åsa" Öst;;1001;Chef;', "Rad 2: Citattecknet i kolumn 2"],
		['1;"Åsa Öst;;1001;Chef;', "Citattecknet som öppnas på rad 2 stängs aldrig"],
		["1;\0;;1001;Chef;", "nolltecken"],
	] as const) {
		const refused = await upload(`${HEAD}\n${bad}\n3;Bo Ek;;1001;Chef;\n`);
		expect([refused.status, (await refused.text()).includes(said)], bad).toEqual([422, true]);
	}
});

test("units are added under their parents, moved and renamed, and end lowest first", async () => {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("org_units").set({ code: "10" }).where("id", "=", world.ids.nara).execute(),
	);
	const { confirm } = await hr(world);
	const head = "Kod;Namn;Nivå;Överordnad kod;Slutdatum";
	const said = await confirm([head, "31;Enhet Ny;Enhet;30;", "30;Verksamhet Ny;Verksamhetsområde;10;"].join("\n"), {
		kind: "units",
	});
	expect(said).toContain("2 ändringar är gjorda");
	await confirm([head, "1001;Vårdcentralen Alfa;Enhet;30;", "31;Enhet Ny;Enhet;30;2026-12-31"].join("\n"), {
		kind: "units",
	});
	const units = await world.ctx.db
		.selectFrom("org_units as u")
		.innerJoin("org_units as p", "p.id", "u.parent_id")
		.select(["u.code", "p.code as parent", "u.valid_to"])
		.where("u.code", "in", ["31", "1001"])
		.orderBy("u.code")
		.execute();
	expect(units).toEqual([
		{ code: "1001", parent: "30", valid_to: null },
		{ code: "31", parent: "30", valid_to: "2026-12-31" },
	]);
});

test("T18: only whoever administers the whole organisation; and a preview is its maker's alone", async () => {
	const world = await openWorld();
	expect((await (await hr(world, "carin")).upload(HEAD)).status).toBe(403);
	const { path } = await (await hr(world)).preview(`${HEAD}\n1;Ett;;;;\n`);
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("roles")
			.set({ role: "administrator", unit_id: world.ids.region })
			.where("person_id", "=", world.ids.carin)
			.execute(),
	);
	const other = await clientFor(world, "carin");
	expect((await other.get(path)).status).toBe(404);
	expect((await other.post(`${path}/bekraftelse`, {})).status).toBe(404);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.adam).execute(),
	);
	const local = await hr(world);
	expect([403, 404]).toContain((await local.upload(`${HEAD}\n1;Ett;;;;\n`)).status);
});
