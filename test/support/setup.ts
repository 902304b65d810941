import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { endFile } from "./lifetime.ts";

let errors: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
	errors = vi.spyOn(console, "error");
});

afterEach(() => {
	expect(errors.mock.calls, "an unexpected console.error").toEqual([]);
	errors.mockRestore();
});

afterAll(endFile);
