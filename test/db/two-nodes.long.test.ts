import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { listKeptFiles } from "../../db/queries/checks/evidence.ts";
import { insertPerson } from "../../db/writes/people/people.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { gatherLetters } from "../../src/office/notices/gather.ts";
import { isReachableNow, NEVER_QUIET } from "../../src/office/notices/reachable.ts";
import { sendWaiting } from "../../src/office/notices/dispatch.ts";
import { type MailServer, openMailServer } from "../office/notices/mail-server.ts";
import { later, roomOf, tell } from "../office/notices/support.ts";
import type { World } from "../support/world.ts";
import { installation } from "./two-nodes-installation.ts";
import { until } from "./two-nodes-support.ts";

/** The full measure: KILLS=20 WRITERS=200. */
const KILLS = Number(process.env.KILLS ?? 2);
const WRITERS = Number(process.env.WRITERS ?? 20);
/** Files between two kills: enough that all that writes is in full swing, whether the machine does three or three hundred a second. */
const SWING = 20;
const LETTER_MS = 700;
const READERS = 8;

test(`two nodes under ${WRITERS} writers, kill -9 at either ${KILLS} times: nothing acknowledged is lost, and every reminder goes once`, {
	timeout: 900_000 + KILLS * 180_000, // a node that is compiled as it starts takes a minute on a busy machine
}, async () => {
	const letterBox = await openMailServer();
	const { world, nodes, proxy, config, headers } = await installation(letterBox.settings);
	/** Something that people nobody has written to before are told of: whoever leads next hands over one slow letter after another, until it is killed too. */
	const remind = async (kill: number) => {
		const readers = await newcomers(world, kill);
		for (const _ of readers) letterBox.faults.push({ at: "data", does: "slow", ms: LETTER_MS });
		await tell(world, readers, { moment: `avbrott ${kill}` }, now());
		await gatherLetters(roomOf(world, letterBox, workingHour()), () => false);
	};
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
			await until(() => acknowledged.length > before + SWING);
			await remind(kill);
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
			await until(() => acknowledged.length > meanwhile + SWING);
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
	await requireLettersOnce(world, letterBox, KILLS * READERS);
	const sorted = took.toSorted((a, b) => a - b);
	const p95 = Math.round(sorted[Math.floor(sorted.length * 0.95)]!);
	console.log(
		`${letterBox.received.length} letters, ${acknowledged.length} files acknowledged through ${KILLS} kills; p95 ${p95} ms, take-over ${takeOvers.map(Math.round).join(", ")} ms`,
	);
});

async function newcomers(world: World, kill: number): Promise<string[]> {
	const ids = Array.from({ length: READERS }, (_, n) => `lasare-${kill}-${n}`);
	await world.ctx.database.transaction(async (trx) => {
		for (const id of ids)
			await insertPerson(trx, {
				...{ id, name: id, sort_name: id, email: `${id}@prov.example`, ledger_name: null },
				...{ created_at: now(), ended_at: null, version: 1 },
			});
	});
	return ids;
}

const now = () => new Date().toISOString();

/** Letters are made when people are at work, and go whatever the hour is then: the test may be run at night. */
function workingHour(): string {
	let instant = now();
	while (!isReachableNow(instant, NEVER_QUIET)) instant = later(-60, instant);
	return instant;
}

/** What nobody ended is settled by whoever comes later; then each notice is in one letter, and no letter came twice. */
async function requireLettersOnce(world: World, server: MailServer, told: number): Promise<void> {
	server.faults.length = 0;
	for (const minutes of [11, 75]) {
		await sendWaiting(roomOf(world, server, later(minutes, now())));
		await gatherLetters(roomOf(world, server, workingHour()), () => false);
		await sendWaiting(roomOf(world, server, later(minutes, now())));
	}
	const { db } = world.ctx;
	const notices = await db.selectFrom("notices").selectAll().where("moment", "like", "avbrott %").execute();
	expect(notices.length).toBe(told);
	expect(notices.filter(({ letter_id }) => letter_id === null)).toEqual([]);
	const letters = await db.selectFrom("letters").select(["message_id", "state"]).execute();
	const came = (message_id: string) =>
		server.received.filter(({ mail }) => mail.messageId === `<${message_id}>`).length;
	const wrong = letters.filter(({ message_id, state }) =>
		state === "delivered" ? came(message_id) !== 1 : state !== "unsure" || came(message_id) > 1,
	);
	expect(wrong).toEqual([]);
	expect(server.received.length).toBe(letters.reduce((sum, { message_id }) => sum + came(message_id), 0));
}
