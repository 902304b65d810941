import { existsSync, readFileSync } from "node:fs";
import { findNewestSealed } from "../../db/queries/checks/draws.ts";
import type { Examined } from "../../db/open.ts";
import { type KeyPlace, keyFile, keysFrom, SERVER_KEY } from "../../src/ground/keys.ts";
import { openTrailSigner, readPublicKeys, SIGNING_KEY } from "../../src/proof/trail/trail-signer.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { LOST_KEY, openSealKey, SEAL_FILES } from "../../src/report/closing/seal-key.ts";
import { UnsafeStart } from "../../src/ground/settings-file.ts";
import { checkKeys } from "../../src/running/safe-start/check-keys.ts";
import { checkKeyRights } from "../../src/running/safe-start/check-safe-start.ts";
import { type Check, type Finding, fault, ok, said } from "./check.ts";

const FROM_COPY =
	"Återställ mappen keys ur säkerhetskopian. Gör ingen ny nyckel: det som är låst med den gamla går då inte att öppna.";

/** Looks only at what is there: opening a key that is missing would make one. */
export const keys: Check = {
	key: "keys",
	title: "Nycklar",
	async look({ config, database }) {
		const findings = [
			...rights(config),
			...(await serverKey(config, database)),
			...trailKey(config),
			...sealKey(config),
		];
		return findings.length > 0
			? findings
			: [ok("Nycklarna är läsbara, hela och bara åtkomliga för systemets användare.")];
	},
};

function rights(place: KeyPlace): Finding[] {
	try {
		checkKeyRights(place);
		return [];
	} catch (error) {
		return [fault(said(error), "Kör kommandot i meningen. Har någon obehörig kunnat läsa nyckeln: byt den.")];
	}
}

async function serverKey(place: KeyPlace, database: Examined | null): Promise<Finding[]> {
	const file = keyFile(place, SERVER_KEY);
	const sealed = database && database.migrations.missing.length === 0 ? await findNewestSealed(database.db) : undefined;
	if (!existsSync(file)) {
		if (sealed)
			return [fault("Serverns nyckel (keys/server.key) saknas, och det finns uppgifter låsta med den.", FROM_COPY)];
		return [ok("Serverns nyckel finns inte än: den görs vid första starten.")];
	}
	const key = readFileSync(file, "utf8").trim();
	if (!/^[0-9a-f]{64}$/.test(key)) return [fault("Serverns nyckel (keys/server.key) är skadad.", FROM_COPY)];
	try {
		if (database && database.migrations.missing.length === 0) await checkKeys(database.db, place);
		if (sealed) keysFrom(Buffer.from(key, "hex")).decrypt(sealed.secret_encrypted);
		return [];
	} catch (error) {
		if (error instanceof UnsafeStart) return [fault(error.message, FROM_COPY)];
		return [
			fault("Serverns nyckel (keys/server.key) är en annan än den som databasens uppgifter är låsta med.", FROM_COPY),
		];
	}
}

function trailKey(place: KeyPlace): Finding[] {
	const faults = openTrailAnchors(place)
		.list()
		.faults.map((line) => fault(line, FROM_COPY));
	if (!existsSync(keyFile(place, SIGNING_KEY))) return faults;
	try {
		if (readPublicKeys(place).has(openTrailSigner(place).fingerprint)) return faults;
		return [...faults, fault("Nyckeln som signerar loggen står inte i keys/trail.pub.", FROM_COPY)];
	} catch {
		return [...faults, fault(`Nyckeln som signerar loggen (${SIGNING_KEY}) är skadad.`, FROM_COPY)];
	}
}

function sealKey(place: KeyPlace): Finding[] {
	const there = (name: keyof typeof SEAL_FILES) => existsSync(keyFile(place, SEAL_FILES[name]));
	if (!there("key")) return there("fingerprint") || there("notes") ? [fault(LOST_KEY, FROM_COPY)] : [];
	try {
		if (openSealKey(place).is_known) return [];
		return [fault("Nyckeln som stänger rapporter (keys/seal.key) är en annan än den som gjordes här.", FROM_COPY)];
	} catch {
		return [fault("Nyckeln som stänger rapporter (keys/seal.key) är skadad.", FROM_COPY)];
	}
}
