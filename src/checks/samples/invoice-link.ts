import { settingOn } from "../../../db/queries/office/settings.ts";
import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Db } from "../../../db/open.ts";
import { invoiceAddress } from "../../ground/reading/invoice-address.ts";
import { keyFields } from "../../ground/sampling/selection.ts";

/** Returns where an item's invoice stands in the region's economy system, as the setting of the day says; null where it cannot be told. */
export async function invoiceLinks(db: Db, today: string): Promise<(item: Item) => string | null> {
	const { pattern } = await settingOn(db, "invoice_link", today);
	return (item) => {
		const [, series = "", year = "", number = ""] = keyFields(item.item_key);
		const { company, invoice_no, order_no } = item;
		return invoiceAddress(pattern, { company, series, year, number, invoice_no, order_no });
	};
}
