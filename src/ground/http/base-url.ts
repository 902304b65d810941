import type { Http } from "./env.ts";

/** The address that links to hand over begin with. It is the configured one, never what the Host header says (T07). */
export function baseUrl(c: Http): string {
	return c.var.config.baseUrl ?? new URL(c.req.url).origin;
}
