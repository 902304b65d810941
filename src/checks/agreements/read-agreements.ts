import { createReadStream } from "node:fs";
import { readDate } from "../../ground/reading/date.ts";
import { detectDelimiter } from "../../ground/reading/delimiter.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { columnsNamed } from "../../ground/reading/headings.ts";
import { RowSplitter } from "../../ground/reading/split-rows.ts";
import { TextFile } from "../../ground/reading/text-file.ts";
import { cutText } from "./cut-text.ts";

export interface AgreementLine {
	supplier_no: string;
	supplier_name: string;
	agreement_no: string;
	valid_from: string;
	valid_to: string | null;
	line_no: number;
}

export interface AgreementReading {
	agreements: AgreementLine[];
	refused: { line: number; reason: string }[];
	sha256: string;
}

export const MAX_BYTES = 20_000_000;
const MAX_AGREEMENTS = 100_000;
const MAX_REFUSED_KEPT = 100;

type Field = "supplier_no" | "supplier_name" | "valid_from" | "valid_to" | "agreement_no";

const NAMES: Record<Field, readonly string[]> = {
	supplier_no: [
		"leverantorsnummer",
		"leverantorsnr",
		"leverantornr",
		"leverantorid",
		"levnr",
		"orgnr",
		"organisationsnummer",
	],
	supplier_name: ["namn", "leverantor", "leverantorsnamn"],
	valid_from: ["fran", "gallerfran", "startdatum", "avtalsstart", "giltigfran"],
	valid_to: ["till", "gallertill", "slutdatum", "avtalsslut", "giltigtill", "tom"],
	agreement_no: ["avtalsnummer", "avtalsnr", "avtal", "avtalsid"],
};
const REQUIRED: readonly Field[] = ["supplier_no", "valid_from", "agreement_no"];
const LABELS: Record<Field, string> = {
	supplier_no: "leverantörsnummer",
	supplier_name: "namn",
	valid_from: "från",
	valid_to: "till",
	agreement_no: "avtalsnummer",
};

/**
 * Reads a list of agreements: a heading line, then supplier number, name, from, to (may be empty) and agreement number.
 * @throws FileRefused with one sentence when the file as a whole cannot be read.
 */
export async function readAgreements(path: string): Promise<AgreementReading> {
	const file = new TextFile(createReadStream(path), MAX_BYTES);
	const list = new AgreementList();
	let splitter: RowSplitter | undefined;
	for await (const { text, is_last } of file.windows()) {
		splitter ??= new RowSplitter(detectDelimiter(text));
		splitter.push(text, is_last, list);
	}
	list.requireColumns();
	return { agreements: list.agreements, refused: list.refused, sha256: file.sha256() };
}

class AgreementList {
	readonly agreements: AgreementLine[] = [];
	readonly refused: AgreementReading["refused"] = [];
	#columns: Partial<Record<Field, number>> | null = null;

	record(cells: string[], line: number): void {
		if (cells.every((cell) => cell.trim() === "")) return;
		if (this.#columns === null) {
			this.#columns = columnsNamed(cells, NAMES);
			this.requireColumns();
			return;
		}
		const read = this.#read(cells, line);
		if (typeof read === "string") this.flawed(line, read);
		else if (this.agreements.push(read) > MAX_AGREEMENTS)
			throw new FileRefused(`Filen har fler än ${MAX_AGREEMENTS} avtal. Dela upp den.`);
	}

	flawed(line: number, reason: string): void {
		if (this.refused.length < MAX_REFUSED_KEPT) this.refused.push({ line, reason });
	}

	requireColumns(): void {
		const missing = REQUIRED.filter((field) => this.#columns?.[field] === undefined).map((field) => LABELS[field]);
		if (missing.length > 0)
			throw new FileRefused(
				`Filens första rad ska ha rubrikerna leverantörsnummer, namn, från, till och avtalsnummer. Saknas: ${missing.join(", ")}.`,
			);
	}

	#read(cells: readonly string[], line_no: number): AgreementLine | string {
		const cell = (field: Field) => cutText(cells[this.#columns![field] ?? -1] ?? "");
		const supplier_no = cell("supplier_no");
		const agreement_no = cell("agreement_no");
		if (supplier_no === "") return "Leverantörsnummer saknas.";
		if (agreement_no === "") return "Avtalsnummer saknas.";
		const valid_from = readDate(cell("valid_from"));
		if (valid_from === null) return `”${cell("valid_from")}” är inte ett datum.`;
		const to = cell("valid_to");
		const valid_to = to === "" ? null : readDate(to);
		if (to !== "" && valid_to === null) return `”${to}” är inte ett datum.`;
		if (valid_to !== null && valid_to < valid_from) return "Slutdatum ligger före startdatum.";
		return { supplier_no, supplier_name: cell("supplier_name"), agreement_no, valid_from, valid_to, line_no };
	}
}
