import { expect, test } from "vitest";
import { TrigramIndex, wordsOf } from "../../../src/office/search/trigram-index.ts";

function indexOf(...titles: string[]): TrigramIndex {
	const index = new TrigramIndex();
	for (const title of titles) index.put({ key: title, unit_id: null, words: wordsOf(title) });
	return index;
}
const everybody = () => true;

test("å ä ö are letters of their own, other accents are not", () => {
	expect(wordsOf("Örebro län, Zoë & Élan 10 tkr")).toEqual(["örebro", "län", "zoe", "elan", "10", "tkr"]);
	expect(wordsOf("O\u0308rebro")).toEqual(["örebro"]);
});

test("finds by beginning, inside, in any order, and with a letter wrong, left out or moved", () => {
	const index = indexOf(
		"Vårdcentralen Adolfsberg",
		"Vårdcentralen Lindesberg",
		"Ögonkliniken",
		"Risk för bristande attest",
	);
	const found = (text: string) => index.find(text, everybody, 10);
	expect(found("adolf")).toEqual(["Vårdcentralen Adolfsberg"]);
	expect(found("berg vårdc")).toHaveLength(2);
	expect(found("adolfsberj")).toEqual(["Vårdcentralen Adolfsberg"]);
	expect(found("adlofsberg")).toEqual(["Vårdcentralen Adolfsberg"]);
	expect(found("ögonklniken")).toEqual(["Ögonkliniken"]);
	expect(found("attest")).toEqual(["Risk för bristande attest"]);
	expect(found("ogon")).toEqual([]);
	expect(found("kassa")).toEqual([]);
	expect(found("")).toEqual([]);
	expect(found("|%_'")).toEqual([]);
});

test("an exact word comes before a beginning, and a shorter title before a longer", () => {
	expect(indexOf("Attestregler", "Attest av fakturor", "Attest").find("attest", everybody, 10)).toEqual([
		"Attest",
		"Attest av fakturor",
		"Attestregler",
	]);
});

test("a renamed object is found by its new words alone, and a removed one by none", () => {
	const index = indexOf("Gamla namnet");
	index.put({ key: "Gamla namnet", unit_id: null, words: wordsOf("Något annat") });
	expect(index.find("gamla", everybody, 10)).toEqual([]);
	expect(index.find("annat", everybody, 10)).toEqual(["Gamla namnet"]);
	index.remove("Gamla namnet");
	expect(index.find("annat", everybody, 10)).toEqual([]);
	expect(index.size).toBe(0);
});

test("what may not be seen takes nobody's place, however many there are", () => {
	const index = new TrigramIndex();
	for (let n = 0; n < 5_000; n++) index.put({ key: `x${n}`, unit_id: "andra", words: ["handsprit"] });
	index.put({ key: "egen", unit_id: "egen", words: ["handsprit", "på", "egen", "enhet"] });
	expect(index.find("handsprit", (entry) => entry.unit_id === "egen", 10)).toEqual(["egen"]);
});
