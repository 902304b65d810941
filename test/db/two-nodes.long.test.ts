import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { listKeptFiles } from "../../db/queries/checks/evidence.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { installation } from "./two-nodes-installation.ts";
import { until } from "./two-nodes-support.ts";

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
