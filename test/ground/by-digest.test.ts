import { expect, test, vi } from "vitest";
import { byDigest } from "../../src/ground/by-digest.ts";
import { sha256 } from "../../src/ground/canonical.ts";

interface Told {
	says: { words: string }[];
}
const textOf = (words: string) => JSON.stringify({ says: [{ words }] });
const parse = (text: string) => JSON.parse(text) as Told;

test("a text is read once, and another digest is another text", async () => {
	const known = byDigest(1_000, parse);
	const [first, second] = [textOf("ett"), textOf("två")];
	const read = vi.fn(async () => first);
	expect(await known(sha256(first), read)).toEqual(parse(first));
	expect(await known(sha256(first), read)).toEqual(parse(first));
	expect(read).toHaveBeenCalledOnce();
	expect(await known(sha256(second), async () => second)).toEqual(parse(second));
});

test("a text that has not its digest is not remembered: the right one is read when it is there", async () => {
	const known = byDigest(1_000, parse);
	const [right, altered] = [textOf("rätt"), textOf("ändrat")];
	expect(await known(sha256(right), async () => altered)).toEqual(parse(altered));
	expect(await known(sha256(right), async () => right)).toEqual(parse(right));
});

test("nobody can write in what all share", async () => {
	const known = byDigest(1_000, parse);
	const text = textOf("ett");
	const { says } = await known(sha256(text), async () => text);
	expect(() => says.push({ words: "mer" })).toThrow(TypeError);
	expect(() => {
		says[0]!.words = "annat";
	}).toThrow(TypeError);
});

test("the longest unused is forgotten when there are too many characters, and a text that is too long is not kept", async () => {
	const texts = ["a", "b", "c"].map((letter) => textOf(letter.repeat(100)));
	const known = byDigest(texts[0]!.length * 2, parse);
	const readings: string[] = [];
	const ask = (text: string) =>
		known(sha256(text), async () => {
			readings.push(text);
			return text;
		});
	const [a, b, c] = texts as [string, string, string];
	for (const text of [a, b, a, c, a]) await ask(text);
	expect(readings).toEqual([a, b, c]);
	await ask(b);
	expect(readings).toEqual([a, b, c, b]);
	const long = textOf("x".repeat(400));
	await ask(long);
	await ask(long);
	expect(readings.filter((text) => text === long)).toHaveLength(2);
});

test("of a text too long to keep a small part is kept, by the size of what is kept", async () => {
	const text = JSON.stringify({ head: "kort", rest: "x".repeat(1_000) });
	const headOf = (one: string) => ({ head: (JSON.parse(one) as { head: string }).head });
	const known = byDigest(100, headOf, (_text, content) => content.head.length);
	const read = vi.fn(async () => text);
	for (let n = 0; n < 2; n++) expect(await known(sha256(text), read)).toEqual({ head: "kort" });
	expect(read).toHaveBeenCalledOnce();
});
