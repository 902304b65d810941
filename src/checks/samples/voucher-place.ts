import { settingOn } from "../../../db/queries/office/settings.ts";
import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Db } from "../../../db/open.ts";
import { invoiceAddress } from "../../ground/reading/invoice-address.ts";
import { keyFields } from "../../ground/sampling/selection.ts";

/** Where the performer finds the voucher. */
export interface VoucherPlace {
	/** Series, number and year; "" where the file had no series. */
	series: string;
	/** The invoice in the region's economy system; null where the setting or the file does not say. */
	link: string | null;
}

/** Returns where an item's voucher stands, by the setting of the day. */
export async function voucherPlaces(db: Db, today: string): Promise<(item: Item) => VoucherPlace> {
	const { pattern } = await settingOn(db, "invoice_link", today);
	return (item) => {
		const [, series = "", year = "", number = ""] = keyFields(item.item_key);
		const { company, invoice_no, order_no } = item;
		return {
			series: series === "" ? "" : `${series} ${number} (${year})`,
			link: invoiceAddress(pattern, { company, series, year, number, invoice_no, order_no }),
		};
	};
}
