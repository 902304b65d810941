import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { insertSetting } from "../../db/writes/office/settings.ts";
import type { OidcProvider } from "../../src/people/session/oidc-provider.ts";
import { trailOf } from "../support/trail-of.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, TODAY } from "../support/world.ts";
import { isk } from "./commands.ts";

test("whoever runs commands on the server lets a locked-out administrator in again; the trail says so", async () => {
	const world = await openWorld();
	const said = await isk(world.dataDir, "invite", "Adam@Prov.example");
	const token = /\/inbjudan\/([\w-]{43})$/.exec(said)![1]!;
	expect(await trailOf(world, "person", world.ids.adam)).toEqual([
		"Kommandoraden gav Adam Norén en inbjudan att välja inloggning",
	]);
	expect((await visitorTo(world, { clock: () => new Date() }).get(`/inbjudan/${token}`)).status).toBe(200);
	await expect(isk(world.dataDir, "invite", "ingen@prov.example")).rejects.toThrow("Ingen person");
});

test("T55: where passwords are forbidden the link says that it gives none, and gives none", async () => {
	const world = await openWorld();
	const oidc = { issuer: "https://id.example", client_id: "isk", name: "regionens inloggning" };
	writeFileSync(join(world.dataDir, "oidc.json"), JSON.stringify(oidc), { mode: 0o600 });
	const setting = { key: "local_passwords", value: JSON.stringify({ forbidden: true }), valid_from: "2026-01-01" };
	await world.ctx.database.transaction((trx) =>
		insertSetting(trx, { id: "passwords", ...setting, created_at: TODAY, created_by: world.ids.adam }),
	);
	const said = await isk(world.dataDir, "invite", "adam@prov.example");
	expect(said).toContain("Lösenord används inte här. Logga in med regionens inloggning.");
	const token = /\/inbjudan\/([\w-]{43})$/.exec(said)![1]!;
	const provider = { name: oidc.name, issuer: oidc.issuer } as unknown as OidcProvider;
	const visitor = visitorTo(world, { signIn: { provider, proxies: [] }, clock: () => new Date() });
	const account = { user_name: "adam", password: "sju sorters kakor" };
	expect((await visitor.post(`/inbjudan/${token}`, account)).status).toBe(422);
	expect(await world.ctx.db.selectFrom("accounts").selectAll().execute()).toEqual([]);
});
