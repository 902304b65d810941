import { onTestFinished, vi } from "vitest";

/** Lets nobody wait for a second or more in this test: what they would have waited, in milliseconds, comes in the list. */
export function countedWaits(): number[] {
	const waits: number[] = [];
	const wait = globalThis.setTimeout;
	const spy = vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, ms = 0) => {
		// the pool lets an idle connection go after ten seconds: no wait of the product's
		const isOurs = !/[\\/]pg-pool[\\/]/.test(new Error().stack ?? "");
		if (!isOurs || ms < 1_000 || ms > 20_000 || ms % 1_000 !== 0) return wait(act, ms);
		waits.push(ms);
		return wait(act, 0);
	}) as typeof setTimeout);
	onTestFinished(() => spy.mockRestore());
	return waits;
}
