import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fingerprintOf, type KeyPlace, keyFile, makeKeyOnce, publicDer } from "../../ground/keys.ts";

/** The private half; whoever has it can sign ends of the trail. */
export const SIGNING_KEY = "keys/trail.key";
/** Every public key that has signed here, one a line (base64 of the DER form): no secret, and goes with every copy. */
export const PUBLIC_KEYS = "keys/trail.pub";

/** Signs the trail's ends (Ed25519, RFC 8032). */
export interface TrailSigner {
	/** SHA-256 of the public key in DER form, hex: what people compare. */
	fingerprint: string;
	sign(text: string): string;
}

/** Reads the signing key, or makes it the first time it is needed (readable by the owner alone). */
export function openTrailSigner(place: KeyPlace): TrailSigner {
	const file = keyFile(place, SIGNING_KEY);
	if (!existsSync(file)) makeKey(place);
	const key = createPrivateKey(readFileSync(file));
	return {
		fingerprint: fingerprintOf(key),
		sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
	};
}

function makeKey(place: KeyPlace): void {
	const { privateKey, publicKey } = generateKeyPairSync("ed25519");
	if (!makeKeyOnce(place, SIGNING_KEY, privateKey.export({ type: "pkcs8", format: "pem" }))) return;
	appendFileSync(keyFile(place, PUBLIC_KEYS), `${publicDer(publicKey).toString("base64")}\n`, { mode: 0o600 });
}

/** The public keys that are known here, by fingerprint. */
export function readPublicKeys(place: KeyPlace): Map<string, KeyObject> {
	const file = keyFile(place, PUBLIC_KEYS);
	const keys = new Map<string, KeyObject>();
	for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
		const key = publicKeyFrom(line);
		if (key) keys.set(fingerprintOf(key), key);
	}
	return keys;
}

function publicKeyFrom(line: string): KeyObject | null {
	try {
		return createPublicKey({ key: Buffer.from(line, "base64"), format: "der", type: "spki" });
	} catch {
		return null; // a line that is no key signs for nobody: what it signed is then told of as unsigned
	}
}

export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
	return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
}
