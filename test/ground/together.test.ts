import { expect, test } from "vitest";
import { together } from "../../src/ground/together.ts";

test("what is read together keeps its names, is begun at once, and fails as one", async () => {
	const begun: string[] = [];
	const read = (name: string) =>
		new Promise<string>((resolve) => {
			begun.push(name);
			setImmediate(() => resolve(name));
		});
	const reading = together({ a: read("a"), b: read("b"), c: 3 });
	expect(begun).toEqual(["a", "b"]);
	expect(await reading).toEqual({ a: "a", b: "b", c: 3 });
	await expect(together({ a: read("a"), b: Promise.reject(new Error("b")) })).rejects.toThrow("b");
});
