import { describe, expect, test } from "vitest";
import { listEvidenceOf } from "../../db/queries/checks/evidence.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld, type World } from "../support/world.ts";

const PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

async function withEvidence() {
	const world = await openWorld();
	const { itemIds } = await openDrawnRun(world);
	const maria = await clientFor(world, "maria");
	const form = new FormData();
	form.set("fil", new File([PNG], "kvitto.png"));
	expect((await maria.upload(paths.evidenceOf("sample_item", itemIds[0]!), form)).status).toBe(303);
	const [file] = await listEvidenceOf(world.ctx.db, "sample_item", itemIds[0]!);
	return { world, maria, file: paths.evidenceFile(file!.id) };
}
const roleOf = (world: World) =>
	world.ctx.db
		.selectFrom("roles")
		.select(["id", "version"])
		.where("person_id", "=", world.ids.maria)
		.executeTakeFirstOrThrow();

describe("T24: whoever leaves loses the bytes, not only the pages", () => {
	test("an ended person's session downloads nothing", async () => {
		const { world, maria, file } = await withEvidence();
		expect((await maria.get(file)).status).toBe(200);
		await (await clientFor(world, "adam")).post(`/personer/${world.ids.maria}/avslut`, { version: "1" });
		const response = await maria.get(file);
		expect([response.status, response.headers.get("content-type")]).not.toEqual([200, "image/png"]);
		expect(response.status).toBe(303);
	});

	test("nor does one whose role was ended, or moved to another unit, also after signing in again", async () => {
		const { world, file } = await withEvidence();
		const adam = await clientFor(world, "adam");
		const { id } = await roleOf(world);
		await adam.post(`/roller/${id}/avslut`, { valid_to: "2026-11-15", version: "1" });
		expect([403, 404]).toContain((await (await clientFor(world, "maria")).get(file)).status);
		await adam.post(`/personer/${world.ids.maria}/roller`, {
			role: "material_coordinator",
			unit_id: world.ids.beta,
			valid_from: "2026-11-16",
			valid_to: "",
			substitute_for: "",
		});
		expect((await (await clientFor(world, "maria")).get(file)).status).toBe(404);
	});

	test("a role that runs out by its date is gone the next day, in a session that lives on", async () => {
		const { world, file } = await withEvidence();
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ valid_to: "2026-11-15" }).where("person_id", "=", world.ids.maria).execute(),
		);
		expect((await (await clientFor(world, "maria")).get(file)).status).toBe(403);
	});
});
