import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { sessionIdOf } from "../../ground/access/session-id.ts";

const ISSUER = "Tillräcklig";
const PERIOD = 30;
/** One step back and forth: telephones' clocks differ by some seconds. */
const WINDOW = 1;

/** A new seed, as text that an app takes (base32). */
export function newSeed(): string {
	return new Secret({ size: 20 }).base32;
}

function totp(seed: string, label = ""): TOTP {
	return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(seed), digits: 6, period: PERIOD });
}

/** The address that a QR code or a tap on the same telephone hands to the app. */
export function seedAddress(seed: string, userName: string): string {
	return totp(seed, userName).toString();
}

/** The time step a code belongs to, or null when it is wrong at this moment. */
export function stepOfCode(seed: string, code: string, now: Date): number | null {
	if (!/^\d{6}$/.test(code)) return null;
	const delta = totp(seed).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
	return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

const RECOVERY_CODES = 10;
/** No letters or digits that look alike. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH = 16;

/** Ten codes of 79 bits, to be shown once. Only their hashes are kept. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
	const plain = Array.from({ length: RECOVERY_CODES }, recoveryCode);
	return { codes: plain.map((code) => code.replace(/(.{4})(?=.)/g, "$1-")), hashes: plain.map(recoveryHash) };
}

function recoveryCode(): string {
	let code = "";
	while (code.length < LENGTH) {
		// bytes past the last whole multiple of the alphabet are thrown away, or some letters would be likelier
		for (const byte of randomBytes(LENGTH))
			if (byte < 256 - (256 % ALPHABET.length) && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length];
	}
	return code;
}

/** The hash of a code as typed, without hyphens and in capitals. */
export function recoveryHash(code: string): string {
	return sessionIdOf(`recovery:${code}`);
}
