import { FileRefused } from "./file-refused.ts";
import type { KeyedRows } from "./keyed-rows.ts";
import { SeenRows } from "./seen-rows.ts";
import type { SiePost } from "./sie-posts.ts";

/** The dimension that the format reserves for kostnadsställe. */
const UNIT_DIMENSION = "1";

interface Voucher {
	line: number;
	series: string;
	number: string;
	date: string;
	text: string;
	registered: string;
	rows: number;
	costs: number;
}

/**
 * The cost rows of a SIE 4 file's vouchers: rows on accounts of type K, or of class 4–7 where the file has no types. Moms,
 * leverantörsskuld and bank are the other side of the same purchase. `#BTRANS` and `#RTRANS` tell of corrections that `#TRANS` includes.
 */
export class SieVouchers {
	/** Vouchers so far, and those of them that have no cost row. */
	count = 0;
	withoutCosts = 0;
	readonly #records: KeyedRows;
	readonly #seen = new SeenRows();
	readonly #accounts = new Map<string, { text: string; type: string }>();
	readonly #units = new Map<string, string>();
	#company = "";
	#voucher: Voucher | null = null;

	constructor(records: KeyedRows) {
		this.#records = records;
	}

	take(post: SiePost): void {
		if (post.label === "#VER") this.#begin(post);
		else if (post.label === "}") this.#end(post);
		else if (post.label === "#TRANS") this.#row(post);
		else this.#fact(post);
	}

	finish(): void {
		if (!this.#voucher) return;
		throw new FileRefused(
			`Filen är avkortad: verifikationen ${nameOf(this.#voucher)} som börjar på rad ${this.#voucher.line} avslutas aldrig.`,
		);
	}

	#fact(post: SiePost): void {
		const [first, second, third] = post.fields.map(textOf);
		if (post.label === "#SIETYP" && first !== "4") {
			throw new FileRefused(
				`Rad ${post.line}: filen är SIE typ ${first}, som saknar verifikationer. Ta ut en fil av typ 4.`,
			);
		}
		if (post.label === "#VALUTA" && first && first.toUpperCase() !== "SEK") {
			throw new FileRefused(`Rad ${post.line}: filen är i ${first}. Bara svenska kronor (SEK) räknas.`);
		}
		if (post.label === "#ORGNR" && first) this.#company ||= first;
		if (post.label === "#KONTO" && first) this.#account(first).text = second ?? "";
		if (post.label === "#KTYP" && first) this.#account(first).type = (second ?? "").toUpperCase();
		if (post.label === "#OBJEKT" && first === UNIT_DIMENSION && second) this.#units.set(second, third ?? "");
	}

	#begin(post: SiePost): void {
		if (this.#voucher) this.finish();
		const [series = "", number = "", date = "", text = "", registered = ""] = post.fields.map(textOf);
		const voucher = { line: post.line, series, number, date, text, registered, rows: 0, costs: 0 };
		const same = number === "" ? null : this.#seen.lineOfSame([series, number, date.slice(0, 4)], post.line);
		if (same !== null) {
			throw new FileRefused(`Verifikationen ${nameOf(voucher)} finns två gånger, på rad ${same} och rad ${post.line}.`);
		}
		this.#voucher = voucher;
		this.count += 1;
	}

	#end(post: SiePost): void {
		if (!this.#voucher) throw new FileRefused(`Rad ${post.line} har en slutklammer utan början.`);
		if (this.#voucher.costs === 0) this.withoutCosts += 1;
		this.#voucher = null;
	}

	#row(post: SiePost): void {
		const voucher = this.#voucher;
		if (!voucher) throw new FileRefused(`Rad ${post.line} är en transaktion utanför varje verifikation.`);
		voucher.rows += 1;
		const at = post.fields.findIndex((field) => typeof field !== "string");
		const [account = ""] = post.fields.map(textOf);
		if (!this.#isCost(account)) return;
		voucher.costs += 1;
		const objects = at < 0 ? [] : (post.fields[at] as readonly string[]);
		const [amount = "", , text = ""] = post.fields.slice(at < 0 ? 1 : at + 1).map(textOf);
		this.#records.add(this.#values(voucher, { account, amount, text, unit: unitIn(objects) }), post.line);
	}

	#values(voucher: Voucher, row: { account: string; amount: string; text: string; unit: string }): Map<string, string> {
		const values = new Map([
			["Serie", voucher.series],
			["Verifikationsnummer", voucher.number],
			["Rad", String(voucher.rows)],
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
