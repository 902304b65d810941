import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { readConfig } from "../../src/config.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { paths } from "../../src/paths/paths.ts";
import { type Client, clientFor } from "../support/browser-client.ts";
import { startS3 } from "../support/s3-server.ts";
import { fill, smallDisk } from "../support/small-disk.ts";
import { openPostgresTest, openWorldOn } from "./dialects.ts";

test("one of two nodes has a full disk: it says so of files, saves the rest, the other goes on, and so does it when there is room", async (context) => {
	const disk = smallDisk();
	if (disk === null) return context.skip();
	const world = await openWorldOn(openPostgresTest);
	const s3 = await startS3();
	const roomy = mkdtempSync(join(tmpdir(), "tillracklig-nod-"));
	onTestFinished(async () => {
		await s3.close();
		rmSync(roomy, { recursive: true, force: true });
	});
	const node = (dir: string) => {
		const { files } = readConfig({ DATA_DIR: dir, FILES_URL: s3.url(), ...s3.secrets });
		return { ...world, ctx: { ...world.ctx, files: openFileStore(dir, files) } };
	};
	const [full, other] = [node(disk), node(roomy)];
	const [there, here] = [await clientFor(full, "carin"), await clientFor(other, "carin")];
	const send = async (client: Client, name: string) => {
		const form = new FormData();
		form.set("fil", new File([`${name} `.repeat(50_000)], `${name}.txt`));
		const answer = await client.upload(paths.evidenceOf("measure", world.ids.measure), form);
		return [answer.status, (await answer.text()).includes("slut på utrymme")];
	};
	const rows = () => world.ctx.db.selectFrom("evidence").select(["id", "file_name"]).execute();
	const opened = async (client: Client, id: string) => (await client.get(paths.evidenceFile(id))).status;

	const ballast = join(disk, "ballast");
	fill(ballast);
	expect(await send(there, "nekad")).toEqual([507, true]);
	expect(readdirSync(join(disk, "tmp")), "nothing half-written is left").toEqual([]);
	expect([await rows(), s3.objects.size]).toEqual([[], 0]);
	const unit = { kind: "unit", name: "Ny", parent_id: world.ids.nara, valid_from: "2026-01-01", code: "" };
	expect((await (await clientFor(full, "adam")).post(paths.unitNew(), unit)).status).toBe(303);
	expect(await send(here, "kvitto")).toEqual([303, false]);
	const [{ id } = { id: "" }] = await rows();
	expect(await (await there.get(paths.measure(world.ids.measure))).text()).toContain("kvitto.txt");
	expect([await opened(there, id), await opened(here, id)]).toEqual([507, 200]);

	rmSync(ballast);
	expect(await send(there, "efter")).toEqual([303, false]);
	expect(await opened(there, id)).toBe(200);
	expect((await rows()).map(({ file_name }) => file_name).sort()).toEqual(["efter.txt", "kvitto.txt"]);
	expect((await verifyEvidence(world.ctx.db, other.ctx.files)).problems).toEqual([]);
});
