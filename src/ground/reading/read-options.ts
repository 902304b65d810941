import type { DecimalMark } from "./amount.ts";
import type { Delimiter } from "./delimiter.ts";
import type { ChosenEncoding } from "./encoding-names.ts";
import type { HeadingMapping } from "./headings.ts";
import type { VatBasis } from "./line-amounts.ts";
import type { ItemBasis } from "./purchase-line.ts";
import type { RefusedRow } from "./purchases-summary.ts";
import type { RefusedItem } from "./split-rows.ts";

/** What a person may say of a file when the reader takes it wrong. */
export interface ReadAs {
	/** Remembered headings of the source. */
	mapping?: HeadingMapping;
	/** The physical line of the heading. */
	heading_line?: number;
	delimiter?: Delimiter;
	encoding?: ChosenEncoding;
	/** The sheet of a workbook. */
	sheet?: string;
}

/** How a purchases file is to be read. */
export interface ReadOptions extends ReadAs {
	/** Occurrence key the file is for (`2026-10`); rows dated after its last day are refused as too early. */
	period: string;
	/** What one item is. Default voucher (or invoice, where the file has no voucher numbers). */
	basis?: ItemBasis;
	/** Whether `amount_ore` is without or with moms. Default net. */
	vat_basis?: VatBasis;
	/** The file's decimal mark, when the controller states it. */
	decimal_mark?: DecimalMark;
	/** The largest file in bytes. Default 1 000 000 000. */
	maxBytes?: number;
	/** Bytes of the whole file, when known: how much has been read of it tells how much room the rest will need. */
	size?: number;
	/** The most rows, understood and refused together. Default 5 000 000. */
	maxRows?: number;
	/** Receives the stream of bytes when it opens, so that the caller can show progress. A workbook has no such stream. */
	onSource?: (source: { readonly bytesRead: number }) => void;
	/** Told of every refused row, with the item it belongs to as far as it can be read. */
	onRefused?: (row: RefusedRow, item: RefusedItem | null) => void;
	/** Cancels the reading between two windows of text. */
	signal?: AbortSignal;
}
