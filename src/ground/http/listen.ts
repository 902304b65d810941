import { serve } from "@hono/node-server";

/**
 * T58: how long one connection may take. An ordinary client sends its headers at once, so a slow one is holding the connection
 * on purpose (slow-loris); a whole request may be a file over a slow line. Plain forms have a shorter time of their own
 * (`readBody`).
 */
export const TIMEOUTS = { headers: 15_000, request: 15 * 60_000, looked_after_every: 5_000 };
/**
 * An idle connection stays while somebody reads a receipt and thinks: at 400 ms of latency a new one costs an answer a second. Longer
 * than a proxy in front keeps its own (nginx: 60 s), which otherwise sends on one that is just closing.
 */
const IDLE_MS = 75_000;

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
				keepAliveTimeout: IDLE_MS,
				headersTimeout: timeouts.headers,
				requestTimeout: timeouts.request,
				connectionsCheckingInterval: timeouts.looked_after_every,
			},
		},
		({ port }) => listening(port),
	);
}
