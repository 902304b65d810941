import { expect, test } from "vitest";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { paths } from "../../../src/paths/paths.ts";
import { answerAll } from "../../checks/samples/answers.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { giveAccount, giveCodes, PASSWORD } from "../../support/local-account.ts";
import { openWorld } from "../../support/world.ts";

interface File {
	namn: string;
	namns_i_registret: { var: string; antal: number }[];
	handelser: { handelse: string }[];
	inloggad: unknown[];
}

test("a person reads and takes out everything that is kept about them: register, sign-in and every event", async () => {
	const world = await openWorld();
	await answerAll(await world.as("maria"), await openDrawnRun(world, { lines: { 7: { receiver: "Maria Ek" } } }));
	const maria = await clientFor(world, "maria");
	expect(await (await maria.get(paths.ownSessions())).text()).toContain(paths.ownData());
	const page = await (await maria.get(paths.ownData())).text();
	for (const said of ["Mina uppgifter", "maria@prov.example", "Materialsamordnare", "Kontrolltillfällen att utföra"])
		expect(page).toContain(said);
	const response = await maria.get(`${paths.ownData()}.json`);
	expect(response.headers.get("content-disposition")).toContain("attachment");
	const file = (await response.json()) as File;
	expect(file.namn).toBe("Maria Ek");
	expect(file.namns_i_registret).toContainEqual({ var: "Svar på kontrollpunkter", antal: 60 });
	expect(file.namns_i_registret.map((trace) => trace.var)).toContain(
		"Inköp där personen står som beställare, mottagare eller attestant",
	);
	expect(file.handelser.filter(({ handelse }) => handelse.startsWith("Maria Ek besvarade"))).toHaveLength(5);
	expect(file.inloggad).toHaveLength(1);
	const events = await listEventsOf(world.ctx.db, "person", [world.ids.maria]);
	expect(
		events.filter(({ type }) => type === "person.data_read"),
		"reading one's own is no event",
	).toEqual([]);
});

test("T40: no secret is in it, only that there is one", async () => {
	const world = await openWorld();
	await giveAccount(world, "maria");
	const { seed, recovery } = await giveCodes(world, "maria");
	const text = await (await (await clientFor(world, "maria")).get(`${paths.ownData()}.json`)).text();
	expect(text).toContain('"engangskoder": true');
	for (const secret of [PASSWORD, seed, recovery[0]!, "argon2", "totp"]) expect(text).not.toContain(secret);
});

test("an administrator reads it about somebody else, and that is a fact; nobody else does, and SAM stays with the person", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	expect(await (await adam.get(paths.person(world.ids.maria))).text()).toContain("Allt som finns sparat");
	const page = await (await adam.get(paths.personData(world.ids.maria))).text();
	expect(page).toContain("Uppgifter om Maria Ek");
	expect((await adam.get(`${paths.personData(world.ids.maria)}.json`)).status).toBe(200);
	const events = await listEventsOf(world.ctx.db, "person", [world.ids.maria]);
	expect(events[0]).toMatchObject({ type: "person.data_read", actor_name: "Adam Norén" });
	expect((await adam.get(paths.personData("finns-inte"))).status).toBe(404);
	for (const person of ["carin", "mats", "rune", "fia"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(paths.personData(world.ids.maria))).status, person).toBe(403);
		expect((await client.get(`${paths.personData(world.ids.maria)}.json`)).status, person).toBe(403);
	}
	const nobody = await clientFor(world, null);
	expect((await nobody.get(paths.ownData())).status).not.toBe(200);
});
