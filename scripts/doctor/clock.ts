import { findEvent, lastEvent } from "../../db/queries/ground/write.ts";
import { formatDateTime } from "../../src/ground/calendar/stockholm.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { type Check, type Finding, fault, ok, warning } from "./check.ts";

/** More than a network's delay, less than what puts a signature on the wrong day. */
export const MOST_APART_MS = 60_000;
const SET_IT = "Ställ klockan, och slå på synkronisering (timedatectl set-ntp true, eller chrony).";

export const clock: Check = {
	key: "clock",
	title: "Klocka",
	async look({ config, database, now }) {
		const findings: Finding[] = [ok(`Klockan är ${formatDateTime(now.toISOString())} svensk tid.`)];
		const newest = [...(await newestEvent(database)), ...openTrailAnchors(config).list().anchors.slice(-1)];
		const ahead = newest.find(({ at }) => Date.parse(at) > now.getTime() + MOST_APART_MS);
		if (ahead)
			findings.push(
				fault(
					`Klockan går efter: det senaste i loggen är daterat ${formatDateTime(ahead.at)}, och det har inte varit än.`,
					SET_IT,
				),
			);
		const apart = database?.now ? Date.parse(database.now) - now.getTime() : 0;
		if (Math.abs(apart) > MOST_APART_MS)
			findings.push(
				fault(`Databasserverns klocka skiljer sig med ${Math.round(Math.abs(apart) / 1000)} sekunder.`, SET_IT),
			);
		if (database === null)
			findings.push(
				warning("Loggens tid kunde inte jämföras: databasen gick inte att öppna.", "Rätta databasen först."),
			);
		return findings;
	},
};

async function newestEvent(database: Parameters<Check["look"]>[0]["database"]): Promise<{ at: string }[]> {
	const head = database && database.migrations.missing.length === 0 ? await lastEvent(database.db) : undefined;
	const event = head && database ? await findEvent(database.db, head.seq) : undefined;
	return event ? [event] : [];
}
