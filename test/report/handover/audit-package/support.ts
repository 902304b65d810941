import { Readable } from "node:stream";
import { expect } from "vitest";
import { closePeriod } from "../../../../src/report/closing/close-period.ts";
import { readRunThread } from "../../../../src/checks/runs/run-thread.ts";
import { readRiskThread } from "../../../../src/register/risks/risk-thread.ts";
import { writeMessage } from "../../../../src/ground/messages/write-message.ts";
import { listMessages } from "../../../../db/queries/ground/messages.ts";
import { openSealKey } from "../../../../src/report/closing/seal-key.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { ZipPackage } from "../../../../src/ground/tables/zip-package.ts";
import { write } from "../../../../src/ground/write/write.ts";
import { approvedAssessment, JANUARY, openFinishedYear, writeFollowUps } from "../../closing/support.ts";
import { PDF } from "../../../checks/evidence/files.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { openKept } from "../../../support/kept-world.ts";
import type { ReportedWorld } from "../../../support/reported-world.ts";
import { openWorld, type World } from "../../../support/world.ts";

/** A closed year whose draws and evidence the trail tells of, as it does when they come by the product's own commands. */
export function openExaminedYear(): Promise<ReportedWorld> {
	return openKept("an examined year", examinedYear);
}

async function examinedYear(): Promise<ReportedWorld> {
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
	await askAndAnswer(world);
	await writeFollowUps(world);
	for (const level of ["administration", "board"] as const) await approvedAssessment(world, level);
	await closePeriod(await world.as("carin", JANUARY), openSealKey(world), world.ids.period);
	return world;
}

/** A question to the reviewer with its answer on the run, and one on the risk that nobody has answered. */
export async function askAndAnswer(world: ReportedWorld): Promise<void> {
	const onRun = async (person: "maria" | "mats", to: "reviewer" | null, text: string, answers: string | null) =>
		writeMessage(await world.as(person, JANUARY), (trx) => readRunThread(trx, world.runId), { to, text, answers });
	await onRun("maria", "reviewer", "Räknas frakten in?", null);
	const [question] = await listMessages(world.ctx.db, "control_run", world.runId);
	await onRun("mats", null, "Ja, den räknas in.", question!.id);
	const risk = { to: "risk_owner" as const, text: "Vem följer avtalet?", answers: null };
	await writeMessage(await world.as("carin", JANUARY), (trx) => readRiskThread(trx, world.ids.risk), risk);
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
