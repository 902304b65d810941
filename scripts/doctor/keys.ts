import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findNewestSealed } from "../../db/queries/checks/draws.ts";
import type { Examined } from "../../db/open.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { openTrailSigner, readPublicKeys, SIGNING_KEY } from "../../src/proof/trail/trail-signer.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { LOST_KEY, openSealKey, SEAL_FILES } from "../../src/report/closing/seal-key.ts";
import { checkKeyRights } from "../../src/running/safe-start/check-safe-start.ts";
import { type Check, type Finding, fault, ok, said } from "./check.ts";

const FROM_COPY =
	"Återställ mappen keys ur säkerhetskopian. Gör ingen ny nyckel: det som är låst med den gamla går då inte att öppna.";

/** Looks only at what is there: opening a key that is missing would make one. */
export const keys: Check = {
	key: "keys",
	title: "Nycklar",
	async look({ config: { dataDir }, database }) {
		const findings = [
			...rights(dataDir),
			...(await serverKey(dataDir, database)),
			...trailKey(dataDir),
			...sealKey(dataDir),
		];
		return findings.length > 0
			? findings
			: [ok("Nycklarna är läsbara, hela och bara åtkomliga för systemets användare.")];
	},
};

function rights(dataDir: string): Finding[] {
	try {
		checkKeyRights(dataDir);
		return [];
	} catch (error) {
		return [fault(said(error), "Kör kommandot i meningen. Har någon obehörig kunnat läsa nyckeln: byt den.")];
	}
}

async function serverKey(dataDir: string, database: Examined | null): Promise<Finding[]> {
	const file = join(dataDir, "keys", "server.key");
	const sealed = database && database.migrations.missing.length === 0 ? await findNewestSealed(database.db) : undefined;
	if (!existsSync(file)) {
		if (sealed)
			return [fault("Serverns nyckel (keys/server.key) saknas, och det finns uppgifter låsta med den.", FROM_COPY)];
		return [ok("Serverns nyckel finns inte än: den görs vid första starten.")];
	}
	const key = readFileSync(file, "utf8").trim();
	if (!/^[0-9a-f]{64}$/.test(key)) return [fault("Serverns nyckel (keys/server.key) är skadad.", FROM_COPY)];
	try {
		if (sealed) keysFrom(Buffer.from(key, "hex")).decrypt(sealed.secret_encrypted);
		return [];
	} catch {
		return [
			fault("Serverns nyckel (keys/server.key) är en annan än den som databasens uppgifter är låsta med.", FROM_COPY),
		];
	}
}

function trailKey(dataDir: string): Finding[] {
	const faults = openTrailAnchors(dataDir)
		.list()
		.faults.map((line) => fault(line, FROM_COPY));
	if (!existsSync(join(dataDir, SIGNING_KEY))) return faults;
	try {
		if (readPublicKeys(dataDir).has(openTrailSigner(dataDir).fingerprint)) return faults;
		return [...faults, fault("Nyckeln som signerar loggen står inte i keys/trail.pub.", FROM_COPY)];
	} catch {
		return [...faults, fault(`Nyckeln som signerar loggen (${SIGNING_KEY}) är skadad.`, FROM_COPY)];
	}
}

function sealKey(dataDir: string): Finding[] {
	const there = (name: keyof typeof SEAL_FILES) => existsSync(join(dataDir, SEAL_FILES[name]));
	if (!there("key")) return there("fingerprint") || there("notes") ? [fault(LOST_KEY, FROM_COPY)] : [];
	try {
		if (openSealKey(dataDir).is_known) return [];
		return [fault("Nyckeln som stänger rapporter (keys/seal.key) är en annan än den som gjordes här.", FROM_COPY)];
	} catch {
		return [fault("Nyckeln som stänger rapporter (keys/seal.key) är skadad.", FROM_COPY)];
	}
}
