import { afterAll, expect, test } from "vitest";
import { addIntegration } from "../../src/people/scim/add-integration.ts";
import { invitePerson } from "../../src/people/accounts/invite-person.ts";
import { addPerson } from "../../src/people/people/add-person.ts";
import { grantRole } from "../../src/people/people/grant-role.ts";
import { paths } from "../../src/paths/paths.ts";
import { giveAccount } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, TODAY } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("T55: who becomes whom is asked and told on pages that hold at every width", async () => {
	const world = await openWorld();
	await giveAccount(world, "carin");
	const adam = await world.as("adam");
	await addPerson(adam, { name: "Carin Åberg", email: "carin.aberg@prov.example", ledger_name: null });
	const today = TODAY.slice(0, 10);
	for (const person of ["carin", "mats"] as const) await invitePerson(adam, world.ids[person], today);
	const other = { ...adam, actor: { ...adam.actor, id: world.ids.carin } };
	const role = { role: "administrator" as const, unit_id: world.ids.region, valid_from: today, valid_to: null };
	await grantRole(other, world.ids.boris, { ...role, substitute_for: null });
	const token = await addIntegration(adam, { name: "Entra ID", days: 365 });
	const user = { userName: "nils@prov.example", displayName: "Nils Ny", emails: [{ value: "nils@prov.example" }] };
	const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
	const asked = await visitorTo(world).send("POST", "/scim/v2/Users", JSON.stringify(user), headers);
	expect(asked.status).toBe(409);

	const site = await openSite(world);
	const [boris, carin] = [await site.visit("boris"), await site.visit("carin")];
	const pages = [
		{
			name: "identity-inbox",
			page: boris.page,
			path: paths.inbox(),
			says: "Säg ja eller nej till inbjudan till Carin",
		},
		{ name: "identity-person", page: boris.page, path: paths.person(world.ids.carin), says: "väntar på ett ja" },
		{ name: "identity-invitations", page: boris.page, path: paths.invitations(), says: "Mats Berg" },
		{ name: "identity-proposals", page: boris.page, path: paths.directoryProposals(), says: "Nils Ny" },
		{ name: "identity-settings", page: boris.page, path: paths.settings(), says: "Nytt beslut om engångskoder" },
		{ name: "identity-own", page: carin.page, path: paths.ownInvitation(), says: "Har du bett om en ny inloggning?" },
		{ name: "identity-told", page: carin.page, path: paths.inbox(), says: "Mats Berg har fått en inbjudan" },
	];
	for (const { name, page, path, says } of pages) {
		await page.goto(path);
		expect(await page.locator("main").innerText(), path).toContain(says);
		await page.setViewportSize({ width: 360, height: 900 });
		await requireAccessible(page);
		await shoot(page, name);
	}
	await carin.page.goto(paths.ownInvitation());
	await carin.page.getByRole("button", { name: "Nej, stoppa inbjudan" }).click();
	expect(await carin.page.locator("main").innerText()).toContain("Inbjudan är stoppad");
});
