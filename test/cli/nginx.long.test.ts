import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as requestPlain } from "node:http";
import { request } from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import type { AppEnv } from "../../src/ground/http/env.ts";
import { listen } from "../../src/ground/http/listen.ts";
import { paths } from "../../src/paths/paths.ts";
import { openWorld } from "../support/world.ts";

const NGINX = "/usr/sbin/nginx";
const NAME = "isk.region.example";

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

/** The example as it stands, with only its ports and its certificate exchanged. */
async function startNginx(upstream: number): Promise<{ plain: number; encrypted: number }> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-nginx-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	mkdirSync(join(folder, "logs"));
	const [plain, encrypted] = [await freePort(), await freePort()];
	const [key, certificate] = [join(folder, "key"), join(folder, "certificate")];
	const options = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
	execFileSync("openssl", [...options, "-subj", `/CN=${NAME}`, "-keyout", key, "-out", certificate], {
		stdio: "ignore",
	});
	const exchanged: [string, string][] = [
		["127.0.0.1:3000", `127.0.0.1:${upstream}`],
		["listen 80;", `listen 127.0.0.1:${plain};`],
		["listen 443 ssl", `listen 127.0.0.1:${encrypted} ssl`],
		["/etc/ssl/certs/isk.region.example.pem", certificate],
		["/etc/ssl/private/isk.region.example.key", key],
	];
	let site = readFileSync("scripts/deploy/nginx.conf", "utf8");
	for (const [from, to] of exchanged) {
		expect(site, from).toContain(from);
		site = site.replaceAll(from, to);
	}
	const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
		(of) => `${of}_temp_path ${folder}/${of};`,
	);
	writeFileSync(
		join(folder, "nginx.conf"),
		`daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary.join(" ")}\n${site}\n}`,
	);
	const nginx = spawn(NGINX, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
	onTestFinished(() => void nginx.kill());
	let said = "";
	nginx.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
	for (let attempt = 0; attempt < 100; attempt++) {
		if (nginx.exitCode !== null) throw new Error(said);
		if (await isOpen(encrypted)) return { plain, encrypted };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`nginx did not answer: ${said}`);
}

const isOpen = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== null)).once("error", () =>
			resolve(false),
		);
	});

type Answer = { status: number; headers: Record<string, unknown>; bytes: number; text: string };

function ask(
	ports: { encrypted: number },
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const headers = { Host: NAME, ...options.headers };
		const at = { host: "127.0.0.1", port: ports.encrypted, path, method: options.method ?? "GET", headers };
		const sent = request({ ...at, rejectUnauthorized: false, servername: NAME }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => {
				const body = Buffer.concat(chunks);
				resolve({ status: response.statusCode!, headers: response.headers, bytes: body.length, text: body.toString() });
			});
		});
		sent.on("error", reject);
		if (options.body) sent.end(options.body);
		else if (headers["Content-Length" as keyof typeof headers]) sent.flushHeaders();
		else sent.end();
	});
}

test("the nginx example in front of the product", async () => {
	// said, not passed over: a release is not tried without it
	expect(existsSync(NGINX), "nginx saknas: apt-get install nginx-light").toBe(true);
	const world = await openWorld();
	const app = createApp({
		...world.ctx,
		config: readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "production", BASE_URL: `https://${NAME}` }),
		log: pino({ level: "silent" }),
	});
	const seen: { forwarded: string | undefined; host: string | undefined }[] = [];
	const outer = new Hono<AppEnv>();
	outer.get("/stort", (c) => c.body(new Uint8Array(30_000_000)));
	outer.put("/emot", async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
	outer.all("*", (c) => {
		seen.push({ forwarded: c.req.header("X-Forwarded-For"), host: c.req.header("Host") });
		return app.fetch(c.req.raw, c.env);
	});
	const port = await freePort();
	const server = listen(outer.fetch, { port, hostname: "127.0.0.1" });
	onTestFinished(() => void server.close());
	const ports = await startNginx(port);

	expect(await ask(ports, paths.healthz())).toMatchObject({ status: 200, text: "ok" });
	const page = await ask(ports, paths.signIn(), { headers: { "X-Forwarded-For": "192.0.2.66" } });
	expect(page).toMatchObject({
		status: 200,
		headers: { "strict-transport-security": expect.stringContaining("max-age") },
	});
	expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
	expect(seen.at(-1), "T31: the header somebody else wrote is gone").toEqual({ forwarded: "127.0.0.1", host: NAME });
	expect(page.headers.server).toBe("nginx");

	const big = randomBytes(20_000_000);
	expect(await ask(ports, "/emot", { method: "PUT", body: big })).toMatchObject({ status: 200, text: "20000000" });
	expect((await ask(ports, "/stort")).bytes).toBe(30_000_000);
	const tooLarge = { method: "PUT", headers: { "Content-Length": "1200000000" } };
	expect((await ask(ports, "/emot", tooLarge)).status).toBe(413);

	const redirect = await new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
		const at = { host: "127.0.0.1", port: ports.plain, path: "/x?y=1", headers: { Host: "elak.example" } };
		requestPlain(at, (answer) => resolve({ status: answer.statusCode!, location: answer.headers.location }))
			.on("error", reject)
			.end();
	});
	expect(redirect).toEqual({ status: 301, location: `https://${NAME}/x?y=1` });
});
