import type { SettingKey, Settings } from "../../db/queries/settings.ts";
import { UNIT_BASES, VAT_BASES } from "../../db/schema/vocabulary.ts";
import { formatAmountOre } from "../calendar/stockholm.ts";

export const SETTING_LABELS: Record<SettingKey, string> = { purchase_limit: "Beloppsgräns för stickprov av inköp" };

/** "10 000,00 kr per faktura, utan moms" */
export function settingText(key: SettingKey, value: Settings[SettingKey]): string {
	switch (key) {
		case "purchase_limit":
			return `${formatAmountOre(value.limit_ore)} per ${UNIT_BASES[value.unit_basis].toLowerCase()}, ${VAT_BASES[value.vat_basis].toLowerCase()}`;
	}
}
