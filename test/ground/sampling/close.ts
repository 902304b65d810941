import { expect } from "vitest";

/** Equal to 1e-12 relative; zero must be zero. */
export function expectClose(actual: number, expected: number, relative = 1e-12): void {
	const error = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
	if (!(error <= relative)) expect(actual).toBe(expected);
}
