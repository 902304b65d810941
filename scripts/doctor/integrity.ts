import { statSync } from "node:fs";
import { listKeptFiles } from "../../db/queries/checks/evidence.ts";
import { lastEventOfType } from "../../db/queries/ground/write.ts";
import { join } from "node:path";
import { formatCount, formatDate } from "../../src/ground/calendar/stockholm.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { type Check, type Finding, fault, ok, UNSEEN, warning } from "./check.ts";

const DAY_MS = 86_400_000;
const VERIFIED_WITHIN_DAYS = 31;
const MOST_NAMED = 5;

/** The quick half of `verify`: the file, the chain and that every kept file is there. What each file holds, `verify` reads. */
export const integrity: Check = {
	key: "integrity",
	title: "Integritet",
	async look({ config, database, now }) {
		if (database === null) return [UNSEEN];
		const damage = (await database.damage()).map((line) =>
			fault(
				`Databasfilen är skadad: ${line}`,
				"Stoppa systemet, spara filen undan, och återställ senaste säkerhetskopian (isk restore).",
			),
		);
		if (damage.length > 0 || database.migrations.missing.length > 0) return damage;
		const trail = await verifyTrail(database.db, openTrailAnchors(config.dataDir));
		const broken = trail.problems.map((line) =>
			fault(line, "Ändra ingenting. Kör isk verify, spara utskriften, och jämför med en äldre säkerhetskopia."),
		);
		const kept = await listKeptFiles(database.db);
		const lost = kept.filter(({ sha256, bytes }) => sizeOf(config.dataDir, sha256) !== bytes);
		return [
			ok(
				`Loggen: ${formatCount(trail.events)} händelser i obruten kedja. ${formatCount(kept.length)} underlag prövade.`,
			),
			...broken,
			...lost.slice(0, MOST_NAMED).map(({ name, sha256 }) => fault(missing(name, sha256), RESTORE)),
			...(lost.length > MOST_NAMED ? [fault(`${formatCount(lost.length)} filer saknas i allt.`, RESTORE)] : []),
			...lately(now, await lastEventOfType(database.db, "trail.verified")),
		];
	},
};

const RESTORE = "Hämta filen ur en säkerhetskopia: den ligger där under samma namn i evidence.";

function missing(name: string, sha256: string): string {
	return `Filen ${name} saknas i datamappen eller är inte hel (evidence/${sha256.slice(0, 2)}/${sha256}).`;
}

function sizeOf(dataDir: string, sha256: string): number | null {
	return statSync(join(dataDir, "evidence", sha256.slice(0, 2), sha256), { throwIfNoEntry: false })?.size ?? null;
}

function lately(now: Date, verified: { at: string } | undefined): Finding[] {
	if (verified && now.getTime() - Date.parse(verified.at) < VERIFIED_WITHIN_DAYS * DAY_MS) return [];
	const when = verified ? `har senast körts ${formatDate(verified.at)}` : "har aldrig körts";
	return [warning(`Hela kontrollen (isk verify) ${when}.`, "Kör den en gång i månaden, gärna på en återställd kopia.")];
}
