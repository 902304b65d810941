import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { MOST_SESSIONS } from "../../../src/ground/access/session-lifetimes.ts";
import { signIn } from "../../../src/people/session/sign-in.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";

const at = (minute: number) => new Date(Date.parse(TODAY) + minute * 60_000).toISOString();

/** Signs the person in so many times, a minute apart. */
async function signInOften(world: World, person: "mats" | "maria", times: number, from = 0): Promise<void> {
	for (let n = 0; n < times; n++) {
		const browser = { address: "127.0.0.1", client: `Webbläsare ${from + n}.`, replaces: null };
		await signIn(await world.as(person, at(from + n)), "prov", browser);
	}
}

async function clients(world: World, person: "mats" | "maria"): Promise<string[]> {
	const rows = await world.ctx.db
		.selectFrom("sessions")
		.select("client")
		.where("person_id", "=", world.ids[person])
		.where("ended_at", "is", null)
		.orderBy("created_at")
		.execute();
	return rows.map(({ client }) => client);
}

test("one person is signed in at so many places and no more: the oldest ends, with its event, and nobody else's", async () => {
	const world = await openWorld();
	await signInOften(world, "maria", 1);
	await signInOften(world, "mats", MOST_SESSIONS);
	expect(await clients(world, "mats")).toHaveLength(MOST_SESSIONS);
	await signInOften(world, "mats", 2, MOST_SESSIONS);
	const left = await clients(world, "mats");
	expect([left.length, left[0], left.at(-1)]).toEqual([
		MOST_SESSIONS,
		"Webbläsare 2.",
		`Webbläsare ${MOST_SESSIONS + 1}.`,
	]);
	expect(await clients(world, "maria")).toHaveLength(1);
	const capped = (await trailOf(world, "person", world.ids.mats)).filter((line) => line.includes("högsta antalet"));
	expect(capped).toEqual(
		Array(2).fill("Mats Berg hade 50 inloggningar, som är det högsta antalet: den äldsta avslutades"),
	);
});

test("what has run out by itself takes nobody's place", async () => {
	const world = await openWorld();
	await signInOften(world, "mats", MOST_SESSIONS);
	await signInOften(world, "mats", 1, 24 * 60);
	const capped = await world.ctx.db.selectFrom("events").select("seq").where("type", "=", "sessions.capped").execute();
	expect(capped).toEqual([]);
});

test("the page shows them some at a time, the one used last first", async () => {
	const world = await openWorld();
	await signInOften(world, "mats", 24);
	const client = await clientFor(world, "mats", at(24));
	const first = await (await client.get(paths.ownSessions())).text();
	expect(first).toContain("Visar 1–20 av 25 inloggningar");
	expect(first).toContain("Webbläsare 23.");
	expect(first).not.toContain("Webbläsare 4.");
	expect(first).toContain(`href="${paths.ownSessions()}?sida=2"`);
	expect(first).toContain("Avsluta alla andra");
	const second = await (await client.get(`${paths.ownSessions()}?sida=2`)).text();
	expect(second).toContain("Visar 21–25 av 25 inloggningar");
	expect(second).toContain("Webbläsare 4.");
	expect(second).not.toContain("Webbläsare 23.");
	expect(second).toContain("Avsluta alla andra");
});
