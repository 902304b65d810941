import { connect } from "node:net";
import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { readBody, readJson } from "../../src/ground/http/body.ts";
import type { AppEnv } from "../../src/ground/http/env.ts";
import { listen, TIMEOUTS } from "../../src/ground/http/listen.ts";
import { openLog } from "../../src/ground/log.ts";
import { paths } from "../../src/paths/paths.ts";
import { addIntegration } from "../../src/people/scim/add-integration.ts";
import { clientFor } from "../support/browser-client.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, TODAY } from "../support/world.ts";

const ORIGIN = "http://127.0.0.1:3000";
const PART = '--x\r\nContent-Disposition: form-data; name="user_name"\r\n\r\n';
const OVER = 1_000_001;

/** What a body may say it is, and how it then looks. */
const KINDS: Record<string, { type: string | null; body: (bytes: number) => string }> = {
	urlencoded: { type: "application/x-www-form-urlencoded", body: (bytes) => `user_name=${"a".repeat(bytes)}` },
	multipart: {
		type: "multipart/form-data; boundary=x",
		body: (bytes) => `${PART}${"a".repeat(bytes)}\r\n--x--\r\n`,
	},
	"a file": {
		type: "multipart/form-data; boundary=x",
		body: (bytes) => `${PART.replace("\r\n\r\n", '; filename="a.csv"\r\n\r\n')}${"a".repeat(bytes)}\r\n--x--\r\n`,
	},
	"text/plain": { type: "text/plain", body: (bytes) => "a".repeat(bytes) },
	json: { type: "application/json", body: (bytes) => "[".repeat(bytes) },
	"no type": { type: null, body: (bytes) => "a".repeat(bytes) },
};

/** A body without a length that counts what is taken of it. */
function counted(text: string) {
	const bytes = new TextEncoder().encode(text);
	const taken = { bytes: 0 };
	const stream = new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const piece = bytes.slice(taken.bytes, taken.bytes + 65_536);
				taken.bytes += piece.length;
				if (piece.length === 0) controller.close();
				else controller.enqueue(piece);
			},
		},
		{ highWaterMark: 0 },
	);
	return { stream, taken };
}

describe.each(Object.entries(KINDS))("T47, T58: a form that says it is %s", (_name, { type, body }) => {
	test("is refused past 1 MB, by its length or without one, and no more of it is read", async () => {
		const world = await openWorld();
		const app = createApp({
			...world.ctx,
			config: readConfig({ DATA_DIR: world.dataDir }),
			log: openLog({ write() {} }),
		});
		const headers = { Origin: ORIGIN, ...(type ? { "Content-Type": type } : {}) };
		const { stream, taken } = counted(body(5_000_000));
		const request = new Request(`${ORIGIN}${paths.signInPassword()}`, {
			method: "POST",
			headers,
			body: stream,
			duplex: "half",
		} as RequestInit);
		if (!type) request.headers.delete("Content-Type");
		expect((await app.request(request)).status).toBe(413);
		expect(taken.bytes).toBeLessThan(1_200_000);
		const told = await app.request(`${ORIGIN}${paths.signInPassword()}`, {
			method: "POST",
			headers: { ...headers, "Content-Length": String(OVER) },
			body: new TextEncoder().encode(body(OVER)),
		});
		const page = await told.text();
		expect([told.status, page.includes("högst 1 MB"), page.length < 20_000]).toEqual([413, true, true]);
	});
});

describe("T47: a form", () => {
	const post = async (type: string, body: string) => {
		const world = await openWorld();
		return visitorTo(world).send("POST", paths.signInPassword(), body, { Origin: ORIGIN, "Content-Type": type });
	};

	test("of thousands of fields or parts is refused before they are made", async () => {
		const parts = PART.concat("v\r\n").repeat(5_000);
		for (const [type, body] of [
			["application/x-www-form-urlencoded", "a=b&".repeat(5_000)],
			["application/x-www-form-urlencoded", "&".repeat(900_000)],
			["multipart/form-data; boundary=x", `${parts}--x--\r\n`],
		] as const)
			expect((await post(type, body)).status, body.slice(0, 12)).toBe(413);
	});

	test("is read the same whether it comes as pairs or as parts, and a file in it is let go", async () => {
		const typed = "multipart/form-data; boundary=x";
		const file = '--x\r\nContent-Disposition: form-data; name="password"; filename="a"\r\n\r\nhemligt\r\n--x--\r\n';
		const answer = await post(typed, `${PART}åsa\r\n${file}`);
		const page = await answer.text();
		expect([answer.status, page.includes('value="åsa"'), page.includes("Skriv ett lösenord")]).toEqual([
			422,
			true,
			true,
		]);
		expect((await post(typed, PART)).status, "cut off").toBe(422);
	});
});

test("T58: a refused value is never shown longer than its field, and one that no field holds is not shown", async () => {
	const world = await openWorld();
	const long = "å".repeat(50_000);
	const name = await visitorTo(world).post(paths.signInPassword(), { user_name: long, password: "x" });
	expect([name.status, (await name.text()).includes("å".repeat(201))]).toEqual([422, false]);
	const client = await clientFor(world, "carin");
	const measure = await client.post(`${paths.risk(world.ids.risk)}/atgarder`, {
		title: `${"b".repeat(400)}${"c".repeat(60)}`,
		due_on: "9".repeat(80_000),
	});
	const page = await measure.text();
	expect([measure.status, page.includes("9".repeat(100)), page.length < 60_000]).toEqual([422, false, true]);
	expect([page.includes("b".repeat(400)), page.includes("ccc"), page.includes("Här står de första")]).toEqual([
		true,
		false,
		true,
	]);
});

describe("T58: SCIM", () => {
	test("a body that is too large, too deep or no JSON is refused in the protocol's words", async () => {
		const world = await openWorld();
		const token = await addIntegration(await world.as("adam"), { name: "Katalog", days: 1 });
		const call = (body: string) =>
			visitorTo(world).send("POST", "/scim/v2/Users", body, {
				Authorization: `Bearer ${token}`,
				"Content-Type": "application/scim+json",
			});
		const deep = `{"userName":"a@b.example","name":${'{"givenName":'.repeat(60_000)}1${"}".repeat(60_000)}}`;
		for (const [body, status] of [
			["[".repeat(900_000), 400],
			[deep, 400],
			["{", 400],
			[`{"userName":"${"a".repeat(OVER)}"}`, 413],
		] as const) {
			const answer = await call(body);
			expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([status, String(status)]);
		}
		expect((await call(`{"userName":"a@b.example","displayName":"[[{{ \\"[["}`)).status).toBe(201);
	});
});

test("T08, T58: JSON that is nested deeper than any real input is no JSON, whatever stands in its texts", async () => {
	const app = new Hono<AppEnv>();
	app.post("/", async (c) => c.json({ read: (await readJson(c)) !== undefined }));
	const isRead = async (body: string) => {
		const answer = await app.request("/", { method: "POST", body });
		return ((await answer.json()) as { read: boolean }).read;
	};
	const nested = (depth: number) => `${"[".repeat(depth)}"[[{\\"[["${"]".repeat(depth)}`;
	expect([await isRead(nested(30)), await isRead(nested(31)), await isRead(nested(60_000))]).toEqual([
		true,
		false,
		false,
	]);
});

describe("T58: whoever sends slowly", () => {
	test("and never finishes a head, or says nothing, loses the connection", async () => {
		expect(TIMEOUTS.headers).toBeLessThanOrEqual(30_000);
		const world = await openWorld();
		const app = createApp({
			...world.ctx,
			config: readConfig({ DATA_DIR: world.dataDir }),
			log: openLog({ write() {} }),
		});
		const answering = async (headers: number, request: number) => {
			const server = await new Promise<ReturnType<typeof listen>>((resolve) => {
				const at = { port: 0, hostname: "127.0.0.1" };
				const times = { headers, request, looked_after_every: 20 };
				const started = listen(app.fetch, at, () => resolve(started), times);
			});
			onTestFinished(() => void server.close());
			return (server.address() as { port: number }).port;
		};
		// each limit by itself: the other is too far away to help
		const heads = await answering(100, 600_000);
		const whole = await answering(300, 300);
		const form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\na=";
		for (const [port, said] of [
			[heads, ""],
			[heads, "GET / HTTP/1.1\r\nHost: x\r\n"],
			[whole, `POST ${paths.signInPassword()} HTTP/1.1\r\nHost: x\r\n${form}`],
		] as const) {
			const socket = connect(port, "127.0.0.1");
			const ended = new Promise((resolve) => socket.on("close", resolve));
			socket.on("error", () => undefined);
			socket.resume();
			socket.write(said);
			await ended;
		}
	});

	test("a form gets 408, and its connection is given back", async () => {
		const app = new Hono<AppEnv>();
		app.post("/", async (c) => c.text(String((await readBody(c, 50)).length)));
		let cancelled = false;
		const body = new ReadableStream({
			cancel() {
				cancelled = true;
			},
		});
		const answer = await app.request("/", { method: "POST", body, duplex: "half" } as RequestInit);
		expect([answer.status, cancelled]).toEqual([408, true]);
	});
});

test("T31: what a body costs is asked of nobody who has not signed in: it is not read", async () => {
	const world = await openWorld();
	const app = createApp({
		...world.ctx,
		clock: () => new Date(TODAY),
		config: readConfig({ DATA_DIR: world.dataDir }),
		log: openLog({ write() {} }),
	});
	for (const path of [paths.purchases(), paths.hrFiles(), paths.risk(world.ids.risk), "/finns-inte", paths.signOut()]) {
		const { stream, taken } = counted(KINDS.multipart!.body(2_000_000));
		const request = new Request(`${ORIGIN}${path}`, {
			method: "POST",
			headers: { Origin: ORIGIN, "Content-Type": "multipart/form-data; boundary=x" },
			body: stream,
			duplex: "half",
		} as RequestInit);
		await app.request(request);
		expect(taken.bytes, path).toBe(0);
	}
});
