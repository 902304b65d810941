import { describe, expect, test } from "vitest";
import { insertRole } from "../../../db/writes/people/people.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { invitePerson } from "../../../src/people/accounts/invite-person.ts";
import { addPerson } from "../../../src/people/people/add-person.ts";
import { giveAccount, PASSWORD } from "../../support/local-account.ts";
import { trailOf } from "../../support/trail-of.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";

const NEW = { user_name: "ny", password: "sju sorters kakor" };

async function signedIn(world: World, person: PersonKey): Promise<Visitor> {
	await giveAccount(world, person);
	const visitor = visitorTo(world);
	expect((await visitor.post("/logga-in/losenord", { user_name: person, password: PASSWORD })).status).toBe(303);
	return visitor;
}

async function invite(by: Visitor, personId: string): Promise<string> {
	const page = await (await by.post(`/personer/${personId}/inbjudan`)).text();
	return /\/inbjudan\/([\w-]{43})"/.exec(page)![1]!;
}

/** A second administrator of the whole region, with an account named `berta`. */
async function secondAdministrator(world: World, name = "Berta Sand"): Promise<{ id: string; berta: Visitor }> {
	const id = await addPerson(await world.as("adam"), { name, email: null, ledger_name: null });
	const role = { role: "administrator" as const, unit_id: world.ids.region, valid_from: "2026-01-01", valid_to: null };
	await world.ctx.database.transaction((trx) =>
		insertRole(trx, { id: newId(new Date(TODAY)), person_id: id, ...role, substitute_for: null, version: 1 }),
	);
	const server = { ...world.ctx, actor: await systemActor(world.ctx.db, "cli") };
	const { token } = await invitePerson(server, id, TODAY.slice(0, 10));
	const berta = visitorTo(world);
	const account = { user_name: "berta", password: PASSWORD };
	expect((await berta.post(`/inbjudan/${token}`, account)).status).toBe(303);
	return { id, berta };
}

const opens = async (world: World, token: string) => (await visitorTo(world).post(`/inbjudan/${token}`, NEW)).status;

describe("T55: one administrator alone cannot become somebody else", () => {
	test.each(["mats", "nils", "carin", "fia", "rune"] as const)(
		"an invitation to %s, with a role of the control, opens nothing until another administrator has said yes",
		async (person) => {
			const world = await openWorld();
			const adam = await signedIn(world, "adam");
			const token = await invite(adam, world.ids[person]);
			const refused = await visitorTo(world).get(`/inbjudan/${token}`);
			expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("väntar på ett ja")]);
			expect(await opens(world, token)).toBe(403);
			expect((await adam.post(`/personer/${world.ids[person]}/inbjudan/ja`)).status).toBe(403);
			expect(await opens(world, token)).toBe(403);
			const { berta } = await secondAdministrator(world);
			expect(await (await berta.get("/")).text()).toContain("Säg ja eller nej till inbjudan till");
			expect((await berta.post(`/personer/${world.ids[person]}/inbjudan/ja`)).status).toBe(303);
			expect(await opens(world, token)).toBe(303);
			expect((await trailOf(world, "person", world.ids[person]))[1]).toContain(
				"valde användarnamn och lösenord genom en inbjudan från Adam Norén, bekräftad av Berta Sand",
			);
		},
	);

	test("nor by an invitation made before the person had an account, or the role: it is asked when it is used", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const early = await invite(adam, world.ids.maria);
		await world.ctx.database.transaction((trx) =>
			insertRole(trx, {
				...{ id: newId(new Date(TODAY)), person_id: world.ids.maria, role: "controller", unit_id: world.ids.region },
				...{ valid_from: "2026-11-16", valid_to: null, substitute_for: null, version: 1 },
			}),
		);
		expect(await opens(world, early)).toBe(403);
		const beata = await invite(adam, world.ids.beata);
		expect(await opens(world, beata)).toBe(303);
		const again = await invite(adam, world.ids.beata);
		expect((await visitorTo(world).post(`/inbjudan/${again}`, { ...NEW, user_name: "annan" })).status).toBe(403);
	});

	test("nor by ending the role first, nor by giving it to somebody they have let in on their own word", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const role = await world.ctx.db
			.selectFrom("roles")
			.select(["id", "version"])
			.where("person_id", "=", world.ids.carin)
			.executeTakeFirstOrThrow();
		const ending = { valid_to: "2026-11-15", version: String(role.version) };
		expect((await adam.post(`/roller/${role.id}/avslut`, ending)).status).toBe(303);
		const coordinator = { unit_id: world.ids.alfa, valid_from: "2026-11-16", role: "material_coordinator" };
		expect((await adam.post(`/personer/${world.ids.carin}/roller`, coordinator)).status).toBe(303);
		expect(await opens(world, await invite(adam, world.ids.carin))).toBe(403);

		expect(await opens(world, await invite(adam, world.ids.maria))).toBe(303);
		const grant = { unit_id: world.ids.region, valid_from: "2026-11-16", role: "controller" };
		const refused = await adam.post(`/personer/${world.ids.maria}/roller`, grant);
		expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("genom din egen inbjudan")]);
		const { berta } = await secondAdministrator(world);
		expect((await berta.post(`/personer/${world.ids.maria}/roller`, grant)).status).toBe(303);
	});

	test("nor with a second account of their own (T54), nor by saying no for somebody else", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const token = await invite(adam, world.ids.carin);
		const { berta } = await secondAdministrator(world, "Adam Norén");
		expect((await berta.post(`/personer/${world.ids.carin}/inbjudan/ja`)).status).toBe(403);
		expect(await opens(world, token)).toBe(403);
		const maria = await signedIn(world, "maria");
		for (const answer of ["ja", "nej"]) {
			expect((await maria.post(`/personer/${world.ids.carin}/inbjudan/${answer}`)).status).toBe(403);
			expect((await maria.post(`/mitt-konto/inbjudan/${answer}`)).status).toBe(404);
		}
	});

	test("an invitation from the server needs no yes, and the trail says so", async () => {
		const world = await openWorld();
		await giveAccount(world, "carin");
		expect((await trailOf(world, "person", world.ids.carin)).join()).toContain(
			"genom en inbjudan från kommandoraden på servern",
		);
	});
});

describe("the person's own word", () => {
	test("lets the invitation open; the person and the controllers are told through whom", async () => {
		const world = await openWorld();
		const [adam, mats, carin] = [
			await signedIn(world, "adam"),
			await signedIn(world, "mats"),
			await signedIn(world, "carin"),
		];
		const token = await invite(adam, world.ids.mats);
		expect(await opens(world, token)).toBe(403);
		expect(await (await carin.get("/")).text()).toContain("Mats Berg har fått en inbjudan att välja inloggning");
		expect(await (await mats.get("/")).text()).toContain("Har du bett om en ny inloggning?");
		expect(await (await mats.get("/mitt-konto/inbjudan")).text()).toContain("Adam Norén skapade");
		expect((await mats.post("/mitt-konto/inbjudan/ja")).status).toBe(303);
		expect((await mats.get("/mitt-konto/inbjudan")).status).toBe(404);
		const anew = visitorTo(world);
		expect((await anew.post(`/inbjudan/${token}`, NEW)).status).toBe(303);
		expect(await (await anew.get("/")).text()).toContain("Din inloggning valdes genom en inbjudan");
		const told = await (await carin.get("/")).text();
		expect(told).toContain("Mats Berg valde inloggning genom en inbjudan");
		expect(told).toContain("Skapad av Adam Norén, bekräftad av Mats Berg");
		const rows = (await (await carin.get("/inbjudningar.json")).json()) as { person: string; state: string }[];
		expect(rows.map(({ person, state }) => `${person}: ${state}`)).toContain("Mats Berg: Använd");
	});

	test("stops it: the link is dead, the person signs in as before, and the controllers see it", async () => {
		const world = await openWorld();
		const [adam, mats] = [await signedIn(world, "adam"), await signedIn(world, "mats")];
		const token = await invite(adam, world.ids.mats);
		expect((await mats.post("/mitt-konto/inbjudan/nej")).status).toBe(303);
		expect(await opens(world, token)).toBe(404);
		expect((await mats.get("/mina-sessioner")).status).toBe(200);
		expect((await trailOf(world, "person", world.ids.mats))[0]).toBe(
			"Mats Berg tog tillbaka inbjudan till Mats Berg från Adam Norén",
		);
	});
});

test("somebody without an account or a role of the control is let in by one administrator", async () => {
	const world = await openWorld();
	const adam = await signedIn(world, "adam");
	expect(await opens(world, await invite(adam, world.ids.maria))).toBe(303);
});
