import type { SettingRow } from "../../../db/queries/office/settings.ts";
import type { Column } from "../../ground/tables/column.ts";
import { SETTING_LABELS, settingText } from "./setting-text.ts";

export const settingColumns: Column<SettingRow>[] = [
	{ key: "valid_from", label: "Gäller från", type: "date", value: (row) => row.valid_from },
	{ key: "label", label: "Inställning", type: "text", width: 40, value: (row) => SETTING_LABELS[row.key] },
	{
		key: "value",
		label: "Beslut",
		type: "text",
		width: 44,
		value: (row) => settingText(row.key, JSON.parse(row.value)),
	},
	{ key: "created_by", label: "Registrerad av", type: "text", width: 28, value: (row) => row.created_by_name },
	{ key: "created_at", label: "Registrerad", type: "instant", width: 28, value: (row) => row.created_at },
];
