import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { basename } from "node:path";

/** How much politer heavy work is than the pages of the server that it is part of, and a command than the server beside it. */
export const [THREAD, COMMAND] = [5, 10];

/**
 * Whoever waits for a page goes before this thread, for as long as the processor is wanted by both: heavy work takes seconds anyway, a page
 * should not. Linux alone counts priority by the thread, and names the one that asks in /proc; elsewhere it would be the whole server's, and
 * nothing is done. Never raised again: that takes rights which the server should not have.
 */
export function giveWay(nice: number): void {
	try {
		const thread = Number(basename(readlinkSync("/proc/thread-self")));
		if (getPriority(thread) < nice) setPriority(thread, nice);
	} catch {
		// no /proc, or not allowed: the work is done all the same
	}
}
