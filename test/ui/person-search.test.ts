import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { personSortKey } from "../../db/schema/sort-key.ts";
import { MOST_FOUND, SHORT_LIST, searched, searchesAnew } from "../../views/ui/person-search.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { formsOn } from "../support/forms-on.ts";
import { hold } from "../support/lifetime.ts";
import { listPages } from "../support/pages.ts";
import { openWholeWorld } from "../support/whole-world.ts";

const MANY = 60;
/** Told here again, so that a limit that is lifted is seen: thirty in a short list, or the found and the chosen. */
const MOST_SENT = 31;
const idOf = (n: number) => `many-${n}`;

/** The whole world with more people than a form may send, who hold roles that let them be chosen everywhere. */
const [world, close] = await hold(async () => {
	const whole = await openWholeWorld();
	await whole.ctx.database.transaction(async (trx) => {
		for (let n = 0; n < MANY; n++) {
			const name = `Person ${n} ${n % 7 === 3 ? "Åkesson" : "Sten"}`;
			const person = { id: idOf(n), name, sort_name: personSortKey(name), email: null, ledger_name: null };
			await trx
				.insertInto("people")
				.values({ ...person, created_at: "2026-01-01T00:00:00.000Z", ended_at: null, version: 1 })
				.execute();
			for (const role of ["manager", "material_coordinator"] as const)
				await trx
					.insertInto("roles")
					.values({
						id: `${person.id}-${role}`,
						person_id: person.id,
						role,
						unit_id: whole.ids.alfa,
						...{ valid_from: "2026-01-01", valid_to: null, substitute_for: null, version: 1 },
					})
					.execute();
		}
	});
	return whole;
});
afterAll(close);

const optionsIn = (html: string) => [...html.matchAll(/value="([^"]*many-\d+)"/g)].map(([, value]) => value!);

test("no control of any page lets more people be chosen than a person field sends", async () => {
	const pages = await listPages(world);
	const wide: string[] = [];
	let searching = 0;
	const clients = new Map(
		await Promise.all([...new Set(pages.values())].map(async (one) => [one, await clientFor(world, one)] as const)),
	);
	for (const [address, person] of pages) {
		const html = await (await clients.get(person)!.get(address)).text();
		searching += html.includes("data-person-search") ? 1 : 0;
		for (const [control] of html.matchAll(/<(select|fieldset|datalist)\b.*?<\/\1>/gs))
			if (optionsIn(control).length > MOST_SENT) wide.push(`${address}: ${optionsIn(control).length}`);
	}
	expect(wide).toEqual([]);
	expect(searching, "the forms that choose among them").toBeGreaterThan(8);
});

test("without JavaScript: what is searched for comes back to be chosen from, nothing is stored, what was typed is kept", async () => {
	const carin = await clientFor(world, "carin");
	const address = paths.riskMeasures(world.ids.risk);
	const opened = await (await carin.get(address)).text();
	const form = formsOn(opened).find(({ action }) => action === address)!;
	const stored = () => world.ctx.db.selectFrom("measures").select(["title", "owner_id"]).execute();
	const before = await stored();
	const typed = { ...form.values, title: "Inför rutin", kind: "action", "sok-owner_id": "åkess alfa" };
	const found = await carin.post(address, typed);
	expect(found.status).toBe(422);
	const html = await found.text();
	expect(html).toContain("Inget är sparat än.");
	expect(html).toContain("Inför rutin");
	expect(optionsIn(html).sort()).toEqual(
		Array.from({ length: MANY }, (_, n) => n)
			.filter((n) => n % 7 === 3)
			.map(idOf)
			.sort(),
	);
	expect(await stored()).toEqual(before);
	const again = formsOn(html).find(({ action }) => action === address)!.values;
	expect((await carin.post(address, { ...again, owner_id: idOf(10) })).status).toBe(303);
	expect(await stored()).toContainEqual({ title: "Inför rutin", owner_id: idOf(10) });
	expect((await carin.post(address, typed, { htmx: true })).status, "a script that asks").toBe(200);
	const none = await (await carin.post(address, { ...typed, "sok-owner_id": "<b>x" })).text();
	expect(none).toContain("Ingen heter eller arbetar på ”&lt;b&gt;x”.");
});

test("who finds only one has chosen that one, and the one who is chosen is never searched away", () => {
	const people = Array.from({ length: MANY }, (_, n) => ({ value: idOf(n), label: `Person ${n}`, help: "Alfa" }));
	fc.assert(
		fc.property(fc.string(), fc.nat(MANY - 1), (text, chosen) => {
			const { shown, total } = searched(people, { "sok-x": text }, "x", idOf(chosen));
			expect(shown.length).toBeLessThanOrEqual(MOST_FOUND + 1);
			expect(shown.map(({ value }) => value)).toContain(idOf(chosen));
			expect(new Set(shown).size).toBe(shown.length);
			expect(total).toBeLessThanOrEqual(MANY);
		}),
	);
	expect(SHORT_LIST).toBeLessThan(MANY);
	expect(searchesAnew({ "sok-x": "anna", "hittat-x": "ann" })).toBe(true);
	expect(searchesAnew({ "sok-x": " anna ", "hittat-x": "anna" })).toBe(false);
	expect(searchesAnew({ "sok-x": "" })).toBe(false);
});
