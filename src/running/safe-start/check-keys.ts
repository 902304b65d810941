import { existsSync } from "node:fs";
import type { Db } from "../../../db/open.ts";
import { lastEventOfType } from "../../../db/queries/ground/write.ts";
import { type KeyPlace, keyFile, openKeys, SERVER_KEY } from "../../ground/keys.ts";
import { UnsafeStart } from "../../ground/settings-file.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { readPublicKeys, openTrailSigner } from "../../proof/trail/trail-signer.ts";
import { openSealKey } from "../../report/closing/seal-key.ts";

/** The fingerprints of the keys an installation writes with; never the keys. */
export interface KeyMarks {
	server: string;
	seal: string;
	trail: string;
}

const NAMES: Record<keyof KeyMarks, string> = {
	server: "keys/server.key",
	seal: "keys/seal.key",
	trail: "keys/trail.key",
};

/**
 * Throws `UnsafeStart` for a node whose keys are others than the database was written with: it would seal what no other node can
 * open, and sign what none of them trusts. Looks only, and comes before anything that would make a key that is missing.
 */
export async function checkKeys(db: Db, place: KeyPlace): Promise<void> {
	const noted = await notedKeys(db);
	if (!noted) return;
	const differs = (Object.keys(NAMES) as (keyof KeyMarks)[]).filter((name) => !holds(name, noted[name], place));
	if (differs.length > 0)
		throw new UnsafeStart(
			`KEYS_DIR: databasen är skriven med andra nycklar än de i ${place.keysDir} (${differs.map((name) => NAMES[name]).join(", ")}). Alla noder ska ha samma nycklar: lägg dit dem från den andra noden eller ur säkerhetskopian. Är de borta för alltid: kör isk adopt-keys, som säger vad det kostar.`,
		);
}

/** The keys the database was written with, as its trail says; null before the first start. */
async function notedKeys(db: Db): Promise<KeyMarks | null> {
	const event = await lastEventOfType(db, "installation.keys_noted");
	return event ? (JSON.parse(event.data) as KeyMarks) : null;
}

function holds(name: keyof KeyMarks, mark: string, place: KeyPlace): boolean {
	if (name === "trail") return readPublicKeys(place).has(mark) && existsSync(keyFile(place, NAMES.trail));
	if (name === "seal") return openedSeal(place) === mark;
	return existsSync(keyFile(place, SERVER_KEY)) && openKeys(place).fingerprint === mark;
}

/** A lost key whose fingerprint is still written down is told of where reports are closed; it is not another key. */
function openedSeal(place: KeyPlace): string {
	const isThere = ["keys/seal.key", "keys/seal.fingerprint"].some((name) => existsSync(keyFile(place, name)));
	return isThere ? openSealKey(place).fingerprint : "";
}

/** Writes down which keys this installation uses, the first time and after `adopt-keys`. Makes those that are missing. */
export async function noteKeys(ctx: Context, place: KeyPlace, reason = ""): Promise<KeyMarks> {
	const marks: KeyMarks = {
		server: openKeys(place).fingerprint,
		seal: openSealKey(place).fingerprint,
		trail: openTrailSigner(place).fingerprint,
	};
	await write(ctx, async ({ trx, record, unchanged }) => {
		// two nodes that start at once: the second finds what the first wrote
		if (reason === "" && (await notedKeys(trx))) return unchanged(undefined);
		return record({
			type: "installation.keys_noted",
			unit_id: null,
			object: { kind: "installation", id: "keys" },
			data: { ...marks, reason },
		});
	});
	return marks;
}
