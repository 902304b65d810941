import { describe, expect, it } from "vitest";
import { HEADING_NAMES } from "../../../src/ground/reading/heading-names.ts";
import { normaliseHeading, recognise } from "../../../src/ground/reading/headings.ts";
import { FIELD_LABELS, FIELDS } from "../../../src/ground/reading/fields.ts";

describe("headings", () => {
	it("are those of the open-data specification", () => {
		const headings =
			"\ufeffkopare,verifikationsnummer,leverantor,leverantor_id,konto_nr,konto_text,bokforingsdatum,forvaltning,fakturanummer,nettobelopp,belopp";
		expect(recognise(headings.split(","))).toEqual({
			columns: {
				company: 0,
				voucher_no: 1,
				supplier_name: 2,
				supplier_no: 3,
				account: 4,
				account_text: 5,
				booking_date: 6,
				unit_name: 7,
				invoice_no: 8,
				amount_net: 9,
				amount: 10,
			},
			unrecognised: [],
			missing: [],
		});
	});

	it.each([
		["Köpare", "company"],
		["Kst", "unit_code"],
		["KOSTNADSSTÄLLE", "unit_code"],
		["Ansvar", "unit_code"],
		["Enhet", "unit_name"],
		["Ver.nr", "voucher_no"],
		["Verifikationsnr", "voucher_no"],
		["Ordernr", "order_no"],
		["Org. nr", "org_no"],
		["Benämning", "account_text"],
		["Bokf.datum", "booking_date"],
		["Registreringsdatum", "registered_at"],
		["Belopp exkl. moms", "amount_net"],
		["Belopp inkl moms", "amount_gross"],
		["Moms", "vat"],
		["Leveransattestant", "receiver"],
		["Mottagningsattest", "receiver"],
		["Beslutsattestant", "approver"],
		["Attestant", "approver"],
		["Avtal", "agreement_no"],
		["Rad", "line_no"],
		["amount_gross", "amount_gross"],
	] as const)("%s is %s", (heading, field) => {
		expect(recognise([heading]).columns).toEqual({ [field]: 0 });
	});

	it.each([
		["Konterat belopp exkl. moms", "amount_net"],
		["Konterat belopp exklusive moms", "amount_net"],
		["Belopp\nexkl. moms", "amount_net"],
		["Nettobelopp SEK", "amount_net"],
		["Belopp inkl. moms (SEK)", "amount_gross"],
		["Fakturabelopp SEK", "amount"],
		["Verifnr", "voucher_no"],
		["Verifikat-ID", "voucher_no"],
		["Löpnr", "voucher_no"],
		["VT", "series"],
		["Verifikationsslag", "series"],
		["Transdatum", "booking_date"],
		["Bokf.period", "booking_date"],
		["Datum då fakturan registrerats", "registered_at"],
		["Ankomstdag", "registered_at"],
		["Levid", "supplier_no"],
		["Lev nr", "supplier_no"],
		["Resknr", "supplier_no"],
		["Resknr(T)", "supplier_name"],
		["Leverantörens namn", "supplier_name"],
		["Besl.attest", "approver"],
		["Slutattest", "approver"],
		["Attesterat av", "approver"],
		["Gransk.attest", "receiver"],
		["Granskad av", "receiver"],
		["Ansvar (T)", "unit_name"],
		["Ks", "unit_code"],
		["Kto", "account"],
		["Konto(T)", "account_text"],
		["Faktnr hos lev", "invoice_no"],
		["Fritext", "text"],
		["Transaktionsinfo", "text"],
		["Debet SEK", "debit"],
		["Kredit", "credit"],
		["Transaction Number", "voucher_no"],
		["Net Amount", "amount_net"],
	] as const)("%j is taken for %s by its family", (heading, field) => {
		expect(recognise([heading]).columns).toEqual({ [field]: 0 });
	});

	it.each([
		"Budget",
		"Valutabelopp",
		"Beställt antal",
		"Momskod",
		"Nummer",
		"Ver",
		"Projekt (T)",
		"Attestdatum",
		"Aktivitet",
	])("%s is not taken for what it only resembles", (heading) => {
		const { columns } = recognise([heading]);
		expect(Object.keys(columns)).toEqual(heading === "Ver" ? ["voucher_no"] : []);
	});

	it("decomposed letters and byte order marks do not matter", () => {
		expect(recognise(["\ufeffLeveranto\u0308r"]).columns).toEqual({ supplier_name: 0 });
	});

	it("for the same field: the better name wins, then the first, and the other is unrecognised", () => {
		expect(recognise(["Ansvar", "Enhetskod"])).toMatchObject({ columns: { unit_code: 1 }, unrecognised: ["Ansvar"] });
		expect(recognise(["Belopp", "Belopp"])).toMatchObject({ columns: { amount: 0 }, unrecognised: ["Belopp"] });
	});

	it("can be mapped by hand, and the mapping wins", () => {
		const mapping = { "Vår kod": "unit_code", Belopp: null, Pris: "amount" } as const;
		expect(recognise(["VÅR KOD", "Kst", "Belopp", "Pris", "Övrigt", ""], mapping)).toMatchObject({
			columns: { unit_code: 0, amount: 3 },
			unrecognised: ["Kst", "Övrigt"],
		});
		expect(() => recognise(["X"], { X: "nonsense" as never })).toThrow(RangeError);
	});

	it("that are missing are named", () => {
		expect(recognise(["Text"]).missing).toEqual(["voucher_no", "amount", "booking_date"]);
		expect(recognise(["Fakturanr", "Bruttobelopp", "Fakturadatum"]).missing).toEqual([]);
	});

	it("each have one field and a Swedish label", () => {
		const names = FIELDS.flatMap((field) =>
			[field, ...HEADING_NAMES[field]].map((name) => [normaliseHeading(name), field]),
		);
		const fieldsByName = new Map<string, Set<string>>();
		for (const [name, field] of names) fieldsByName.set(name!, (fieldsByName.get(name!) ?? new Set()).add(field!));
		expect([...fieldsByName].filter(([, fields]) => fields.size > 1)).toEqual([]);
		expect(FIELDS.every((field) => FIELD_LABELS[field].length > 0)).toBe(true);
	});
});
