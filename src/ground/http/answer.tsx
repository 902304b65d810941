import type { Child } from "hono/jsx";
import type { FlashTone } from "../../../views/ui/flash.tsx";
import { namedInSummaries } from "../../../views/ui/missing.ts";
import { isFragment } from "./actor.ts";
import type { Http } from "./env.ts";
import { htmlAnswer } from "./gzipped.ts";
import { giveSealed, sealedContent, takeBackSealed } from "./sealed-cookie.ts";

const FLASH = "besked";
const FLASH_SECONDS = 60;

/** A full page, or the piece htmx asked for: JSX in, HTML out. The doctype comes with `Layout`. */
export async function page(c: Http, content: Child): Promise<Response> {
	return htmlAnswer(c, namedInSummaries(await htmlOf(content)));
}

const htmlOf = async (content: Child): Promise<string> => String(await Promise.resolve((content as object).toString()));

/** Answers a write: the changed component for htmx, otherwise a 303 to the page that shows the change. */
export async function answer(c: Http, options: { fragment?: Child; to: string; said?: string }): Promise<Response> {
	if (options.fragment && isFragment(c)) return htmlAnswer(c, await htmlOf(options.fragment));
	if (options.said) flash(c, "ok", options.said);
	if (isFragment(c)) return c.body(null, 200, { "HX-Redirect": options.to });
	return c.redirect(options.to, 303);
}

/**
 * Leaves one sentence for the next page in a sealed cookie that is read once. The seal stops others from putting words on our
 * pages.
 */
export function flash(c: Http, tone: FlashTone, text: string): void {
	giveSealed(c, FLASH, { tone, text }, FLASH_SECONDS);
}

export function takeFlash(c: Http): { tone: FlashTone; text: string } | null {
	const kept = sealedContent(c, FLASH) as { tone: FlashTone; text: string } | null;
	if (kept) takeBackSealed(c, FLASH);
	return kept;
}
