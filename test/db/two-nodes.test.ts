import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listKeptFiles } from "../../db/queries/checks/evidence.ts";
import { readConfig } from "../../src/config.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { sessionCookie } from "../../src/ground/http/actor.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { startS3 } from "../support/s3-server.ts";
import { openWorldIn } from "../support/world.ts";
import { openPostgresTest } from "./dialects.ts";
import { Node, startProxy, until } from "./two-nodes-support.ts";

/** The full measure: KILLS=20 WRITERS=200. */
const KILLS = Number(process.env.KILLS ?? 2);
const WRITERS = Number(process.env.WRITERS ?? 20);

test(`two nodes under ${WRITERS} writers, kill -9 at either ${KILLS} times: nothing acknowledged is lost`, {
	timeout: 900_000 + KILLS * 180_000, // a node that is compiled as it starts takes a minute on a busy machine
}, async () => {
	const { world, nodes, proxy, config, headers } = await installation();
	await Promise.all(nodes.map((node) => node.start()));
	await until(() => nodes.some(({ leads }) => leads));
	const took: number[] = [];
	const acknowledged: string[] = [];
	let isOver = false;
	const writer = async () => {
		while (!isOver) {
			const bytes = randomBytes(2_000);
			const form = new FormData();
			form.set("fil", new Blob([bytes]), "kvitto.bin");
			const begun = performance.now();
			const answer = await fetch(`${proxy.url}/underlag/till/measure/${world.ids.measure}`, {
				method: "POST",
				body: form,
				headers,
				redirect: "manual",
			}).catch(() => null);
			if (answer?.status === 303) {
				took.push(performance.now() - begun);
				acknowledged.push(createHash("sha256").update(bytes).digest("hex"));
			}
			await answer?.arrayBuffer().catch(() => undefined);
		}
	};
	const writers = Array.from({ length: WRITERS }, writer);
	const takeOvers: number[] = [];
	try {
		for (let kill = 0; kill < KILLS; kill++) {
			const before = acknowledged.length;
			await until(() => acknowledged.length > before + WRITERS);
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
			// the one that leads first, so that the other has to take over
			const [victim, other] = kill % 2 === 0 ? nodes.toSorted((one) => (one.leads ? -1 : 1)) : nodes;
			const led = victim!.leads;
			const at = performance.now();
			await victim!.kill();
			if (led) {
				await until(() => other!.leads);
				takeOvers.push(performance.now() - at);
			}
			const meanwhile = acknowledged.length;
			await until(() => acknowledged.length > meanwhile + WRITERS);
			await victim!.start();
		}
	} finally {
		isOver = true;
		await Promise.all(writers);
		await Promise.all(nodes.map((node) => node.kill()));
	}
	expect(takeOvers.length).toBeGreaterThan(0);
	expect(takeOvers.filter((ms) => ms > 60_000)).toEqual([]);
	const { db } = world.ctx;
	const there = new Set((await listKeptFiles(db)).map(({ sha256 }) => sha256));
	expect(acknowledged.filter((sha256) => !there.has(sha256))).toEqual([]);
	expect((await verifyEvidence(db, openFileStore(config.dataDir, config.files))).problems).toEqual([]);
	expect((await verifyTrail(db, openTrailAnchors(config))).problems).toEqual([]);
	const sorted = took.toSorted((a, b) => a - b);
	const p95 = Math.round(sorted[Math.floor(sorted.length * 0.95)]!);
	console.log(
		`${acknowledged.length} files acknowledged through ${KILLS} kills; p95 ${p95} ms, take-over ${takeOvers.map(Math.round).join(", ")} ms`,
	);
});

test("what one node writes, and that somebody signed out there, the other sees at once", {
	timeout: 900_000,
}, async () => {
	const { world, nodes, headers } = await installation();
	await Promise.all(nodes.map((node) => node.start()));
	const [one, other] = nodes.map(({ port }) => `http://127.0.0.1:${port}`);
	const ask = (url: string, path: string) => fetch(`${url}${path}`, { headers, redirect: "manual" });
	const page = `/atgarder/${world.ids.measure}`;
	expect((await ask(other!, page)).status).toBe(200);
	const form = new FormData();
	form.set("fil", new Blob([Buffer.from("kvitto")]), "syns-pa-den-andra.txt");
	const path = `/underlag/till/measure/${world.ids.measure}`;
	expect((await fetch(`${one}${path}`, { method: "POST", body: form, headers, redirect: "manual" })).status).toBe(303);
	expect(await (await ask(other!, page)).text()).toContain("syns-pa-den-andra.txt");
	expect((await fetch(`${one}/logga-ut`, { method: "POST", headers, redirect: "manual" })).status).toBe(303);
	expect((await ask(other!, page)).status).toBe(303);
});

/** A world in PostgreSQL, a bucket, and two nodes with folders of their own that share keys, signed in to as the controller. */
async function installation() {
	const database = await openPostgresTest();
	const world = await openWorldIn(database);
	const s3 = await startS3();
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-noder-"));
	const env = (name: string): Record<string, string> => ({
		...s3.secrets,
		DATA_DIR: join(folder, name),
		KEYS_DIR: world.dataDir,
		DATABASE_URL: database.location.url!,
		FILES_URL: s3.url(),
		NODE_ENV: "development",
	});
	const nodes: Node[] = [];
	const proxy = await startProxy(nodes);
	for (const name of ["ett", "tva"]) nodes.push(new Node({ ...env(name), BASE_URL: proxy.url }));
	onTestFinished(async () => {
		await Promise.all(nodes.map((node) => node.kill()));
		proxy.close();
		await s3.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const config = readConfig({ ...env("prov"), BASE_URL: proxy.url });
	const session = await signIn(await world.as("carin", new Date().toISOString()), "test");
	const headers = { Cookie: `${sessionCookie(config).name}=${session}`, Origin: proxy.url };
	return { world, nodes, proxy, config, headers };
}
