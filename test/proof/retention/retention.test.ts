import { existsSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../../db/open.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { listDisposals } from "../../../db/queries/proof/retention.ts";
import { insertEvidence } from "../../../db/writes/checks/evidence.ts";
import { insertDisposedFile } from "../../../db/writes/proof/retention.ts";
import { makeBackup } from "../../../src/proof/backup/make-backup.ts";
import { restoreBackup } from "../../../src/proof/backup/restore-backup.ts";
import { addEvidence } from "../../../src/checks/evidence/add-evidence.ts";
import { verifyEvidence } from "../../../src/checks/evidence/verify-evidence.ts";
import { keptPath, openFolderStore } from "../../../src/ground/files/file-store.ts";
import { paths } from "../../../src/paths/paths.ts";
import { dispose } from "../../../src/proof/retention/dispose.ts";
import { removeDisposed } from "../../../src/proof/retention/remove-disposed.ts";
import { setHold } from "../../../src/proof/retention/set-hold.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";

/** The October run's year is 2026: seven years after its end is 1 January 2034. */
const BEFORE = "2033-12-31T09:00:00.000Z";
const AFTER = "2034-01-01T09:00:00.000Z";
const decision = {
	kind: "run_evidence" as const,
	decided_by: "Hälso- och sjukvårdsnämnden",
	decision_no: "34RS77",
	decided_on: "2034-01-01",
	reason: "Tiden har gått ut.",
};

async function kept(world: World, id: string, item: string, text: string, unit_id = world.ids.alfa): Promise<string> {
	const temp = await world.ctx.files.putTemp(Readable.from([text]), 1000);
	await world.ctx.files.keep(temp);
	await write(world.ctx, async ({ trx, record }) => {
		const { sha256, bytes } = temp;
		const file_name = `${id}.txt`;
		await insertEvidence(trx, {
			...{ id, parent_kind: "sample_item", parent_id: item, unit_id, series_id: id, edition: 1, file_name },
			...{
				content_type: "text/plain",
				bytes,
				sha256,
				note: "",
				about_on: "2026-11-05",
				uploaded_at: "2026-11-05T09:00:00.000Z",
			},
			uploaded_by: world.ids.maria,
		});
		const data = {
			parent: "sample_item" as const,
			file_name,
			sha256,
			bytes,
			edition: 1,
			about_on: "2026-11-05",
			late: false,
		};
		await record({ type: "evidence.added", unit_id, object: { kind: "sample_item", id: item }, data });
	});
	return temp.sha256;
}

async function opened() {
	const world = await openWorld();
	const alfa = await openDrawnRun(world);
	const beta = await openDrawnRun(world, { unit: "beta" });
	const first = await kept(world, "kvitto", alfa.itemIds[0]!, "ett kvitto");
	const second = await kept(world, "annat", beta.itemIds[0]!, "ett annat kvitto", world.ids.beta);
	return { world, first, second, alfa, beta, carin: await world.as("carin", AFTER) };
}

// The draws' own purchase file has no bytes in these worlds: what it says is not about disposal.
const problemsOf = async (world: World) =>
	(await verifyEvidence(world.ctx.db, world.ctx.files)).problems.filter((problem) => !problem.includes("inkop.csv"));

describe("the proposal", () => {
	test("holds what has passed its time, from the first of January after its years, in four formats", async () => {
		const { world } = await opened();
		const early = await clientFor(world, "carin", BEFORE);
		expect(await (await early.get(paths.disposable())).text()).toContain("Ingen fil har passerat sin tid");
		const carin = await clientFor(world, "carin", AFTER);
		const page = await (await carin.get(paths.disposable())).text();
		expect(page).toContain("kvitto.txt");
		expect(page).toContain("2 filer");
		const rows = (await (await carin.get(`${paths.disposable()}.json`)).json()) as Record<string, unknown>[];
		expect(rows.filter((row) => row.kind === "Underlag till kontrolltillfällen och inköp")).toHaveLength(2);
		expect(rows[0]).toMatchObject({ base_year: 2026, earliest: "2034-01-01", held: "Nej" });
		for (const ending of ["csv", "xlsx"])
			expect((await carin.get(`${paths.disposable()}.${ending}`)).status, ending).toBe(200);
	});

	test("follows the decided time, from the day it holds", async () => {
		const { world } = await opened();
		const carin = await clientFor(world, "carin", AFTER);
		const form = { ...decision, years: "10", valid_from: "2034-01-01", kind: "run_evidence" };
		expect((await carin.post(paths.retentionRules(), form)).status).toBe(303);
		expect((await carin.post(paths.retentionRules(), form)).status).toBe(422);
		expect(await (await carin.get(paths.disposable())).text()).not.toContain("kvitto.txt");
		expect(await (await carin.get(paths.retentionRules())).text()).toContain("34RS77");
		const [event] = await listEventsOf(world.ctx.db, "retention", ["run_evidence"]);
		expect(eventSentence(event!)).toContain("sparas i 10 år, från 2034-01-01");
	});
});

describe("disposal", () => {
	test("takes the bytes and leaves the rows and the trail; whoever looks is told by which decision", async () => {
		const { world, first, second } = await opened();
		const carin = await clientFor(world, "carin", AFTER);
		const answer = await carin.post(paths.disposable(), { ...decision, files: "2" });
		expect(answer.status).toBe(303);
		expect([first, second].map((sha256) => existsSync(keptPath(world.dataDir, sha256)))).toEqual([false, false]);
		const [disposal] = await listDisposals(world.ctx.db, "all");
		expect(disposal).toMatchObject({ files: 2, decision_no: "34RS77", disposer: "Carin Åberg" });
		const [event] = await listEventsOf(world.ctx.db, "evidence", ["kvitto"]);
		expect(event).toMatchObject({ type: "evidence.disposed", unit_id: world.ids.alfa });
		expect(eventSentence(event!)).toContain("gallrade kvitto.txt enligt beslut 34RS77");
		const page = await carin.get(paths.evidence("kvitto"));
		expect(await page.text()).toContain("Filen är gallrad");
		expect((await carin.get(paths.evidenceFile("kvitto"))).status).toBe(404);
		expect(await (await carin.get(paths.disposal(disposal!.id))).text()).toContain("annat.txt");
		expect(await (await carin.get(paths.disposable())).text()).not.toContain("kvitto.txt");
		expect(await problemsOf(world)).toEqual([]);
	});

	test("bytes that another kept row points at stay until that one goes too", async () => {
		const { world, first, alfa, carin } = await opened();
		const deviation = await kept(world, "samma", alfa.itemIds[1]!, "ett kvitto");
		expect(deviation).toBe(first);
		await setHold(carin, { unit_id: world.ids.beta, reason: "Tvist" });
		// the same bytes also belong to something whose time has not come: here a later year
		const later = await openDrawnRun(world, { period_key: "2027-01" });
		await kept(world, "senare", later.itemIds[0]!, "ett kvitto");
		await dispose(carin, { ...decision, files: 2 });
		expect(existsSync(keptPath(world.dataDir, first))).toBe(true);
		const client = await clientFor(world, "carin", AFTER);
		expect((await client.get(paths.evidenceFile("kvitto"))).status, "disposed of is disposed of").toBe(404);
		expect((await client.get(paths.evidenceFile("senare"))).status).toBe(200);
		expect(await problemsOf(world)).toEqual([]);
		const next = await world.as("carin", "2035-01-01T09:00:00.000Z");
		await dispose(next, { ...decision, files: 1 });
		expect(existsSync(keptPath(world.dataDir, first))).toBe(false);
	});

	test("what an interruption left is removed by the housekeeping, and verify tells of it until then", async () => {
		const { world, first, carin } = await opened();
		await dispose(carin, { ...decision, files: 2 });
		const path = keptPath(world.dataDir, first);
		writeFileSync(path, "ett kvitto");
		expect(await problemsOf(world)).toEqual([`En gallrad fil finns kvar (SHA-256 ${first}).`]);
		expect(await removeDisposed(carin, null)).toBe(1);
		expect(await problemsOf(world)).toEqual([]);
	});

	test("that takes the bytes while the same are sent anew: no row without its file, and none that is kept goes", async () => {
		const { world, first, carin } = await opened();
		await dispose(carin, { ...decision, files: 2 });
		const path = keptPath(world.dataDir, first);
		const send = async (ctx: Context) => {
			const arrived = { ...(await ctx.files.putTemp(Readable.from(["ett kvitto"]), 1000)), name: "igen.txt" };
			const to = { kind: "measure", parent_id: world.ids.measure, series_id: null, note: "" };
			return addEvidence(ctx, to, arrived);
		};
		const keep = async (temp: Parameters<typeof carin.files.keep>[0]) => {
			await carin.files.keep(temp);
			expect(await removeDisposed(carin, null)).toBe(1);
		};
		await expect(send({ ...carin, files: { ...carin.files, keep } })).rejects.toMatchObject({
			fields: { fil: "Filen kom inte fram. Försök igen." },
		});
		await send(carin);
		expect(await removeDisposed(carin, null)).toBe(0);
		expect([existsSync(path), await problemsOf(world)]).toEqual([true, []]);
	});

	test("holds nobody up longer than one file takes, and not for what has gone already", async () => {
		const { world, first, second, carin } = await opened();
		await dispose(carin, { ...decision, files: 2 });
		const order: string[] = [];
		const database: typeof carin.database = {
			...carin.database,
			transaction: (work) => {
				order.push("asks");
				return carin.database.transaction(work);
			},
		};
		const remove = async (sha256: string) => {
			order.push("removes");
			if (order.length < 3) void carin.database.transaction(async () => order.push("another writes"));
			return carin.files.remove(sha256);
		};
		const disposing = { database, files: { ...carin.files, remove } };
		expect(await removeDisposed(disposing, null)).toBe(0);
		expect(order).toEqual([]);
		for (const sha256 of [first, second]) writeFileSync(keptPath(world.dataDir, sha256), "åter");
		expect(await removeDisposed(disposing, null)).toBe(2);
		expect(order).toEqual(["asks", "removes", "another writes", "asks", "removes"]);
	});

	test("is refused when the list has changed, without a decision, before the day, and to others than the controller", async () => {
		const { world } = await opened();
		const carin = await clientFor(world, "carin", AFTER);
		const changed = await carin.post(paths.disposable(), { ...decision, files: "7" });
		expect([changed.status, (await changed.text()).includes("nu är det 2 filer")]).toEqual([422, true]);
		for (const missing of ["decided_by", "decision_no", "reason", "decided_on"])
			expect((await carin.post(paths.disposable(), { ...decision, files: "2", [missing]: "" })).status, missing).toBe(
				422,
			);
		const future = await carin.post(paths.disposable(), { ...decision, files: "2", decided_on: "2034-02-01" });
		expect(future.status).toBe(422);
		const early = await clientFor(world, "carin", BEFORE);
		expect((await early.post(paths.disposable(), { ...decision, decided_on: "2033-12-01", files: "2" })).status).toBe(
			422,
		);
		for (const person of ["adam", "rune", "mats", "maria", "fia"] as const) {
			const client = await clientFor(world, person, AFTER);
			expect((await client.post(paths.disposable(), { ...decision, files: "2" })).status, person).toBe(403);
		}
		expect(await listDisposals(world.ctx.db, "all")).toEqual([]);
	});
});

describe("a hold", () => {
	test("stops disposal at its unit and below until it is lifted, with reasons, all in the trail", async () => {
		const { world, first, second } = await opened();
		const carin = await clientFor(world, "carin", AFTER);
		expect((await carin.post(paths.holds(), { unit_id: world.ids.nara, reason: "Tillsyn pågår" })).status).toBe(303);
		expect(await (await carin.get(paths.disposable())).text()).not.toContain("Gallra 2 filer");
		expect((await carin.post(paths.disposable(), { ...decision, files: "2" })).status).toBe(422);
		expect([first, second].every((sha256) => existsSync(keptPath(world.dataDir, sha256)))).toBe(true);
		const hold = await world.ctx.db.selectFrom("legal_holds").selectAll().executeTakeFirstOrThrow();
		const lifting = paths.holdLifting(hold.id);
		expect((await carin.post(lifting, { version: "9", reason: "Klart" })).status).toBe(409);
		expect((await carin.post(lifting, { version: "1", reason: "" })).status).toBe(422);
		expect((await carin.post(lifting, { version: "1", reason: "Tillsynen är avslutad" })).status).toBe(303);
		expect((await carin.post(lifting, { version: "2", reason: "Igen" })).status).toBe(422);
		expect((await listEventsOf(world.ctx.db, "hold", [hold.id])).map(({ type }) => type)).toEqual([
			"hold.lifted",
			"hold.set",
		]);
		expect((await carin.post(paths.disposable(), { ...decision, files: "2" })).status).toBe(303);
	});

	test("is set where one may; a unit elsewhere is not there, and an auditor only reads", async () => {
		const { world } = await opened();
		const carin = await clientFor(world, "carin", AFTER);
		expect((await carin.post(paths.holds(), { unit_id: world.ids.region, reason: "x" })).status).toBe(404);
		expect((await carin.post(paths.holdLifting("finns-inte"), { version: "1", reason: "x" })).status).toBe(404);
		const rune = await clientFor(world, "rune", AFTER);
		expect((await rune.post(paths.holds(), { unit_id: world.ids.alfa, reason: "x" })).status).toBe(403);
		expect((await rune.get(paths.holds())).status).toBe(200);
	});
});

describe("T41: nobody hides a lost file as disposed of", () => {
	test("a row of disposal without its event is told of, and so is a file that was only taken away", async () => {
		const { world, first, second, carin } = await opened();
		await dispose(carin, { ...decision, files: 2 });
		const third = await kept(
			world,
			"tredje",
			(await openDrawnRun(world, { period_key: "2026-09" })).itemIds[0]!,
			"tre",
		);
		unlinkSync(keptPath(world.dataDir, third));
		expect(await problemsOf(world)).toEqual([`Filen tredje.txt saknas (SHA-256 ${third}).`]);
		const disposal_id = (await listDisposals(world.ctx.db, "all"))[0]!.id;
		await world.ctx.database.transaction((trx) =>
			insertDisposedFile(trx, {
				record_kind: "evidence",
				record_id: "tredje",
				disposal_id,
				unit_id: world.ids.alfa,
				file_name: "tredje.txt",
				sha256: third,
				bytes: 3,
				base_year: 2026,
			}),
		);
		expect(await problemsOf(world)).toEqual([
			`Filen tredje.txt sägs vara gallrad, men loggen säger det inte (SHA-256 ${third}).`,
		]);
		expect([first, second].map((sha256) => existsSync(keptPath(world.dataDir, sha256)))).toEqual([false, false]);
	});
});

test("a backup after disposal is whole, and what is restored from it verifies", async () => {
	const { world, carin } = await opened();
	await dispose(carin, { ...decision, files: 2 });
	await dispose(carin, { ...decision, kind: "purchase_file", files: 2 });
	const copy = join(world.dataDir, "kopia");
	const { files } = await makeBackup(carin, world, copy, { keys: true, passphrase: null });
	expect(files.some(({ path }) => path.startsWith("evidence/"))).toBe(false);
	const restored = join(world.dataDir, "ny");
	await restoreBackup(copy, { dataDir: restored, keysDir: join(restored, "keys"), databaseUrl: undefined }, null);
	const database = openDatabase({ file: join(restored, "tillracklig.db") });
	onTestFinished(() => database.close());
	expect((await verifyEvidence(database.db, openFolderStore(restored))).problems).toEqual([]);
	expect(await listDisposals(database.db, "all")).toHaveLength(2);
});
