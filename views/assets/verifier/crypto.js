// What the checks are made of: SHA-256, HMAC, Ed25519 and the order of bytes, all from the browser itself.

const utf8 = new TextEncoder();

export function hexOf(buffer) {
	let text = "";
	for (const byte of new Uint8Array(buffer)) text += byte.toString(16).padStart(2, "0");
	return text;
}

export async function sha256(text) {
	return hexOf(await crypto.subtle.digest("SHA-256", utf8.encode(text)));
}

const known = new WeakMap();

/** Reckoned once for each file, however many checks ask. */
export async function sha256OfFile(file) {
	if (!known.has(file)) known.set(file, hexOf(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
	return known.get(file);
}

export function bytesOfBase64(text) {
	return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** A function from text to its HMAC-SHA256 under a key given in hex. */
export async function hmacUnder(keyHex) {
	const key = await crypto.subtle.importKey(
		"raw",
		Uint8Array.from(keyHex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["sign"],
	);
	return async (text) => hexOf(await crypto.subtle.sign("HMAC", key, utf8.encode(text)));
}

/** True when this browser can check signatures (Ed25519). */
export async function canCheckSignatures() {
	try {
		// RFC 8032, the public key of test 1
		const key = bytesOfBase64("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
		await crypto.subtle.importKey("spki", key, { name: "Ed25519" }, false, ["verify"]);
		return true;
	} catch {
		return false;
	}
}

/** True when the text was signed with the key (base64 of its DER form); false for what is no key or no signature at all. */
export async function isSignedBy(spki, text, signature) {
	try {
		const key = await crypto.subtle.importKey("spki", bytesOfBase64(spki), { name: "Ed25519" }, false, ["verify"]);
		return await crypto.subtle.verify({ name: "Ed25519" }, key, bytesOfBase64(signature), utf8.encode(text));
	} catch {
		return false;
	}
}

/** As the UTF-8 bytes of two texts sort; JavaScript itself compares UTF-16. */
export function compareUtf8(a, b) {
	const [x, y] = [utf8.encode(a), utf8.encode(b)];
	const length = Math.min(x.length, y.length);
	for (let i = 0; i < length; i++) if (x[i] !== y[i]) return x[i] - y[i];
	return x.length - y.length;
}

/** The order of a draw: by hash, and by key where two hashes are the same. */
export function compareDrawn(a, b) {
	if (a.hash === b.hash) return compareUtf8(a.key, b.key);
	return a.hash < b.hash ? -1 : 1;
}

/** JSON with the keys of every object in order and nothing between the parts. */
export function canonicalJson(value) {
	return JSON.stringify(sorted(value));
}

function sorted(value) {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
