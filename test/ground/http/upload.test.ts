import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AppEnv } from "../../../src/ground/http/env.ts";
import { receiveUpload, safeFileName } from "../../../src/ground/http/upload.ts";
import { Invalid } from "../../../src/ground/errors.ts";
import { openWorld, type World } from "../../support/world.ts";

const MAX = 100_000;

function appOf(world: World) {
	const app = new Hono<AppEnv>();
	app.use(async (c, next) => {
		c.set("ctx", world.ctx);
		await next();
	});
	app.onError((error, c) => {
		if (error instanceof Invalid) return c.json(error.fields, 422);
		throw error;
	});
	app.post("/", async (c) => {
		const { file, ...rest } = await receiveUpload(c, { maxBytes: MAX });
		return c.json({ ...rest, file: file && { name: file.name, bytes: file.bytes, sha256: file.sha256 } });
	});
	return app;
}

const arriving = (world: World) => readdirSync(join(world.dataDir, "tmp"));

function formWith(file: Blob | null, name = "inköp.csv"): FormData {
	const form = new FormData();
	form.append("period", "2026-10");
	form.append("enhet[]", "1001");
	if (file) form.append("fil", file, name);
	return form;
}

describe("an uploaded form", () => {
	it("gives its fields, and its file under a temporary name", async () => {
		const world = await openWorld();
		const answer = await appOf(world).request("/", { method: "POST", body: formWith(new Blob(["abc"])) });
		expect(await answer.json()).toEqual({
			fields: { period: "2026-10", "enhet[]": ["1001"] },
			file: {
				name: "inköp.csv",
				bytes: 3,
				sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
			},
			missing: null,
		});
		expect(arriving(world)).toHaveLength(1);
	});

	it("takes a field with a name that JavaScript knows as any other", async () => {
		const world = await openWorld();
		const body = formWith(new Blob(["abc"]));
		body.append("__proto__", "1");
		expect((await appOf(world).request("/", { method: "POST", body })).status).toBe(200);
	});

	it("says that no file was chosen", async () => {
		const world = await openWorld();
		const app = appOf(world);
		for (const body of [formWith(null), formWith(new Blob([]), "")]) {
			const answer = await app.request("/", { method: "POST", body });
			expect(await answer.json()).toMatchObject({ file: null, missing: "Välj en fil." });
		}
		expect(arriving(world)).toEqual([]);
	});

	it("T15: refuses a file over the cap and keeps nothing of it", async () => {
		const world = await openWorld();
		const body = formWith(new Blob([new Uint8Array(MAX + 1)]));
		const answer = await appOf(world).request("/", { method: "POST", body });
		expect(await answer.json()).toMatchObject({
			fields: { period: "2026-10" },
			file: null,
			missing: expect.stringMatching(/större/),
		});
		expect(arriving(world)).toEqual([]);
	});

	it("T47: refuses too many fields, too long fields and a second file", async () => {
		const world = await openWorld();
		const app = appOf(world);
		const many = formWith(new Blob(["abc"]));
		for (let i = 0; i < 300; i += 1) many.append(`f${i}`, "1");
		const long = formWith(new Blob(["abc"]));
		long.append("text", "x".repeat(100_001));
		const two = formWith(new Blob(["abc"]));
		two.append("till", new Blob(["def"]), "två.csv");
		for (const body of [many, long, two]) {
			const answer = await app.request("/", { method: "POST", body });
			expect(answer.status).toBe(422);
			expect(await answer.json()).toEqual({ "": "Formuläret är för stort." });
		}
		expect(arriving(world)).toEqual([]);
	});

	it("refuses a body that is cut, is not multipart or has no boundary", async () => {
		const world = await openWorld();
		const app = appOf(world);
		const cut = '--x\r\nContent-Disposition: form-data; name="fil"; filename="a.csv"\r\n\r\nabc';
		for (const [type, body] of [
			["multipart/form-data; boundary=x", cut],
			["multipart/form-data; boundary=x", ""],
			["multipart/form-data", cut],
			["text/plain", cut],
		] as const) {
			const answer = await app.request("/", { method: "POST", body, headers: { "content-type": type } });
			expect(answer.status).toBe(422);
		}
		expect(arriving(world)).toEqual([]);
	});

	it("leaves nothing behind when the sender goes away", async () => {
		const world = await openWorld();
		const server = serve({ fetch: appOf(world).fetch, port: 0 });
		onTestFinished(() => void server.close());
		const { port } = server.address() as { port: number };
		const socket = connect(port, "127.0.0.1");
		socket.on("error", () => {});
		socket.write(
			"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000\r\n\r\n",
		);
		socket.write('--x\r\nContent-Disposition: form-data; name="fil"; filename="a.csv"\r\n\r\nabc');
		await expect.poll(() => arriving(world)).toHaveLength(1);
		socket.destroy();
		await expect.poll(() => arriving(world)).toEqual([]);
	});

	it("T02: makes a hostile file name harmless", () => {
		expect(safeFileName("../../etc/passwd")).toBe("passwd");
		expect(safeFileName("C:\\temp\\inköp.csv")).toBe("inköp.csv");
		expect(safeFileName("fakt\u202evsc.exe\r\nX: y")).toBe("faktvsc.exeX: y");
		expect(safeFileName("\u0000")).toBe("namnlös fil");
		expect(safeFileName(`${"a".repeat(500)}.csv`)).toHaveLength(150);
	});
});
