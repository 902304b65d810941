import { expect, test } from "vitest";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { listRequestsOf } from "../../../db/queries/checks/evidence-requests.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { PDF } from "./files.ts";

const WANTED = "Följesedeln till leveransen <b>i oktober</b>.";

async function asked() {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const item = run.itemIds[0]!;
	const maria = await clientFor(world, "maria");
	const boris = await clientFor(world, "boris");
	const ask = (form: Record<string, string>) => maria.post(paths.evidenceRequestOf("sample_item", item), form);
	const answer = await ask({ asked_of: world.ids.boris, wanted: WANTED });
	const [request] = await listRequestsOf(world.ctx.db, "sample_item", item);
	return { world, item, run, maria, boris, ask, answer, id: request!.id };
}

const file = (more: Record<string, string> = {}) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(more)) form.set(name, value);
	form.set("fil", new File([PDF], "foljesedel.pdf"));
	return form;
};

test("the performer asks from the purchase; the one who is asked finds it under Att göra and sees nothing else of the check", async () => {
	const { world, item, run, maria, boris, answer, id } = await asked();
	expect([answer.status, answer.headers.get("location")]).toEqual([303, paths.evidenceRequest(id)]);
	const card = await (await maria.get(paths.run(run.runId))).text();
	expect(card).toContain("Begärt av Boris Falk");
	expect(card).toContain(paths.evidenceRequestOf("sample_item", item));
	const inbox = await (await boris.get(paths.inbox())).text();
	expect(inbox).toContain("Skicka underlag: draget inköp");
	expect(inbox).toContain(paths.evidenceRequest(id));
	expect(await (await maria.get(paths.inbox())).text()).toContain("Underlag från Boris Falk");
	const page = await (await boris.get(paths.evidenceRequest(id))).text();
	expect(page).toContain("Följesedeln till leveransen &lt;b&gt;i oktober&lt;/b&gt;.");
	expect(page).not.toContain(paths.item(item));
	expect(page).not.toContain("Ta tillbaka begäran");
	for (const closed of [paths.run(run.runId), paths.item(item), paths.evidenceOf("sample_item", item)])
		expect((await boris.get(closed)).status, closed).toBe(404);
	for (const person of ["beata", "gunnel", "adam"] as const) {
		const other = await clientFor(world, person);
		expect((await other.get(paths.evidenceRequest(id))).status, person).toBe(404);
		expect((await other.upload(paths.evidenceRequestFile(id), file())).status, person).toBe(404);
		expect((await other.post(paths.evidenceRequestDeclined(id), { note: "Nej" })).status, person).toBe(404);
	}
});

test("what is wrong is told at its field and kept as it was typed; a file is sent with its day, once", async () => {
	const { world, item, ask, maria, boris, id } = await asked();
	const nobody = await ask({ asked_of: "", wanted: "Kvittot" });
	expect([nobody.status, await nobody.text()]).toEqual([422, expect.stringContaining("Kvittot</textarea>")]);
	expect((await ask({ asked_of: world.ids.mats, wanted: "" })).status).toBe(422);
	expect((await boris.upload(paths.evidenceRequestFile(id), new FormData())).status).toBe(422);
	const early = await boris.upload(paths.evidenceRequestFile(id), file({ datum: "2026-11-17" }));
	expect(early.status).toBe(422);
	expect(await early.text()).toContain("Dagen har inte varit än. Ange i dag eller en tidigare dag.");
	const silent = await boris.post(paths.evidenceRequestDeclined(id), { note: " " });
	expect(silent.status).toBe(422);
	expect(await listEvidenceOf(world.ctx.db, "sample_item", item)).toEqual([]);

	const sent = await boris.upload(paths.evidenceRequestFile(id), file({ datum: "2026-10-09" }));
	expect([sent.status, sent.headers.get("location")]).toEqual([303, paths.evidenceRequest(id)]);
	const [row] = await listEvidenceOf(world.ctx.db, "sample_item", item);
	expect(row).toMatchObject({ file_name: "foljesedel.pdf", about_on: "2026-10-09", uploaded_by_name: "Boris Falk" });
	const again = await boris.upload(paths.evidenceRequestFile(id), file());
	expect([again.status, await again.text()]).toEqual([
		422,
		expect.stringContaining("Begäran är redan avslutad: skickat."),
	]);
	expect(await listEvidenceOf(world.ctx.db, "sample_item", item)).toHaveLength(1);
	expect(await (await boris.get(paths.evidenceRequest(id))).text()).toContain("foljesedel.pdf");
	expect((await boris.get(paths.evidenceFile(row!.id))).status, "sent is not the same as may be read").toBe(404);
	expect(await (await maria.get(paths.evidence(row!.id))).text()).toContain("9\u00a0oktober 2026");
	expect(await (await boris.get(paths.inbox())).text()).not.toContain("Skicka underlag");
});

test("a measure and a decision have people of their own who add to them: nobody is asked", async () => {
	const { world } = await asked();
	const carin = await clientFor(world, "carin");
	for (const [kind, id] of [
		["measure", world.ids.measure],
		["__proto__", world.ids.measure],
	] as const)
		expect((await carin.get(paths.evidenceRequestOf(kind, id))).status, kind).toBe(404);
});
