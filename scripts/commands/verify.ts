import { recordVerification } from "../../src/proof/trail/record-verification.ts";
import { openTrailAnchors, type TrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import { openSealKey, type SealKey } from "../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../src/report/closing/verify-seals.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { type Context, nowOf } from "../../src/ground/write/context.ts";
import { type RowsThread, startRowsThread } from "../../src/proof/trail/rows-thread.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

export const verify: Command = {
	usage: "",
	says: "kontrollerar loggen, underlagen, dragningarna, raderna och de stängda rapporterna",
	async run(args, config) {
		argumentsOf(args, "verify", 0, {});
		await withContext(config, async (ctx) => {
			const anchors = openTrailAnchors(config);
			const sealKey = openSealKey(config);
			const far = { events: 0, rows: 0 };
			const replay = startRowsThread(ctx.database.location, (rows) => tellProgress(Object.assign(far, { rows })));
			const onStep = (events: number) => tellProgress(Object.assign(far, { events }));
			const checks = checkBeside(ctx, replay, { anchors, sealKey, onStep }).finally(() => void replay.stop());
			const { trail, evidence, draws, rows, seals } = await checks;
			const problems = [
				...trail.problems,
				...evidence.problems,
				...draws.problems,
				...rows.problems,
				...seals.problems,
			];
			for (const problem of problems) console.log(`FEL: ${problem}`);
			const head = await recordVerification(ctx, {
				events: trail.events,
				files: evidence.files,
				problems: problems.length,
			});
			// The end of a trail that does not hold is not worth remembering: the older ends are what shows what is wrong.
			if (trail.problems.length === 0) anchors.add({ at: nowOf(ctx), ...head, by: "verify" });
			if (problems.length > 0) throw new UsageError(`Kontrollen hittade ${formatCount(problems.length)} fel.`);
			console.log("Inga fel.");
		});
	},
};

/** The checks one after the other, each told when it is done, while the rows are replayed in their thread. */
async function checkBeside(
	ctx: Context,
	replay: RowsThread,
	{ anchors, sealKey, onStep }: { anchors: TrailAnchors; sealKey: SealKey; onStep: (events: number) => void },
) {
	const trail = await verifyTrail(ctx.db, anchors, onStep);
	console.log(`Loggen: ${formatCount(trail.events)} händelser i obruten kedja.`);
	console.log(`Loggens slut: händelse ${trail.head.seq}, ${trail.head.hash}`);
	const evidence = await verifyEvidence(ctx.db, ctx.files);
	console.log(`Underlag och inköpsfiler: ${formatCount(evidence.files)} filer kontrollerade.`);
	const draws = await verifyDraws(ctx.db);
	console.log(`Dragningar: ${formatCount(draws.draws)} gjorda om.`);
	const seals = await verifySeals(ctx.db, sealKey);
	const rows = await replay.report;
	console.log(`Rader: ${formatCount(rows.rows)} jämförda med loggen och med sin historik.`);
	console.log(`Stängda rapporter: ${formatCount(seals.seals)} utgåvor, ${formatCount(seals.rows)} rader jämförda.`);
	return { trail, evidence, draws, rows, seals };
}

/** Said at most every other second, and only to somebody who looks on: a log of a nightly run has no use for it. */
function tellProgress({ events, rows }: { events: number; rows: number }): void {
	if (!process.stderr.isTTY || Date.now() - told < 2_000) return;
	told = Date.now();
	process.stderr.write(`Hittills: ${formatCount(events)} händelser i kedjan, ${formatCount(rows)} rader jämförda.\n`);
}
let told = 0;
