import type { Db } from "../../db/open.ts";
import { readMoment } from "../../src/ground/threads/read-moment.ts";
import { recordVerification } from "../../src/proof/trail/record-verification.ts";
import { openTrailAnchors, type TrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import type { RowsReport } from "../../src/proof/trail/verify-rows.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import type { CheckThread } from "../../src/ground/threads/check-thread.ts";
import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { startSealsThread } from "../../src/report/closing/seals-thread.ts";
import type { SealsReport } from "../../src/report/closing/verify-seals.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { type Context, nowOf } from "../../src/ground/write/context.ts";
import { startRowsThread } from "../../src/proof/trail/rows-thread.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

export const verify: Command = {
	usage: "",
	says: "kontrollerar loggen, underlagen, dragningarna, raderna och de stängda rapporterna",
	async run(args, config) {
		argumentsOf(args, "verify", 0, {});
		await withContext(config, async (ctx) => {
			const anchors = openTrailAnchors(config);
			// a key that is made at first use is made here, before a thread reads it
			openSealKey(config);
			const threads = {
				rows: startRowsThread(ctx.database.location, (rows) => tellProgress({ rows })),
				seals: startSealsThread(ctx.database.location, config),
			};
			const stop = () => void Promise.all(Object.values(threads).map((thread) => thread.stop()));
			const { trail, evidence, draws, rows, seals } = await checkBeside(ctx, threads, anchors).finally(stop);
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

interface Threads {
	rows: CheckThread<RowsReport>;
	seals: CheckThread<SealsReport>;
}

/**
 * The files, the chain and the draws one after the other, while the rows are replayed and the seals are compared in threads of
 * their own. Each reads one moment: what the two threads saw last is an event that the chain, which is read from a later moment,
 * has to hold unchanged. So whatever they compared rows with has been verified.
 */
async function checkBeside(ctx: Context, threads: Threads, anchors: TrailAnchors) {
	const evidence = await verifyEvidence(ctx.db, ctx.files);
	console.log(`Underlag och inköpsfiler: ${formatCount(evidence.files)} filer kontrollerade.`);
	const heads = await Promise.all([threads.rows.begun, threads.seals.begun]);
	const redo = async (db: Db) => ({
		trail: await verifyTrail(db, anchors, (events) => tellProgress({ events }), heads),
		draws: await verifyDraws(db),
	});
	const { trail, draws } = await readMoment(ctx.database.location, redo, { mapped: true });
	console.log(`Loggen: ${formatCount(trail.events)} händelser i obruten kedja.`);
	console.log(`Loggens slut: händelse ${trail.head.seq}, ${trail.head.hash}`);
	console.log(`Dragningar: ${formatCount(draws.draws)} gjorda om.`);
	const [rows, seals] = await Promise.all([threads.rows.report, threads.seals.report]);
	console.log(`Rader: ${formatCount(rows.rows)} jämförda med loggen och med sin historik.`);
	console.log(`Stängda rapporter: ${formatCount(seals.seals)} utgåvor, ${formatCount(seals.rows)} rader jämförda.`);
	return { trail, evidence, draws, rows, seals };
}

/** Said at most every other second, and only to somebody who looks on: a log of a nightly run has no use for it. */
function tellProgress(step: Partial<typeof far>): void {
	Object.assign(far, step);
	if (!process.stderr.isTTY || Date.now() - told < 2_000) return;
	told = Date.now();
	const [events, rows] = [formatCount(far.events), formatCount(far.rows)];
	process.stderr.write(`Hittills: ${events} händelser i kedjan, ${rows} rader jämförda.\n`);
}
const far = { events: 0, rows: 0 };
let told = 0;
