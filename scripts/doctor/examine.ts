import { openToExamine } from "../../db/open.ts";
import { type Config, databaseOf } from "../../src/config.ts";
import { backups } from "./backups.ts";
import { type Check, type Finding, fault, said, type Sight } from "./check.ts";
import { clock } from "./clock.ts";
import { configuration } from "./configuration.ts";
import { database } from "./database.ts";
import { disk, spaceOf } from "./disk.ts";
import { integrity } from "./integrity.ts";
import { keys } from "./keys.ts";
import { mail } from "./mail.ts";
import { proxy } from "./proxy.ts";

/** Every check, in the order they are told: what others depend on comes first. */
export const CHECKS: readonly Check[] = [configuration, disk, database, clock, keys, integrity, backups, proxy, mail];

export interface Examination {
	check: string;
	title: string;
	/** The worst of its findings. */
	state: Finding["state"];
	findings: Finding[];
}

/** Looks at the installation, and changes nothing. A check that fails itself is a finding too. */
export async function examine(
	config: Config,
	over: Partial<Pick<Sight, "now" | "space">> = {},
	checks: readonly Check[] = CHECKS,
): Promise<Examination[]> {
	const sight: Sight = { config, database: null, databaseError: null, now: new Date(), space: spaceOf, ...over };
	sight.database = await openToExamine(databaseOf(config)).catch((error: unknown) => {
		sight.databaseError = error;
		return null;
	});
	try {
		const told: Examination[] = [];
		for (const check of checks) told.push(await examined(check, sight));
		return told;
	} finally {
		await sight.database?.close();
	}
}

async function examined({ key, title, look }: Check, sight: Sight): Promise<Examination> {
	const findings = await Promise.resolve()
		.then(() => look(sight))
		.catch((error: unknown) => [
			fault(`Kontrollen kunde inte göras: ${said(error)}`, "Kör doctor som systemets användare, och se raderna ovan."),
		]);
	return { check: key, title, state: worst(findings), findings };
}

export function worst(findings: readonly { state: Finding["state"] }[]): Finding["state"] {
	if (findings.some(({ state }) => state === "fault")) return "fault";
	return findings.some(({ state }) => state === "warning") ? "warning" : "ok";
}
