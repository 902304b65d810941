import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodedTwice } from "../../../src/ground/reading/twice-encoded.ts";
import { purchases, read } from "./reading-support.ts";

const NAMES = ["Kåpor & Mössor AB", "Öster Vård AB", "Åkes Färg", "Müller é Söner"];
const file = purchases(...NAMES.map((name, i) => `${i};41;2026-10-01;${name};5`));
const twice = (text: string) => Buffer.from(iconv.decode(Buffer.from(text), "windows-1252"), "utf8");
const namesOf = async (bytes: Uint8Array, options = {}, sizes: number[] = []) =>
	(await read(bytes, options, sizes)).lines.map((line) => line.supplier_name);

describe("letters", () => {
	it.each([
		["UTF-8", Buffer.from(file)],
		["windows-1252", iconv.encode(file, "windows-1252")],
		["quotes and signs of sound text", Buffer.from(purchases("1;41;2026-10-01;”Åke” säger „så”, 5 ™ Žižek;5"))],
	])("of sound text are left alone: %s", async (_name, bytes) => {
		expect((await read(bytes)).damage).toBeNull();
	});

	it("of code page 850 are noticed, also where windows-1252 has no such character, and read when it is said", async () => {
		const bytes = iconv.encode(file, "cp850");
		const seen = await read(bytes);
		expect(seen.damage).toMatchObject({ kind: "cp850", suggested: "CP850" });
		expect(seen.warnings.at(-1)?.text).toContain("CP850");
		expect(await namesOf(bytes, { encoding: "CP850" })).toEqual(NAMES);
	});

	it("that were encoded twice are noticed and mended, wherever the windows cut", async () => {
		const bytes = twice(file);
		expect((await read(bytes)).damage).toMatchObject({
			kind: "twice",
			samples: expect.arrayContaining([
				{ before: "Kåpor & Mössor AB".replace("å", "Ã¥").replace("ö", "Ã¶"), after: NAMES[0] },
			]),
		});
		expect(await namesOf(bytes, { encoding: "UTF-8 två gånger" })).toEqual(NAMES);
		const long = twice(purchases(...Array.from({ length: 30_000 }, (_, i) => `${i};41;2026-10-01;Åäöåäö Ö;${i},50`)));
		const names = await namesOf(long, { encoding: "UTF-8 två gånger" }, [3, 70_001]);
		expect(new Set(names)).toEqual(new Set(["Åäöåäö Ö"]));
	});

	it("that are lost are said to be", async () => {
		const { damage } = await read(Buffer.from(purchases("1;41;2026-10-01;K\ufffdpor;5")));
		expect(damage).toEqual({ kind: "replaced", suggested: null, samples: [{ before: "K\ufffdpor", after: null }] });
	});

	it("that were never damaged are not changed by mending", () => {
		expect(decodedTwice("Kåpa – ”å” é")).toBe("Kåpa – ”å” é");
	});
});
