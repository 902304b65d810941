import { serve } from "@hono/node-server";

/**
 * T58: how long one connection may take. An ordinary client sends its headers at once, so a slow one is holding the connection
 * on purpose (slow-loris); a whole request may be a file over a slow line. Plain forms have a shorter time of their own
 * (`readBody`).
 */
export const TIMEOUTS = { headers: 15_000, request: 15 * 60_000, looked_after_every: 5_000 };

/** Starts the server. This is the only place where the product opens a port. */
export function listen(
	fetch: Parameters<typeof serve>[0]["fetch"],
	at: { port: number; hostname?: string },
	listening: (port: number) => void = () => undefined,
	timeouts = TIMEOUTS,
): ReturnType<typeof serve> {
	return serve(
		{
			fetch,
			...at,
			serverOptions: {
				headersTimeout: timeouts.headers,
				requestTimeout: timeouts.request,
				connectionsCheckingInterval: timeouts.looked_after_every,
			},
		},
		({ port }) => listening(port),
	);
}
