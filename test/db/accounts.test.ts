import { describe, expect, test } from "vitest";
import { listWithoutOwner } from "../../db/queries/people/ownership.ts";
import { addIntegration } from "../../src/people/scim/add-integration.ts";
import { clientFor } from "../support/browser-client.ts";
import { countedWaits } from "../support/counted-waits.ts";
import { giveAccount, giveCodes, PASSWORD } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorldIn, TODAY } from "../support/world.ts";
import { DIALECTS } from "./dialects.ts";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("T31, T32: limits and codes hold against simultaneous attempts", async () => {
		const world = await openWorldIn(await open());
		await giveAccount(world, "mats");
		const { recovery } = await giveCodes(world, "mats");
		const visitors = await Promise.all(
			[1, 2, 3].map(async () => {
				const visitor = visitorTo(world, { peer: "203.0.113.9" });
				await visitor.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD });
				return visitor;
			}),
		);
		const codes = await Promise.all(visitors.map((one) => one.post("/logga-in/kod", { code: recovery[0]! })));
		expect(codes.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 422, 422]);
		const waits = countedWaits();
		const guesses = await Promise.all(
			Array.from({ length: 14 }, () =>
				visitorTo(world)
					.post("/logga-in/losenord", { user_name: "ingen", password: "x" })
					.then((answer) => answer.text()),
			),
		);
		expect(guesses.filter((text) => text.includes("För många försök"))).toHaveLength(2);
		expect(waits.sort((a, b) => a - b)).toEqual([10_000, 20_000]);
	});

	test("the directory adds, finds and ends people, and what they owned lacks an owner", async () => {
		const world = await openWorldIn(await open());
		const token = await addIntegration(await world.as("adam"), { name: "Katalog", days: 1 });
		const call = (method: string, path: string, body: object | null) =>
			visitorTo(world).send(method, `/scim/v2${path}`, body && JSON.stringify(body), {
				Authorization: `Bearer ${token}`,
				"Content-Type": "application/scim+json",
			});
		const user = { userName: "Maria@prov.example", emails: [{ value: "maria@prov.example" }], displayName: "Maria Ek" };
		expect((await call("POST", "/Users", user)).status).toBe(201);
		expect((await call("POST", "/Users", user)).status).toBe(409);
		expect(
			(await call("POST", "/Users", { ...user, userName: "annan", emails: [{ value: "beata@prov.example" }] })).status,
		).toBe(201);
		const taken = await call("PUT", `/Users/${world.ids.maria}`, { ...user, emails: [{ value: "fia@prov.example" }] });
		expect(taken.status, "somebody else's e-mail").toBe(409);
		const group = await call("POST", "/Groups", { displayName: "G", members: [{ value: world.ids.maria }] });
		expect(group.status).toBe(201);
		const end = { Operations: [{ op: "Replace", path: "active", value: "False" }] };
		expect((await call("PATCH", `/Users/${world.ids.maria}`, end)).status).toBe(200);
		expect((await listWithoutOwner(world.ctx.db, "all")).map(({ kind }) => kind)).toEqual(["measure", "risk"]);
	});

	test("an HR file is read and confirmed", async () => {
		const world = await openWorldIn(await open());
		const adam = await clientFor(world, "adam", TODAY);
		const form = new FormData();
		form.append("kind", "people");
		const text = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n1;Tove;tove@prov.example;1001;Chef;\n";
		form.append("file", new File([text], "hr.csv"));
		const path = (await adam.upload("/hr-filer", form)).headers.get("location")!;
		expect(await (await adam.post(`${path}/bekraftelse`, {})).text()).toContain("2 ändringar är gjorda");
	});
});
