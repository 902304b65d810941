import { Readable } from "node:stream";
import { expect } from "vitest";
import { closePeriod } from "../../../../src/report/closing/close-period.ts";
import { openSealKey } from "../../../../src/report/closing/seal-key.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { ZipPackage } from "../../../../src/ground/tables/zip-package.ts";
import { write } from "../../../../src/ground/write/write.ts";
import { approvedAssessment, JANUARY, openFinishedYear, writeFollowUps } from "../../closing/support.ts";
import { PDF } from "../../../checks/evidence/files.ts";
import { clientFor } from "../../../support/browser-client.ts";
import type { ReportedWorld } from "../../../support/reported-world.ts";
import { openWorld, type World } from "../../../support/world.ts";

/** A closed year whose draws and evidence the trail tells of, as it does when they come by the product's own commands. */
export async function openExaminedYear(): Promise<ReportedWorld> {
	const opened = await openWorld();
	const temp = await opened.ctx.files.putTemp(Readable.from([PDF]), 1_000_000);
	await opened.ctx.files.keep(temp);
	const kept = { sha256: temp.sha256, bytes: temp.bytes };
	const world = await openFinishedYear(opened, kept, "Kvitto: förband?");
	await write(world.ctx, async ({ trx, record }) => {
		await record({
			type: "evidence.added",
			unit_id: world.ids.alfa,
			object: { kind: "sample_item", id: world.itemIds[0]! },
			data: {
				parent: "sample_item",
				file_name: "Kvitto: förband?.pdf",
				...kept,
				edition: 1,
				about_on: "2026-11-01",
				late: false,
			},
		});
		for (const draw of await trx
			.selectFrom("draws")
			.innerJoin("populations", "populations.draw_id", "draws.id")
			.selectAll("draws")
			.select(["populations.digest", "populations.n", "populations.sum_ore"])
			.execute()) {
			const { draw_id, commitment, digest, n, sum_ore } = draw;
			const about = { unit_id: world.ids.administration, object: { kind: "draw", id: draw.id } };
			await record({ ...about, type: "draw.planned", data: { draw_id, commitment, reason: "" } });
			const frozen = { draw_id, n, sum_ore, digest, file_sha256: "0".repeat(64), strata: [] };
			await record({ ...about, type: "population.frozen", data: frozen });
			const drawn = { draw_id, secret: draw.secret!, public_value: null, drawn: 5, population: n, strata: 1 };
			await record({ ...about, type: "sample.drawn", data: drawn });
		}
	});
	await writeFollowUps(world);
	for (const level of ["administration", "board"] as const) await approvedAssessment(world, level);
	await closePeriod(await world.as("carin", JANUARY), openSealKey(world), world.ids.period);
	return world;
}

/** The package as the auditor gets it. */
export async function fetchPackage(world: World): Promise<Buffer> {
	const rune = await clientFor(world, "rune", JANUARY);
	const response = await rune.post(paths.auditPackage(world.ids.period), {});
	expect(response.status).toBe(200);
	const bytes = Buffer.from(await response.arrayBuffer());
	expect(Number(response.headers.get("content-length"))).toBe(bytes.length);
	return bytes;
}

export function unpack(bytes: Buffer): Promise<ZipPackage> {
	return ZipPackage.read(bytes, { parts: 1000, bytes: 100_000_000 });
}
