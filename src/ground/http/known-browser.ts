import { knownAccount, type KnownBrowser, type LimitedAccount } from "../access/browser.ts";
import { newToken } from "../access/secret-token.ts";
import type { Http } from "./env.ts";
import { giveSealed, sealedContent } from "./sealed-cookie.ts";

const KNOWN = "kand";
const SECONDS = 180 * 24 * 3600;
/** A browser remembers at most this many accounts: a computer at a ward is shared. */
const MOST = 10;

/**
 * The mark this browser was given when somebody signed in with it. It gives no access; it only decides which count of failed
 * attempts applies.
 */
export function knownBrowser(c: Http): KnownBrowser | null {
	return sealedContent(c, KNOWN) as KnownBrowser | null;
}

/** Marks the browser as one that has signed in to an account. */
export function giveKnown(c: Http, limited: LimitedAccount): void {
	const before = knownBrowser(c);
	const account = knownAccount(limited);
	const accounts = [account, ...(before?.accounts ?? []).filter((one) => one !== account)].slice(0, MOST);
	giveSealed(c, KNOWN, { id: before?.id ?? newToken(), accounts }, SECONDS);
}
