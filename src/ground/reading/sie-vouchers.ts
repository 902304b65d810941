import { formatAmountOre } from "../calendar/stockholm.ts";
import { readAmount, shown } from "./amount.ts";
import { FileRefused } from "./file-refused.ts";
import type { FileWarning } from "./file-warning.ts";
import type { KeyedRows } from "./keyed-rows.ts";
import { SeenRows } from "./seen-rows.ts";
import { SieChecksum } from "./sie-checksum.ts";
import type { SiePost } from "./sie-posts.ts";
import type { RefusedItem } from "./split-rows.ts";

/** The dimension that the format reserves for kostnadsställe. */
const UNIT_DIMENSION = "1";
const MAX_WARNINGS = 100;

interface Row {
	line: number;
	flaw: string | null;
	/** Null for a row that is no cost. */
	values: Map<string, string> | null;
}

interface Voucher {
	line: number;
	series: string;
	number: string;
	date: string;
	text: string;
	registered: string;
	/** Why the whole voucher is refused; null until something is wrong with it. */
	flaw: string | null;
	sumOre: number;
	rows: Row[];
}

/**
 * The cost rows of a SIE 4 file's vouchers: rows on accounts of type K, or of class 4–7 where the file has no types. Moms,
 * leverantörsskuld and bank are the other side of the same purchase. `#BTRANS` and `#RTRANS` tell of corrections that `#TRANS` includes.
 * A voucher is given or refused as a whole: one row that cannot be read, rows that do not add up to zero, or a number that its
 * series has already used would otherwise leave a rest that looks like a smaller purchase.
 */
export class SieVouchers {
	/** Vouchers so far, and those of them that have no cost row. */
	count = 0;
	withoutCosts = 0;
	readonly warnings: FileWarning[] = [];
	readonly #records: KeyedRows;
	readonly #seen = new SeenRows();
	readonly #checksum = new SieChecksum();
	readonly #accounts = new Map<string, { text: string; type: string }>();
	readonly #units = new Map<string, string>();
	#company = "";
	#isImport = false;
	#unnumbered = 0;
	#voucher: Voucher | null = null;

	constructor(records: KeyedRows) {
		this.#records = records;
	}

	take(post: SiePost): void {
		const wrong = this.#checksum.take(post);
		if (wrong) this.#warn(post.line, wrong);
		if (post.label === "#VER") this.#begin(post);
		else if (post.label === "}") this.#end(post);
		else if (post.label === "#TRANS") this.#row(post);
		else this.#fact(post);
	}

	/** To be called after the last post. */
	finish(): void {
		if (this.#voucher) {
			throw new FileRefused(
				`Filen är avkortad: verifikationen ${nameOf(this.#voucher)} som börjar på rad ${this.#voucher.line} avslutas aldrig.`,
			);
		}
		if (this.count === 0) throw new FileRefused("Filen är en SIE-fil utan verifikationer.");
		if (this.#unnumbered === this.count) {
			throw new FileRefused(
				"Filen är en importfil (SIE 4I): verifikationerna har inga nummer, för de är inte bokförda ännu. Ta ut en exportfil (SIE 4E) ur ekonomisystemet.",
			);
		}
		if (this.withoutCosts === this.count) {
			throw new FileRefused("Ingen verifikation i filen har en rad på ett kostnadskonto.");
		}
	}

	#fact(post: SiePost): void {
		if (post.flaw && post.label.startsWith("#")) this.#warn(post.line, `${post.flaw} Resten av posten är inte läst.`);
		const [first, second, third] = post.fields.map(textOf);
		if (post.label === "#SIETYP" && !first?.startsWith("4")) {
			throw new FileRefused(
				`Rad ${post.line}: filen är SIE typ ${first}, som saknar verifikationer. Ta ut en fil av typ 4.`,
			);
		}
		if (post.label === "#SIETYP") this.#isImport = first?.toUpperCase() === "4I";
		if (post.label === "#VALUTA" && first && first.toUpperCase() !== "SEK") {
			throw new FileRefused(`Rad ${post.line}: filen är i ${first}. Bara svenska kronor (SEK) räknas.`);
		}
		if (post.label === "#ORGNR" && first) this.#company = first;
		if (post.label === "#KONTO" && first) this.#account(first).text = second ?? "";
		if (post.label === "#KTYP" && first) this.#account(first).type = (second ?? "").toUpperCase();
		if (post.label === "#OBJEKT" && first === UNIT_DIMENSION && second) this.#units.set(second, third ?? "");
	}

	#begin(post: SiePost): void {
		if (this.#voucher) {
			this.#voucher.flaw ??= "Verifikationen avslutas aldrig.";
			this.#close();
		}
		const [series = "", number = "", date = "", text = "", registered = ""] = post.fields.map(textOf);
		const flaw = post.flaw && `Rad ${post.line}: ${post.flaw}`;
		this.#voucher = { line: post.line, series, number, date, text, registered, flaw, sumOre: 0, rows: [] };
		this.count += 1;
		if (number === "") {
			this.#unnumbered += 1;
			this.#voucher.flaw ??= this.#isImport
				? "Verifikationen saknar nummer: filen är en importfil (SIE 4I). Ta ut en exportfil (SIE 4E)."
				: "Verifikationen saknar nummer. Ta ut en exportfil (SIE 4E), där verifikationerna är numrerade.";
			return;
		}
		const same = this.#seen.lineOfSame([this.#company, series, number, date.slice(0, 4)], post.line);
		if (same !== null) {
			this.#voucher.flaw ??= `Verifikationen ${nameOf(this.#voucher)} finns två gånger, på rad ${same} och rad ${post.line}.`;
		}
	}

	#row(post: SiePost): void {
		const voucher = this.#voucher;
		if (!voucher) {
			this.#records.flawed(post.line, "Raden är en transaktion utanför varje verifikation.");
			return;
		}
		const at = post.fields.findIndex((field) => typeof field !== "string");
		const [account = ""] = post.fields.map(textOf);
		const objects = at < 0 ? [] : (post.fields[at] as readonly string[]);
		const [amount = "", , text = ""] = post.fields.slice(at < 0 ? 1 : at + 1).map(textOf);
		const reading = readAmount(amount, ".");
		if (reading.kind === "amount") voucher.sumOre += reading.ore;
		// A row on what is no account could be the larger half of the cost.
		const wrongAccount = /^\d+$/.test(account) ? null : `Kontot ${shown(account)} är inget kontonummer.`;
		const flaw = post.flaw ?? wrongAccount ?? (reading.kind === "refused" ? reading.reason : null);
		const isCost = this.#isCost(account);
		const place = String(voucher.rows.length + 1);
		const values = isCost ? this.#values(voucher, { account, amount, text, unit: unitIn(objects), place }) : null;
		voucher.rows.push({ line: post.line, flaw, values });
	}

	#end(post: SiePost): void {
		if (!this.#voucher) this.#warn(post.line, "Raden har en slutklammer utan början.");
		else this.#close();
	}

	/** Gives the rows of the voucher that ends, or refuses them all. */
	#close(): void {
		const voucher = this.#voucher!;
		this.#voucher = null;
		const { rows, sumOre } = voucher;
		const hasFlaw = voucher.flaw !== null || rows.some((row) => row.flaw !== null);
		if (!hasFlaw && sumOre !== 0) {
			voucher.flaw = `Verifikationen ${nameOf(voucher)} på rad ${voucher.line} balanserar inte: raderna summerar till ${formatAmountOre(sumOre)}, inte noll.`;
		}
		if (!rows.some((row) => row.values !== null || row.flaw !== null)) {
			this.withoutCosts += 1;
			if (voucher.flaw) this.#warn(voucher.line, voucher.flaw);
			return;
		}
		if (voucher.flaw === null && !hasFlaw) {
			for (const { line, values } of rows) if (values) this.#records.add(values, line);
		} else this.#refuse(voucher);
	}

	#refuse({ rows, flaw, series, number, date, line: begins }: Voucher): void {
		const year = /^\d{4}/.exec(date)?.[0];
		const item: RefusedItem = {
			company: this.#company,
			series,
			number,
			year: year ? Number(year) : null,
			supplier: "",
		};
		const first = rows.find((row) => row.flaw !== null);
		const whole =
			flaw ??
			`Verifikationen ${nameOf({ series, number })} på rad ${begins} är avvisad i sin helhet, eftersom rad ${first?.line} inte kan läsas.`;
		for (const row of rows) {
			if (row.values !== null || row.flaw !== null) this.#records.flawed(row.line, row.flaw ?? whole, item);
		}
	}

	#values(
		voucher: Voucher,
		row: { account: string; amount: string; text: string; unit: string; place: string },
	): Map<string, string> {
		const values = new Map([
			["Serie", voucher.series],
			["Verifikationsnummer", voucher.number],
			["Rad", row.place],
			["Bokföringsdatum", voucher.date],
			["Registreringsdatum", voucher.registered],
			["Konto", row.account],
			["Kontotext", this.#accounts.get(row.account)?.text ?? ""],
			// three decimals are decimals here, but as text they could be thousands
			["Nettobelopp", /\.\d{3}$/.test(row.amount) ? `${row.amount}0` : row.amount],
			["Text", row.text || voucher.text],
			["Bolag", this.#company],
		]);
		if (row.unit !== "") {
			values.set("Kostnadsställe", row.unit);
			values.set("Kostnadsställenamn", this.#units.get(row.unit) ?? "");
		}
		return values;
	}

	#isCost(account: string): boolean {
		const type = this.#accounts.get(account)?.type;
		return type ? type === "K" : /^[4-7]/.test(account);
	}

	#account(number: string): { text: string; type: string } {
		const known = this.#accounts.get(number) ?? { text: "", type: "" };
		this.#accounts.set(number, known);
		return known;
	}

	#warn(line: number, text: string): void {
		if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ line, text });
	}
}

/** The list holds pairs of dimension and object. */
function unitIn(objects: readonly string[]): string {
	for (let at = 0; at + 1 < objects.length; at += 2) if (objects[at] === UNIT_DIMENSION) return objects[at + 1]!;
	return "";
}

function textOf(field: string | readonly string[]): string {
	return typeof field === "string" ? field : "";
}

function nameOf({ series, number }: { series: string; number: string }): string {
	return `${series} ${number}`.trim();
}
