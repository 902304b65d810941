import { ASSESSED } from "../../../db/schema/report/words.ts";
import { approveAssessment } from "../../../src/report/assessments/approve-assessment.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { submitAssessment } from "../../../src/report/assessments/submit-assessment.ts";
import { writePart } from "../../../src/report/assessments/write-part.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { completeFollowUp } from "../../../src/report/follow-ups/complete-follow-up.ts";
import { writeFollowUp } from "../../../src/report/follow-ups/write-follow-up.ts";
import { openReportedWorld, type ReportedWorld } from "../../support/reported-world.ts";
import { openKept } from "../../support/kept-world.ts";
import { openWorld, type World } from "../../support/world.ts";

/** The year is over. */
export const JANUARY = "2027-01-20T09:00:00.000Z";

export const followUp = {
	status: "as_planned" as const,
	result: "Stickproven är utförda varje månad.",
	analysis: "Rutinen är känd.",
	new_measure: "",
	next_year: null,
	version: 0,
};

/** A reported world whose runs are approved, in January of the next year. */
export async function openFinishedYear(
	opened?: World,
	kept?: { sha256: string; bytes: number },
	words = "Förband",
): Promise<ReportedWorld> {
	if (!opened && !kept)
		return openKept(`a finished year of ${words}`, async () => openFinishedYear(await openWorld(), kept, words));
	const world = await openReportedWorld(words, opened, kept);
	await world.ctx.database.transaction(async (trx) => {
		await trx
			.updateTable("control_runs")
			.set({ status: "approved", result: "minor", reviewed_at: JANUARY, reviewed_by: world.ids.mats })
			.execute();
	});
	return world;
}

export async function writeFollowUps(world: World): Promise<void> {
	const carin = await world.as("carin", JANUARY);
	for (const [kind, id] of [
		["risk", world.ids.risk],
		["measure", world.ids.measure],
		["control", world.ids.control],
	] as const) {
		const subject = { period_id: world.ids.period, kind, id };
		await writeFollowUp(carin, subject, followUp);
		await completeFollowUp(carin, subject, { version: 1 });
	}
}

export const part = {
	grade: "sufficient" as const,
	reasons: "Kontrollerna är utförda och uppföljda.",
	deficiencies: "",
	departure_reason: "Underlaget räcker enligt vår bedömning.",
	version: 0,
};

/** An assessment of a level, prepared by Carin and approved by Fia. Returns its id. */
export async function approvedAssessment(world: World, level: "administration" | "board"): Promise<string> {
	const carin = await world.as("carin", JANUARY);
	const id = await startAssessment(carin, world.ids.period, { level, unit_id: null });
	if (level === "administration") {
		for (const requirement of Object.keys(ASSESSED) as (keyof typeof ASSESSED)[])
			await writePart(carin, id, requirement, part);
	}
	await submitAssessment(carin, id, { version: 1 });
	await approveAssessment(await world.as("fia", JANUARY), id, { version: 2 });
	return id;
}

/** Everything the report needs, then closed. */
export async function openClosedYear(opened?: World): Promise<ReportedWorld & { assessmentId: string }> {
	if (!opened) return openKept("a closed year", async () => openClosedYear(await openWorld()));
	const world = await openFinishedYear(opened);
	await writeFollowUps(world);
	await approvedAssessment(world, "administration");
	const assessmentId = await approvedAssessment(world, "board");
	await closePeriod(await world.as("carin", JANUARY), openSealKey(world), world.ids.period);
	return { ...world, assessmentId };
}
