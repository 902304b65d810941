import { sessionIdOf } from "./session-id.ts";

/** Where a sign-in comes from. */
export interface Browser {
	/** The address we trust: the peer's, or what our own proxy says; null when the server cannot tell (a test, a socket file). */
	address: string | null;
	/** "Firefox på Windows": for the person's own list of sessions. */
	client: string;
	/** The session the browser already had: it ends when a new one begins. */
	replaces: string | null;
	/** The mark of a browser that has signed in before, with the accounts it signed in to; null for a browser never seen. */
	known: KnownBrowser | null;
}

export interface KnownBrowser {
	id: string;
	/** The accounts' marks, as `knownAccount` makes them. */
	accounts: readonly string[];
}

/** The thing that failed attempts are counted against: an account's password or its code. */
export interface LimitedAccount {
	kind: "account" | "code";
	name: string;
}

/**
 * Returns the name of an account in a browser's mark. It is a digest, since the plain name would tell who uses the computer.
 */
export function knownAccount({ kind, name }: LimitedAccount): string {
	return sessionIdOf(`known:${kind}:${name}`).slice(0, 22);
}

export const NO_BROWSER: Browser = { address: null, client: "", replaces: null, known: null };

const BROWSERS: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, "Edge"],
	[/OPR\//, "Opera"],
	[/Firefox\/|FxiOS\//, "Firefox"],
	[/Chrome\/|CriOS\//, "Chrome"],
	[/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
	[/iPhone/, "iPhone"],
	[/iPad/, "iPad"],
	[/Android/, "Android"],
	[/Windows/, "Windows"],
	[/Mac OS X|Macintosh/, "Mac"],
	[/CrOS/, "Chromebook"],
	[/Linux/, "Linux"],
];

/** A browser's own description in words a person knows. Nothing of what it sent is kept. */
export function clientName(userAgent: string | undefined): string {
	const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
	return `${find(BROWSERS) ?? "Okänd webbläsare"} på ${find(SYSTEMS) ?? "okänt system"}`;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * The client's address. X-Forwarded-For is believed only when the peer is our own proxy (on this machine, or named in proxy.json),
 * and then only its last entry, which that proxy wrote itself: the rest is whatever the client says (T31).
 */
export function trustedAddress(
	peer: string | undefined,
	forwardedFor: string | undefined,
	proxies: readonly string[],
): string | null {
	if (peer === undefined) return null;
	const plain = peer.replace(/^::ffff:/, "");
	if (!LOOPBACK.test(peer) && !proxies.includes(plain)) return plain;
	const last = forwardedFor?.split(",").at(-1)?.trim();
	return last && /^[0-9a-fA-F.:]{2,45}$/.test(last) ? last : plain;
}

/**
 * The part of an address that is counted as one place on the net: an IPv4 address, or the /64 that one IPv6 subscriber has all
 * of (T31).
 */
export function networkOf(address: string): string {
	if (!address.includes(":") || address.includes(".")) return address.replace(/^.*:/, "");
	const [before = "", after] = address.toLowerCase().split("::");
	const head = before === "" ? [] : before.split(":");
	const tail = after === undefined || after === "" ? [] : after.split(":");
	const zeros =
		after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
	const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
	return `${groups.join(":")}::/64`;
}
