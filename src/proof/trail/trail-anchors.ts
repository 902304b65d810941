import type { KeyObject } from "node:crypto";
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { type KeyPlace, keyFile } from "../../ground/keys.ts";
import { isSignedBy, openTrailSigner, readPublicKeys } from "./trail-signer.ts";

/** The end of the trail as it once was, kept outside the database: whoever cuts or rewrites the trail cannot reach it there. */
export interface Anchor {
	at: string;
	seq: number;
	hash: string;
	/** What wrote it: verify, backup, export or daily. */
	by: string;
}

export interface SignedAnchor extends Anchor {
	/** The fingerprint of the key that signed. */
	key: string;
	signature: string;
}

/** Where the ends are kept, in the folder of keys. */
export const ANCHOR_FILE = "keys/trail-head.jsonl";

export interface TrailAnchors {
	/** Signs the end and writes it down, durable before it returns. */
	add(anchor: Anchor): SignedAnchor;
	/** Every anchor, oldest first, with a sentence for each line that cannot be read or believed. */
	list(): { anchors: SignedAnchor[]; faults: string[] };
}

/** One signed JSON object a line, only ever added to. */
export function openTrailAnchors(place: KeyPlace): TrailAnchors {
	const file = keyFile(place, ANCHOR_FILE);
	return {
		add({ at, seq, hash, by }) {
			const signer = openTrailSigner(place);
			const anchor = { at, seq, hash, by };
			const signed = { ...anchor, key: signer.fingerprint, signature: signer.sign(signedText(anchor)) };
			addAnchors(place, [signed]);
			return signed;
		},
		list() {
			const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
			const keys = readPublicKeys(place);
			const anchors: SignedAnchor[] = [];
			const faults: string[] = [];
			for (const [index, line] of lines.entries()) {
				if (line === "") continue;
				const anchor = parse(line);
				const fault = anchor ? faultOf(anchor, keys) : "går inte att läsa";
				if (fault) faults.push(`Rad ${index + 1} i ${ANCHOR_FILE} ${fault}.`);
				else anchors.push(anchor!);
			}
			return { anchors, faults };
		},
	};
}

/** Writes ends down that are signed already, as they are. */
export function addAnchors(place: KeyPlace, anchors: readonly SignedAnchor[]): void {
	mkdirSync(place.keysDir, { recursive: true, mode: 0o700 });
	const handle = openSync(keyFile(place, ANCHOR_FILE), "a", 0o600);
	try {
		appendFileSync(handle, anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(""));
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** The bytes that are signed: five lines, so that anyone can redo them. */
export function signedText({ at, seq, hash, by }: Anchor): string {
	return ["tillracklig-trail-head/1", at, seq, hash, by].join("\n");
}

/** What is wrong with a line that can be read, or null: no signature, an unknown key, or not what was signed (T38). */
function faultOf(anchor: SignedAnchor, keys: ReadonlyMap<string, KeyObject>): string | null {
	if (anchor.signature === "") return "saknar signatur";
	const key = keys.get(anchor.key);
	if (!key) return `är signerad med en okänd nyckel (${anchor.key})`;
	return isSignedBy(key, signedText(anchor), anchor.signature) ? null : "har ändrats: signaturen stämmer inte";
}

function parse(line: string): SignedAnchor | null {
	try {
		const { at, seq, hash, by, key, signature } = JSON.parse(line) as Partial<SignedAnchor>;
		const whole = Number.isSafeInteger(seq) && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash);
		if (!whole) return null;
		return {
			at: String(at),
			seq: seq!,
			hash,
			by: String(by),
			key: String(key ?? ""),
			signature: String(signature ?? ""),
		};
	} catch {
		return null;
	}
}
