import { get } from "node:http";
import { Worker } from "node:worker_threads";
import type { HttpBindings } from "@hono/node-server";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createApp } from "../../../src/app.tsx";
import { readConfig } from "../../../src/config.ts";
import { sessionCookie } from "../../../src/ground/http/actor.ts";
import { listen } from "../../../src/ground/http/listen.ts";
import { openKeys } from "../../../src/ground/keys.ts";
import { editUnit } from "../../../src/people/units/edit-unit.ts";
import { requireUnit } from "../../../src/people/units/require-unit.ts";
import { signIn } from "../../../src/people/session/sign-in.ts";
import { sharePages } from "../../../src/running/page-thread/share-pages.ts";
import { bundledProcess } from "../../support/bundle.ts";
import { FULL_MEASURE } from "../../support/measure.ts";
import { pageAddresses } from "../../support/pages.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import type { PersonKey } from "../../support/world.ts";

const SOURCE = new URL("../../../src/page-thread.ts", import.meta.url);
/** Ids that a form is given anew each time it is shown. */
const NEW_IDS = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Signing in, files that are sent, and an import under way: only the first thread has them. */
const OF_THE_FIRST = [
	"/logga-in/losenord",
	"/logga-in/kod",
	"/logga-in",
	"/underlag/underlag-hel/fil",
	"/underlag/underlag-hel/visning",
	"/inkop/forhandsgranskning/finns-inte",
];

test("every page is the same from the second thread, which reads what has just been written", {
	timeout: 240_000,
}, async () => {
	const world = await openWholeWorld();
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test", BASE_URL: "http://127.0.0.1" });
	const base = {
		...world.ctx,
		keys: openKeys(config),
		clock: () => new Date(),
		config,
		log: pino({ level: "silent" }),
	};
	const app = createApp(base);
	let own = 0;
	const bundle = await bundledProcess(SOURCE.pathname);
	const pages = sharePages(
		async (request, env) => {
			own++;
			return app.fetch(request, env);
		},
		{ start: () => new Worker(bundle, { workerData: config }), cores: 2, metrics: undefined, log: base.log },
	);
	onTestFinished(() => pages.end());
	const cookies = new Map<PersonKey, string>();
	const cookieOf = async (person: PersonKey) => {
		const known = cookies.get(person);
		const { name } = sessionCookie(config);
		const cookie = known ?? `${name}=${await signIn({ ...(await world.as(person)), clock: base.clock }, "test")}`;
		cookies.set(person, cookie);
		return cookie;
	};
	const ask = async (fetch: typeof app.fetch, person: PersonKey, path: string, more = "") => {
		const request = new Request(`http://127.0.0.1${path}`, { headers: { Cookie: `${await cookieOf(person)}${more}` } });
		const answer = await fetch(request, { incoming: { socket: {} } } as HttpBindings);
		const headers = [...answer.headers].filter(([header]) => header !== "x-request-id");
		return { status: answer.status, headers, text: (await answer.text()).replaceAll(NEW_IDS, "id") };
	};
	const shared = (person: PersonKey, path: string, more?: string) => ask(pages.fetch as never, person, path, more);
	// over connections, as browsers ask: what is answered without a pause is no crowd until it is seen
	const port = await new Promise<number>((resolve) => {
		const server = listen(pages.fetch, { port: 0 }, resolve);
		onTestFinished(() => void server.close());
	});
	const headers = { Cookie: await cookieOf("carin") };
	const over_the_net = () => fetch(`http://127.0.0.1:${port}/planer`, { headers }).then((answer) => answer.text());
	await expect
		.poll(
			async () => {
				const before = own;
				await Promise.all(Array.from({ length: 12 }, over_the_net));
				return own - before;
			},
			{ timeout: 60_000 },
		)
		.toBeLessThan(12);

	const made_here: string[] = [];
	const compare = async (person: PersonKey, path: string, more = "") => {
		const before = own;
		const [there, here] = [await shared(person, path, more), await ask(app.fetch, person, path, more)];
		if (own > before) made_here.push(path);
		expect(there, path).toEqual(here);
		return there;
	};
	for (const [at, path] of pageAddresses(world).entries())
		if (FULL_MEASURE || at % 3 === 0 || OF_THE_FIRST.includes(path)) await compare("carin", path);
	expect(made_here.splice(0)).toEqual(OF_THE_FIRST);

	// remembered in both threads by now, and renamed by the first
	const { id, parent_name: _, ...unit } = await requireUnit(world.ctx.db, world.ids.alfa);
	await editUnit({ ...(await world.as("adam")), clock: base.clock }, id, { ...unit, name: "Vårdcentralen Ny" });
	expect((await compare("carin", "/enheter")).text).toContain("Vårdcentralen Ny");
	expect(made_here).toEqual([]);

	// an address that cannot be asked for anew, from whoever has any cookie, ends no thread
	const hostile = await new Promise((resolve) => {
		const path = `http://nagon:losenord@127.0.0.1:${port}/planer`;
		get({ port, path, headers: { Cookie: "a=b" } }, (answer) => resolve(answer.resume().statusCode));
	});
	expect(hostile).toBe(303);
	await compare("carin", "/planer");
	expect(made_here).toEqual([]);

	// the words to search among, and the copies of other days
	expect((await compare("carin", "/sok?q=vårdcentralen")).text).toContain("Vårdcentralen Ny");
	const day = "; lage=2026-10-01";
	await expect.poll(async () => (await ask(app.fetch, "rune", "/planer", day)).status, { timeout: 30_000 }).toBe(200);
	await compare("rune", "/planer", day);
	expect(made_here).toEqual(["/sok?q=vårdcentralen", "/planer"]);
});
