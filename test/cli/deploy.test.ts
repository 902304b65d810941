import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "../../src/checks/populations/import/require-importable.ts";
import { readConfig } from "../../src/config.ts";
import { TIMEOUTS } from "../../src/ground/http/listen.ts";
import { paths } from "../../src/paths/paths.ts";

const textOf = (name: string) => readFileSync(join("scripts/deploy", name), "utf8");
/** Without its comments: what a comment promises, nobody does. */
const linesOf = (name: string) =>
	textOf(name)
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "" && !line.startsWith("#"));

const settingOf = (lines: string[], name: string) =>
	lines
		.find((line) => line.startsWith(`${name} `))
		?.slice(name.length + 1)
		.replace(/;$/, "");
const SUFFIXES: Record<string, number> = { s: 1_000, m: 2 ** 20, MB: 1_000_000 };
const measure = (text: string | undefined) => {
	const [, count, unit] = /^(\d+)(\w+)$/.exec(text ?? "")!;
	return Number(count) * SUFFIXES[unit!]!;
};

/** The form's own lines beside the file. */
const AROUND = 1_000_000;
const PORT = String(readConfig({}).port);

describe("a proxy lets through what the product takes, for as long as it takes it", () => {
	test("nginx", () => {
		const lines = linesOf("nginx.conf");
		expect(measure(settingOf(lines, "client_max_body_size"))).toBeGreaterThan(MAX_FILE_BYTES + AROUND);
		for (const name of ["proxy_read_timeout", "proxy_send_timeout"])
			expect(measure(settingOf(lines, name))).toBeGreaterThanOrEqual(TIMEOUTS.request);
		expect(lines).toEqual(
			expect.arrayContaining([
				// a header somebody else wrote never comes through (T31), nor does the name they asked for in a redirect (T07)
				"proxy_set_header X-Forwarded-For $remote_addr;",
				"return 301 https://isk.region.example$request_uri;",
				"proxy_request_buffering off;",
				"proxy_buffering off;",
				"ssl_protocols TLSv1.2 TLSv1.3;",
				`server 127.0.0.1:${PORT};`,
			]),
		);
		expect(textOf("nginx.conf")).not.toContain("$proxy_add_x_forwarded_for");
	});

	test("Caddy", () => {
		const lines = linesOf("Caddyfile");
		expect(measure(settingOf(lines, "max_size"))).toBeGreaterThan(MAX_FILE_BYTES + AROUND);
		expect(measure(settingOf(lines, "response_header_timeout"))).toBeGreaterThanOrEqual(TIMEOUTS.request);
		expect(lines).toEqual(
			expect.arrayContaining(["header_up X-Forwarded-For {remote_host}", `reverse_proxy 127.0.0.1:${PORT} {`]),
		);
	});
});

describe("the image", () => {
	const lines = linesOf("Dockerfile");
	const stages = lines.filter((line) => line.startsWith("FROM "));

	test("is built in a stage of its own, from the lockfile, on glibc, and on a Node that the product knows", () => {
		expect(stages).toEqual(["FROM node:22-bookworm AS build", "FROM node:22-bookworm-slim"]);
		expect(JSON.parse(readFileSync("package.json", "utf8")).engines.node).toContain(">=22.14");
		expect(lines).toContain("RUN npm ci --no-audit --no-fund");
	});

	test("runs as somebody who owns none of its files, and says whether it lives", () => {
		const runtime = lines.slice(lines.indexOf(stages[1]!));
		expect(runtime.findLast((line) => line.startsWith("USER "))).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
		expect(runtime.filter((line) => /^(COPY|ADD) .*--chown/.test(line))).toEqual([]);
		expect(runtime.find((line) => line.startsWith("CMD ["))).toContain(`'+process.env.PORT+'${paths.healthz()}'`);
		expect(runtime).toContain(`ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=${PORT}`);
	});

	test("copies what there is, all the compiler reads and nothing of the tests", () => {
		const copied = lines
			.filter((line) => /^COPY (?!--from)/.test(line))
			.flatMap((line) => line.split(/\s+/).slice(1, -1));
		expect(copied.filter((path) => !existsSync(path))).toEqual([]);
		const { include } = JSON.parse(readFileSync("tsconfig.build.json", "utf8")) as { include: string[] };
		expect(copied).toEqual(expect.arrayContaining([...include, "package-lock.json", "tsconfig.build.json"]));
		expect(linesOf("Dockerfile.dockerignore")).toEqual(
			expect.arrayContaining(["data", "node_modules", "test", ".git"]),
		);
	});

	test("is run with a root that nobody writes to, without rights, and given time to drain", () => {
		const compose = linesOf("compose.yaml");
		expect(compose).toEqual(
			expect.arrayContaining([
				"read_only: true",
				"cap_drop: [ALL]",
				'security_opt: ["no-new-privileges:true"]',
				`- "127.0.0.1:${PORT}:${PORT}"`,
				"stop_grace_period: 30s",
			]),
		);
	});
});

test("the unit of systemd writes to its data folder alone, without rights, and asks for no more than the product reads", () => {
	const lines = linesOf("tillracklig.service");
	for (const line of [
		"ProtectSystem=strict",
		"NoNewPrivileges=yes",
		"CapabilityBoundingSet=",
		"User=tillracklig",
		"UMask=0077",
	])
		expect(lines).toContain(line);
	expect(lines.filter((line) => line.startsWith("ReadWritePaths"))).toEqual([]);
	expect(lines).toContain("StateDirectory=tillracklig");
	expect(lines).toContain("Environment=NODE_ENV=production DATA_DIR=/var/lib/tillracklig HOST=127.0.0.1 PORT=3000");
	expect(existsSync("src/server.ts")).toBe(true);
	// V8 writes the code it runs
	expect(lines.filter((line) => line.startsWith("MemoryDenyWriteExecute"))).toEqual([]);
	const given = Object.fromEntries(linesOf("tillracklig.env").map((line) => line.split("=") as [string, string]));
	expect(readConfig({ ...given, NODE_ENV: "production" }).baseUrl).toBe("https://isk.region.example");
});
