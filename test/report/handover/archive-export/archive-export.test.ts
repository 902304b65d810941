import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { listEventsOf } from "../../../../db/queries/ground/write.ts";
import { press } from "../../../../src/report/documents/render-pdf.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { askAndAnswer, unpack } from "../audit-package/support.ts";
import { JANUARY, openClosedYear, openFinishedYear } from "../../closing/support.ts";
import { clientFor } from "../../../support/browser-client.ts";

test("a closed report goes to the archive as PDF/A, CSV and JSON, with a manifest; it is a fact of the trail", async () => {
	const world = await openClosedYear();
	await askAndAnswer(world);
	const carin = await clientFor(world, "carin", JANUARY);
	expect(await (await carin.get(paths.closing(world.ids.period))).text()).toContain("Hämta arkivexporten");
	const response = await carin.post(paths.reportArchive(world.ids.period), {});
	expect(response.status).toBe(200);
	const zip = await unpack(Buffer.from(await response.arrayBuffer()));
	press.stop();
	const manifest = JSON.parse(zip.text("manifest.json")) as {
		files: { path: string; bytes: number; sha256: string }[];
	};
	expect([...manifest.files.map(({ path }) => path), "manifest.json"].toSorted()).toEqual(zip.names().toSorted());
	for (const { path, bytes, sha256 } of manifest.files) {
		const found = zip.bytes(path);
		expect([path, found.length, createHash("sha256").update(found).digest("hex")]).toEqual([path, bytes, sha256]);
	}
	for (const name of ["rapport.pdf", "bedomning.pdf", "internkontrollplan.pdf"]) {
		const pdf = zip.bytes(name).toString("latin1");
		expect(pdf.startsWith("%PDF-1."), name).toBe(true);
		expect(pdf, name).toMatch(/pdfaid:part>2</);
		expect(pdf, name).toMatch(/pdfaid:conformance>A</);
	}
	expect(zip.text("tabeller/stickprov.csv").split("\r\n").length).toBe(1 + 7 + 1);
	expect(zip.text("tabeller/avvikelser.csv")).toContain("Förband");
	expect(zip.text("tabeller/fragor-och-svar.csv")).toContain(`"Räknas frakten in?";"Maria Ek"`);
	const sealed = JSON.parse(zip.text("stangd-rapport.json")) as { content: string; digest: string };
	expect(createHash("sha256").update(sealed.content).digest("hex")).toBe(sealed.digest);
	const [event] = await listEventsOf(world.ctx.db, "reporting_period", [world.ids.period]);
	expect(event).toMatchObject({ type: "archive.exported", actor_name: "Carin Åberg" });
});

test("an open report is not for the archive, and not everybody takes it out", async () => {
	const world = await openFinishedYear();
	const carin = await clientFor(world, "carin", JANUARY);
	const early = await carin.post(paths.reportArchive(world.ids.period), {});
	expect([early.status, (await early.text()).includes("Bara en stängd rapport")]).toEqual([422, true]);
	const mats = await clientFor(world, "mats", JANUARY);
	expect((await mats.post(paths.reportArchive(world.ids.period), {})).status).toBe(403);
	expect((await carin.post(paths.reportArchive("finns-inte"), {})).status).toBe(404);
	expect(await listEventsOf(world.ctx.db, "reporting_period", [world.ids.period])).not.toContainEqual(
		expect.objectContaining({ type: "archive.exported" }),
	);
});
