import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { endFile } from "./lifetime.ts";
import { FULL_MEASURE } from "./measure.ts";

/** Whole registers, statement by statement against a server, and pages in a browser: on a busy machine minutes, and still right. */
const TAKES_MINUTES = /\/test\/(db|browser)\//;
const MINUTES = 120_000;
// in full everything may take an hour
if (!FULL_MEASURE && TAKES_MINUTES.test(expect.getState().testPath ?? "")) vi.setConfig({ testTimeout: MINUTES });

let errors: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
	errors = vi.spyOn(console, "error");
});

afterEach(() => {
	expect(errors.mock.calls, "an unexpected console.error").toEqual([]);
	errors.mockRestore();
});

afterAll(endFile);
