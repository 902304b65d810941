import { expect, test } from "vitest";
import { dutyConflict, dutyOn } from "../../../src/ground/access/duties.ts";
import { isNamed, namesOfNobody } from "../../../src/ground/access/names.ts";

const eva = { name: "Eva Andersson", email: "eva.andersson@region.example", ledger_name: "evaand01" };
const plain = { name: "Eva Andersson", email: null, ledger_name: null };

test.each([
	"Eva Andersson",
	"Andersson, Eva",
	"ANDERSSON EVA",
	"E Andersson",
	"E. Andersson",
	"Andersson E",
	"E.Andersson",
	"Eva Maria Andersson",
	"Eva Andersson (HSF)",
	"evaand01 Eva Andersson",
	"Eva Andersson, evaand01",
])("a ledger that says “%s” may mean Eva Andersson", (text) => {
	expect(isNamed(text, eva)).toBe(true);
	expect(isNamed(text, plain)).toBe(true);
});

test("a user id or an address is hers only where the register has it", () => {
	for (const text of ["evaand01", "EVAAND01", "evaand01 ?", "eva.andersson@region.example", "eva.andersson"]) {
		expect([text, isNamed(text, eva)]).toEqual([text, true]);
	}
	expect(isNamed("evaand01", plain)).toBe(false);
});

test.each([
	["", plain],
	["Eva", plain],
	["Andersson", plain],
	["E A", plain],
	["Erik Andersson", plain],
	["Eva Berg", plain],
	["evaand02", eva],
	["Maria Alm", { name: "Maria Ek", email: "maria@prov.example", ledger_name: null }],
] as const)("“%s” is somebody else", (text, person) => {
	expect(isNamed(text, person)).toBe(false);
});

test("accents are no way round, nor are double names, and an initial may be any that begins so", () => {
	expect(isNamed("Astrom, Asa", { ...plain, name: "Åsa Åström" })).toBe(true);
	expect(isNamed("Anna Karin Berg Strom", { ...plain, name: "Anna-Karin Berg-Ström" })).toBe(true);
	expect(isNamed("E Andersson", { ...plain, name: "Erik Andersson" })).toBe(true);
});

test("of several names each is asked, and what is nobody's is listed once", () => {
	const line = { requisitioner: "Inköpsstöd; E Andersson", receiver: "", approver: "Per Attestant" };
	expect(dutyOn(line, plain)).toBe("requisitioner");
	expect(namesOfNobody(["Andersson, Eva", "Per Attestant", "evaand01 E", "", "Per Attestant", "E Ek"], [eva])).toEqual([
		"Per Attestant",
		"E Ek",
	]);
});

test("the sentence says whose hand it is and what to do instead", () => {
	const hand = { relation: "approver", voucher_no: "LF1", account: "Berg, Mats" } as const;
	const said = (through: "self" | "absent" | "account") => dutyConflict(["review"], [{ ...hand, through }]);
	expect(said("self")).toBe("Du har själv attesterat inköpet LF1. En annan person måste granska.");
	expect(said("absent")).toContain("Den du vikarierar för har attesterat inköpet LF1.");
	expect(said("account")).toContain("Kontot Berg, Mats, som räknas som ditt");
	expect(dutyConflict(["approve"], [{ ...hand, through: "self" }])).toBeNull();
});
