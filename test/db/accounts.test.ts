import { describe, expect, test } from "vitest";
import { countInvitations, listInvitations } from "../../db/queries/people/accounts-invitations.ts";
import { listLookalikes, type LookalikePair, readLookalikes } from "../../db/queries/people/accounts-pairs.ts";
import { isLastAdministrator } from "../../db/queries/people/people.ts";
import { listOpenProposals } from "../../db/queries/people/scim-proposals.ts";
import { insertRole, updateRole } from "../../db/writes/people/people.ts";
import { listWithoutOwner } from "../../db/queries/people/ownership.ts";
import { addPerson } from "../../src/people/people/add-person.ts";
import { addIntegration } from "../../src/people/scim/add-integration.ts";
import { clientFor } from "../support/browser-client.ts";
import { countedWaits } from "../support/counted-waits.ts";
import { giveAccount, giveCodes, PASSWORD } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { TODAY } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("T31, T32: limits and codes hold against simultaneous attempts", async () => {
		const world = await openWorldOn(open);
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

	test("accounts alike by name or in the ledger are told once each, page by page, as far as the reader reaches", async () => {
		const world = await openWorldOn(open);
		const { db } = world.ctx;
		const adam = await world.as("adam");
		const ids: string[] = [];
		for (const [name, ledger_name] of [
			["Ida Lund", "IDLU"],
			["Ida Lund", "IDLU"],
			["Ida Lind", "IDLU"],
		] as const)
			ids.push(await addPerson(adam, { name, ledger_name, email: null }));
		const [a, b, c] = ids as [string, string, string];
		const pair = (...two: string[]) => two.toSorted().join(" ");
		const pairs = (of: LookalikePair[]) => of.map(({ person_id, other_id }) => pair(person_id, other_id));
		const found = await listLookalikes(db, "all");
		expect(found.map(({ judged }) => judged)).toEqual(found.map(() => null));
		const all = await readLookalikes(db, found);
		const own = pairs(all).filter((one) => ids.some((id) => one.includes(id)));
		expect(own.toSorted()).toEqual([pair(a, b), pair(a, c), pair(b, c)].toSorted());
		expect(new Set(pairs(all)).size).toBe(all.length);
		const paged = [0, 1, 2].map((at) => readLookalikes(db, found.slice(at, at + 1)));
		expect(pairs((await Promise.all(paged)).flat())).toEqual(pairs(all).slice(0, 3));
		const place = {
			person_id: c,
			role: "manager",
			unit_id: world.ids.alfa!,
			valid_from: TODAY,
			valid_to: null,
		} as const;
		await world.ctx.database.transaction((trx) =>
			insertRole(trx, { id: "roll", ...place, substitute_for: null, version: 1 }),
		);
		const outside = { own: [world.ids.beta!], branch: [] };
		const seen = pairs(await readLookalikes(db, await listLookalikes(db, outside)));
		expect(seen, "who has no role yet is seen by all, and who works elsewhere is not").toContain(pair(a, b));
		expect(seen.filter((one) => one.includes(c))).toEqual([]);
	});

	test("the directory adds, finds and ends people, and what they owned lacks an owner", async () => {
		const world = await openWorldOn(open);
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
		expect((await listWithoutOwner(world.ctx.db, "all")).map(({ kind }) => kind)).toEqual(["performer"]);
	});

	test("T55: invitations and a directory's wishes wait for a second yes, and what was decided stays", async () => {
		const world = await openWorldOn(open);
		const { db, database } = world.ctx;
		const adam = await clientFor(world, "adam", TODAY);
		const page = await (await adam.post(`/personer/${world.ids.carin}/inbjudan`, {})).text();
		const link = /\/inbjudan\/[\w-]{43}/.exec(page)![0];
		const account = { user_name: "carin", password: PASSWORD };
		expect((await visitorTo(world).post(link, account)).status).toBe(403);
		const role = {
			role: "administrator" as const,
			unit_id: world.ids.region,
			valid_from: "2026-01-01",
			valid_to: null,
		};
		await database.transaction((trx) =>
			insertRole(trx, { id: "second", person_id: world.ids.beata, ...role, substitute_for: null, version: 1 }),
		);
		const beata = await clientFor(world, "beata", TODAY);
		expect(await (await beata.get("/")).text()).toContain("Säg ja eller nej till inbjudan till Carin");
		expect((await beata.post(`/personer/${world.ids.carin}/inbjudan/ja`, {})).status).toBe(303);
		expect((await visitorTo(world).post(link, account)).status).toBe(303);
		const within = { own: [], branch: [world.ids.administration] };
		for (const reach of ["all", within] as const) {
			const [row, ...rest] = await listInvitations(db, { reach, since: TODAY.slice(0, 10) });
			expect([row!.confirmer, row!.guarded, rest]).toEqual(["Beata Lind", 1, []]);
			expect(await countInvitations(db, { reach })).toBe(1);
		}
		const token = await addIntegration(await world.as("adam"), { name: "Katalog", days: 1 });
		const user = { userName: "carin", emails: [{ value: "carin@prov.example" }], displayName: "Carin Åberg" };
		const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
		const ask = () => visitorTo(world).send("POST", "/scim/v2/Users", JSON.stringify(user), headers);
		expect((await ask()).status).toBe(409);
		const [proposal, ...more] = await listOpenProposals(db, within);
		expect(more).toEqual([]);
		expect((await beata.post(`/integrationer/forslag/${proposal!.id}`, { verdict: "no" })).status).toBe(303);
		expect((await ask()).status).toBe(409);
		expect(await listOpenProposals(db, "all")).toEqual([]);
		const change = (accepted: number) =>
			database.transaction((trx) => trx.updateTable("directory_proposals").set({ accepted }).execute());
		await expect(change(1)).rejects.toThrow("not allowed");
		expect(await isLastAdministrator(db, world.ids.adam, "2026-11-16")).toBe(false);
		await database.transaction((trx) => updateRole(trx, "second", 1, { valid_to: "2026-12-01" }));
		expect(await isLastAdministrator(db, world.ids.adam, "2026-11-16")).toBe(true);
	});

	test("an HR file is read and confirmed", async () => {
		const world = await openWorldOn(open);
		const adam = await clientFor(world, "adam", TODAY);
		const form = new FormData();
		form.append("kind", "people");
		const text = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n1;Tove;tove@prov.example;1001;Chef;\n";
		form.append("file", new File([text], "hr.csv"));
		const path = (await adam.upload("/hr-filer", form)).headers.get("location")!;
		expect(await (await adam.post(`${path}/bekraftelse`, {})).text()).toContain("2 ändringar är gjorda");
	});
});
