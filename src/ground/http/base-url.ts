import type { Http } from "./env.ts";

/** The address people use, for links that are handed over: the configured one, never what the Host header says (T07). */
export function baseUrl(c: Http): string {
	return c.var.config.baseUrl ?? new URL(c.req.url).origin;
}
