import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { Invalid } from "../../ground/errors.ts";
import { fingerprintOf, type KeyPlace, keyFile, makeKeyOnce, publicDer } from "../../ground/keys.ts";

/** A line of the register outside the database: what was sealed, by which key. */
export interface SealNote {
	period_id: string;
	edition: number;
	digest: string;
	signature: string;
	key_fingerprint: string;
	sealed_at: string;
}

/**
 * The key that seals reports (Ed25519), and the register of seals. Both lie in the folder of keys, so that somebody who can reach
 * only the database can neither make a new seal nor remove one unnoticed (T38).
 */
export interface SealKey {
	fingerprint: string;
	/** Base64 of the public half's DER form: no secret. */
	public_key: string;
	/** True when there was a key and its file is gone. */
	is_lost: boolean;
	/** True when the key is the one whose fingerprint was written down when it was made. */
	is_known: boolean;
	sign(statement: string): string;
	verify(statement: string, signature: string): boolean;
	note(note: SealNote): void;
	notes(): SealNote[];
}

export const SEAL_FILES = {
	key: "keys/seal.key",
	fingerprint: "keys/seal.fingerprint",
	notes: "keys/seals.jsonl",
} as const;

export const LOST_KEY =
	"Nyckeln som stänger rapporter saknas bland serverns nycklar (keys/seal.key). Be den som sköter driften återställa den ur säkerhetskopian. Utan den kan ingen rapport stängas, och underskrifterna på dem som är stängda kan inte kontrolleras.";

/**
 * Opens the key, or makes it at first use. A key that existed and is gone is not made anew, because that would hide the loss.
 */
export function openSealKey(place: KeyPlace): SealKey {
	const at = (name: keyof typeof SEAL_FILES) => keyFile(place, SEAL_FILES[name]);
	if (!existsSync(at("key"))) {
		if (existsSync(at("fingerprint")) || existsSync(at("notes"))) return lostKey(at("fingerprint"), at("notes"));
		make(place);
	}
	const key = createPrivateKey(readFileSync(at("key"), "utf8"));
	const fingerprint = fingerprintOf(key);
	const written = existsSync(at("fingerprint")) ? readFileSync(at("fingerprint"), "utf8").trim() : "";
	return {
		fingerprint,
		public_key: publicDer(key).toString("base64"),
		is_lost: false,
		is_known: written === fingerprint,
		sign: (statement) => sign(null, Buffer.from(statement), key).toString("base64"),
		verify: (statement, signature) =>
			verify(null, Buffer.from(statement), createPublicKey(key), Buffer.from(signature, "base64")),
		note: (note) => append(at("notes"), JSON.stringify(note)),
		notes: () => notesIn(at("notes")),
	};
}

function lostKey(fingerprintFile: string, notesFile: string): SealKey {
	const refuse = () => {
		throw new Invalid({ "": LOST_KEY });
	};
	return {
		fingerprint: existsSync(fingerprintFile) ? readFileSync(fingerprintFile, "utf8").trim() : "",
		public_key: "",
		is_lost: true,
		is_known: true,
		sign: refuse,
		verify: () => false,
		note: refuse,
		notes: () => notesIn(notesFile),
	};
}

function notesIn(file: string): SealNote[] {
	return existsSync(file) ? readNotes(readFileSync(file, "utf8")) : [];
}

function make(place: KeyPlace): void {
	const { privateKey } = generateKeyPairSync("ed25519");
	if (!makeKeyOnce(place, SEAL_FILES.key, privateKey.export({ type: "pkcs8", format: "pem" }))) return;
	writeFileSync(keyFile(place, SEAL_FILES.fingerprint), `${fingerprintOf(privateKey)}\n`, { mode: 0o600 });
}

function append(file: string, line: string): void {
	const handle = openSync(file, "a", 0o600);
	try {
		appendFileSync(handle, `${line}\n`);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

function readNotes(text: string): SealNote[] {
	return text
		.split("\n")
		.filter((line) => line !== "")
		.flatMap((line) => {
			try {
				return [JSON.parse(line) as SealNote];
			} catch {
				return []; // a broken line notes no seal: the seal it stood for is then reported as missing
			}
		});
}
