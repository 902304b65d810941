import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { lastEvent } from "../../db/queries/ground/write.ts";
import { type Database, loadPostgres, openDatabase, requireEmptyPostgres } from "../../db/open.ts";
import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import type { KeyPlace } from "../../src/ground/keys.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { type TrailReport, verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../src/report/closing/verify-seals.ts";
import { asUsageError } from "./backup.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "copy-to --database-url postgres://…";

/** Moves an installation that has outgrown its file. The file is read and left as it was. */
export const copyTo: Command = {
	usage: "--database-url postgres://…",
	says: "kopierar databasen till en tom PostgreSQL, och kontrollerar logg, förseglingar och varje rad på båda sidor",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { "database-url": { type: "string" } });
		const url = values["database-url"];
		if (!url || !/^postgres(ql)?:\/\//.test(url)) throw new UsageError(`Användning: npm run isk -- ${USAGE}`);
		if (config.databaseUrl) throw new UsageError("DATABASE_URL är satt: installationen är redan på PostgreSQL.");
		await withContext(config, async (ctx) => {
			await requireEmptyPostgres(url).catch(asUsageError);
			const stage = mkdtempSync(join(config.dataDir, "tmp", "flytt-"));
			try {
				const file = join(stage, "tillracklig.db");
				await ctx.database.copyTo(file);
				const before = await proofOf(openDatabase({ file }), config);
				const facts = await loadPostgres(url, file).catch(asUsageError);
				const after = await proofOf(openDatabase({ url, file: "" }), config);
				requireSame(before, after);
				console.log(
					`${formatCount(facts.rows)} rader i ${formatCount(facts.tables)} tabeller är kopierade och jämförda.`,
				);
				console.log(
					`Loggen: ${formatCount(after.trail.events)} händelser, slut ${after.trail.head.hash}, på båda sidor.`,
				);
				console.log(`Stängda rapporter: ${formatCount(after.seals.seals)} utgåvor med samma försegling på båda sidor.`);
				for (const problem of after.seals.problems) console.log(`OBS: ${problem} (också i den gamla databasen)`);
				if ((await lastEvent(ctx.db))?.hash !== before.trail.head.hash)
					throw new UsageError(
						"Det skrevs i den gamla databasen medan den kopierades, och det följde inte med. Stoppa systemet, och kopiera till en ny tom databas.",
					);
				console.log("Sätt DATABASE_URL och starta. Datamappen behövs som förut: där ligger underlagen och nycklarna.");
			} finally {
				await rm(stage, { recursive: true, force: true });
			}
		});
	},
};

interface Proof {
	trail: TrailReport;
	seals: Awaited<ReturnType<typeof verifySeals>>;
}

async function proofOf(database: Database, place: KeyPlace): Promise<Proof> {
	try {
		const trail = await verifyTrail(database.db, openTrailAnchors(place));
		const seals = await verifySeals(database.db, openSealKey(place));
		return { trail, seals };
	} finally {
		await database.close();
	}
}

function requireSame(before: Proof, after: Proof): void {
	const [problem] = after.trail.problems;
	if (problem) throw new UsageError(`Loggen håller inte: ${problem} Använd inte kopian.`);
	const shown = ({ trail, seals }: Proof) => JSON.stringify([trail.events, trail.head, seals]);
	if (shown(before) !== shown(after))
		throw new UsageError("Logg eller förseglingar säger olika på de två sidorna. Använd inte kopian.");
}
