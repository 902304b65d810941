import { createHash } from "node:crypto";
import { readdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { listEventsOf } from "../../../../db/queries/ground/write.ts";
import { openTrailAnchors } from "../../../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../../../src/proof/trail/verify-trail.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { JANUARY } from "../../closing/support.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { openReportedWorld } from "../../../support/reported-world.ts";
import { fetchPackage, openExaminedYear, unpack } from "./support.ts";
import { keptPath } from "../../../../src/ground/files/file-store.ts";

interface Manifest {
	workbook: string;
	trail_head: { seq: number; hash: string };
	files: { path: string; bytes: number; sha256: string }[];
}

test("the package holds everything, each file as its manifest says, and the manifest covers all but itself", async () => {
	const zip = await unpack(await fetchPackage(await openExaminedYear()));
	const manifest = JSON.parse(zip.text("manifest.json")) as Manifest;
	const told = manifest.files.map(({ path }) => path);
	expect(zip.names().toSorted()).toEqual([...told, "kontroll.html", "manifest.json", "manifest.sig"].toSorted());
	for (const { path, bytes, sha256 } of manifest.files) {
		const found = zip.bytes(path);
		expect([path, found.length, createHash("sha256").update(found).digest("hex")]).toEqual([path, bytes, sha256]);
	}
	expect(told).toEqual(
		expect.arrayContaining([
			"arbetsbok/verksamhetsberattelse-2026.xlsx",
			"underlag/00001-Kvitto- förband-.pdf",
			"dragningar/inkop-under-10000-2026-10-alfa.json",
			"stangda-rapporter/utgava-1.json",
			"loggens-slut.jsonl",
			"nycklar.json",
			"sam.json",
			"fragor-och-svar.csv",
			"fragor-och-svar.json",
			"las-mig.txt",
		]),
	);
	const events = zip
		.text("logg.jsonl")
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line) as { seq: number; hash: string });
	expect(events.at(-1)).toMatchObject(manifest.trail_head);
	expect(events[0]!.seq).toBe(1);
	expect(JSON.stringify(zip.text("nycklar.json"))).not.toContain("PRIVATE");
});

test("what was asked and answered is in it as it was written, with the checksum that the log has", async () => {
	const zip = await unpack(await fetchPackage(await openExaminedYear()));
	const rows = JSON.parse(zip.text("fragor-och-svar.json")) as Record<string, string | number | null>[];
	expect(
		rows.map(({ subject_kind, number, answers, text, writer }) => [subject_kind, number, answers, text, writer]),
	).toEqual([
		["control_run", 1, null, "Räknas frakten in?", "Maria Ek"],
		["control_run", 2, 1, "Ja, den räknas in.", "Mats Berg"],
		["risk", 1, null, "Vem följer avtalet?", "Carin Åberg"],
	]);
	const csv = zip.text("fragor-och-svar.csv");
	for (const { text } of rows) {
		const digest = createHash("sha256").update(String(text)).digest("hex");
		expect(csv).toContain(digest);
		expect(zip.text("logg.jsonl")).toContain(digest);
	}
	expect(csv).toContain(`"Svar på fråga 1";"Ja, den räknas in.";"Mats Berg"`);
});

test("the page in it is one file that can reach nothing: no address, no other file, no eval", async () => {
	const zip = await unpack(await fetchPackage(await openExaminedYear()));
	const page = zip.text("kontroll.html");
	expect(page).not.toMatch(/https?:\/\/|<link|src=|fetch\(|XMLHttpRequest|WebSocket|\beval\(|^\s*import |^export /m);
	expect(page).toContain("default-src 'none'");
});

test("T13, T41: taking it out is a fact, and so is each piece of evidence in it; the trail still holds", async () => {
	const world = await openExaminedYear();
	const zip = await unpack(await fetchPackage(world));
	const [exported] = await listEventsOf(world.ctx.db, "reporting_period", [world.ids.period]);
	const data = JSON.parse(exported!.data) as { manifest_sha256: string; verifier_sha256: string };
	expect(exported).toMatchObject({
		type: "package.exported",
		actor_name: "Rune Öberg",
		unit_id: world.ids.administration,
	});
	expect(data.manifest_sha256).toBe(createHash("sha256").update(zip.bytes("manifest.json")).digest("hex"));
	const verifier = createHash("sha256").update(zip.bytes("kontroll.html")).digest("hex");
	expect(data.verifier_sha256).toBe(verifier);
	const shown = await (await (await clientFor(world, "rune")).get(paths.auditPackage(world.ids.period))).text();
	expect(shown.split(verifier), "on the page, and in the log it shows").toHaveLength(3);
	const [read] = await listEventsOf(world.ctx.db, "evidence", ["underlag-1"]);
	expect(read).toMatchObject({ type: "evidence.opened", actor_name: "Rune Öberg", unit_id: world.ids.alfa });
	expect((await verifyTrail(world.ctx.db, openTrailAnchors(world))).problems).toEqual([]);
	await expect.poll(() => readdirSync(join(world.dataDir, "tmp"))).toEqual([]); // nothing temporary is left
});

test("only an auditor takes it out; a report that is not there is not found", async () => {
	const world = await openReportedWorld();
	for (const person of ["carin", "fia", "mats", "maria", "adam"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(paths.auditPackage(world.ids.period))).status).toBe(403);
		expect((await client.post(paths.auditPackage(world.ids.period), {})).status).toBe(403);
	}
	const rune = await clientFor(world, "rune");
	expect((await rune.post(paths.auditPackage("finns-inte"), {})).status).toBe(404);
	const page = await (await rune.get(paths.auditPackage(world.ids.period))).text();
	expect(page).toContain("Hämta granskningspaketet");
	expect(page).toContain("Rapporten är inte stängd");
	expect(await (await rune.get(paths.reportPeriod(world.ids.period))).text()).toContain("granskningspaket");
});

test("what is missing or broken in the register does not stop the package: it is told of in it", async () => {
	const world = await openExaminedYear();
	const { sha256 } = await world.ctx.db.selectFrom("evidence").selectAll().executeTakeFirstOrThrow();
	unlinkSync(keptPath(world.dataDir, sha256));
	await world.ctx.database.transaction(async (trx) => {
		await sql.raw("drop trigger populations_refuse_update").execute(trx);
		await trx
			.updateTable("populations")
			.set({ digest: "0".repeat(64) })
			.execute();
	});
	const zip = await unpack(await fetchPackage(world));
	expect(zip.names().filter((name) => name.startsWith("underlag/"))).toEqual([]);
	expect(zip.text("underlag.json")).toContain("Kvitto: förband?.pdf");
	expect(zip.text("dragningar/inkop-under-10000-2026-10-alfa.json")).toContain("Populationen har ändrats");
	const again = await clientFor(world, "rune", JANUARY);
	expect(await (await again.get(paths.auditPackage(world.ids.period))).text()).toContain("hämtade granskningspaketet");
});
