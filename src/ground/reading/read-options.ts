import type { DecimalMark } from "./amount.ts";
import type { HeadingMapping } from "./headings.ts";
import type { VatBasis } from "./line-amounts.ts";
import type { ItemBasis } from "./purchase-line.ts";

/** How a purchases file is to be read. */
export interface ReadOptions {
	/** Occurrence key the file is for (`2026-10`); rows dated after its last day are refused as too early. */
	period: string;
	/** What one item is. Default voucher (or invoice, where the file has no voucher numbers). */
	basis?: ItemBasis;
	/** Whether `amount_ore` is without or with moms. Default net. */
	vat_basis?: VatBasis;
	/** Remembered headings of the source. */
	mapping?: HeadingMapping;
	/** The file's decimal mark, when the controller states it. */
	decimal_mark?: DecimalMark;
	/** Default 1 000 000 000. */
	maxBytes?: number;
	/** Rows, understood or refused. Default 5 000 000. */
	maxRows?: number;
	/** Told the stream of bytes when it opens, for whoever shows how far the reading has come. A workbook has none. */
	onSource?: (source: { readonly bytesRead: number }) => void;
	/** Cancels between two windows of text. */
	signal?: AbortSignal;
}
