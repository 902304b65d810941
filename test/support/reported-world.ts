import { insertDeviation } from "../../db/writes/checks/deviations.ts";
import { insertEvidence } from "../../db/writes/checks/evidence.ts";
import { insertAnswer } from "../../db/writes/checks/samples.ts";
import { newId } from "../../src/ground/write/new-id.ts";
import { write } from "../../src/ground/write/write.ts";
import { openDrawnRun } from "./drawn-run.ts";
import { openKept } from "./kept-world.ts";
import { openWorld, type World } from "./world.ts";

/** What a report is made of: two runs with items, answers, deviations on both sides of the cut-off, and evidence. */
export interface ReportedWorld extends World {
	/** The run at alfa for October, five items. */
	runId: string;
	itemIds: string[];
}

const NO_BYTES = { sha256: "ab".repeat(32), bytes: 1234 };

/** `hostile` goes into every text that people or files may bring; `kept` are the bytes of its evidence, without it there are none. */
export async function openReportedWorld(hostile = "Förband", opened?: World, kept = NO_BYTES): Promise<ReportedWorld> {
	if (!opened && kept === NO_BYTES)
		return openKept(`a report of ${hostile}`, async () => openReportedWorld(hostile, await openWorld()));
	const world = opened ?? (await openWorld());
	const lines = Object.fromEntries(
		Array.from({ length: 20 }, (_, index) => [
			index,
			{ text: hostile, supplier_name: hostile, requisitioner: hostile },
		]),
	);
	const october = await openDrawnRun(world, { lines });
	await openDrawnRun(world, { unit: "beta", n: 2, lines });
	await fill(world, october.itemIds, october.runId, hostile, kept);
	return { ...world, runId: october.runId, itemIds: october.itemIds };
}

function fill(
	world: World,
	itemIds: readonly string[],
	runId: string,
	hostile: string,
	kept: { sha256: string; bytes: number },
): Promise<void> {
	const { ids } = world;
	return write(world.ctx, async ({ trx, record }) => {
		const deviation = async (
			number: number,
			found_at: string,
			more: { severity?: "minor" | "major"; closed?: string; free?: true },
		) => {
			const id = `avvikelse-${number}`;
			await insertDeviation(trx, {
				id,
				number,
				unit_id: ids.alfa,
				risk_id: ids.risk,
				...(more.free
					? { run_id: null, item_id: null, question_id: null }
					: { run_id: runId, item_id: itemIds[number] ?? null, question_id: ids.questions[0]! }),
				title: hostile,
				description: hostile,
				severity: more.severity ?? "minor",
				cause_code: "urgent",
				root_cause: hostile,
				direct_fix: hostile,
				plan: hostile,
				owner_id: ids.mats,
				due_on: "2026-12-01",
				status: more.closed ? "closed" : "open",
				effect_check: "",
				found_at,
				found_by: ids.maria,
				closed_at: more.closed ?? null,
				closed_by: more.closed ? ids.mats : null,
				version: 1,
			});
		};
		for (const [index, question] of ids.questions.entries()) {
			await insertAnswer(trx, {
				id: newId(),
				item_id: itemIds[0]!,
				question_id: question,
				answer: index === 0 ? "no" : "yes",
				comment: index === 0 ? hostile : "",
				cause_code: index === 0 ? "urgent" : null,
				together: 0,
				draft: null,
				answered_at: "2026-11-05T09:00:00.000Z",
				answered_by: ids.maria,
				version: 1,
			});
		}
		await deviation(1, "2026-11-05T09:00:00.000Z", {});
		await deviation(2, "2026-11-05T09:00:00.000Z", { severity: "major", closed: "2026-11-10T09:00:00.000Z" });
		// Not found by a run: the last minute of the cut-off day in Stockholm, and the first one after it.
		await deviation(3, "2026-12-31T22:59:59.999Z", { free: true });
		await deviation(4, "2026-12-31T23:00:00.000Z", { free: true });
		// Closed before the period began, and still open when it began.
		await deviation(5, "2025-05-05T09:00:00.000Z", { closed: "2025-12-30T09:00:00.000Z", free: true });
		await deviation(6, "2025-05-05T09:00:00.000Z", { free: true });
		await insertEvidence(trx, {
			id: "underlag-1",
			parent_kind: "sample_item",
			parent_id: itemIds[0]!,
			unit_id: ids.alfa,
			series_id: "serie-1",
			edition: 1,
			file_name: `${hostile}.pdf`,
			content_type: "application/pdf",
			...kept,
			note: hostile,
			about_on: "2026-11-01",
			uploaded_at: "2026-11-05T09:00:00.000Z",
			uploaded_by: ids.maria,
		});
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "reported" },
			data: { note: "fyllde rapporten" },
		});
	});
}
