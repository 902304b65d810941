import { CODE_CHOICES, INFORMATION_LABELS, PASSWORD_CHOICES } from "../../../db/schema/office/settings.ts";
import type { SettingKey, Settings } from "../../../db/queries/office/settings.ts";
import { LIMIT_COUNTS } from "../../../db/schema/checks/populations.ts";
import { UNIT_BASES, VAT_BASES } from "../../../db/schema/vocabulary.ts";
import { MONTHS } from "../../ground/calendar/months.ts";
import { formatAmountOre } from "../../ground/calendar/stockholm.ts";

export const SETTING_LABELS: Record<SettingKey, string> = {
	purchase_limit: "Beloppsgräns för stickprov av inköp",
	legal_limits: "Lagens beloppsgränser för direktupphandling",
	invoice_link: "Länk till fakturan i ekonomisystemet",
	sam_routine: "Regionens rutin för returnerade SAM-uppgifter",
	risk_inventory: "Riskinventeringens månader",
	notice_routine: "Påminnelser med e-post",
	local_passwords: "Inloggning med lösenord",
	second_factor: "Engångskoder för administratörer, controllers och förvaltningschef / nämnd",
	information: "Information till den som använder tjänsten",
};

const TEXTS: { [K in SettingKey]: (value: Settings[K]) => string } = {
	/** "10 000,00 kr per faktura, utan moms" */
	purchase_limit: (value) =>
		`${formatAmountOre(value.limit_ore)} per ${UNIT_BASES[value.unit_basis].toLowerCase()}, ${VAT_BASES[value.vat_basis].toLowerCase()}${value.counted === "whole" ? "" : `, räknat för ${LIMIT_COUNTS[value.counted].toLowerCase()}`}`,
	legal_limits: (value) =>
		`dokumentation när värdet av en upphandling uppgår till minst ${formatAmountOre(value.documentation_ore)}; direktupphandling av varor och tjänster under ${formatAmountOre(value.goods_services_ore)}, av sociala tjänster och andra särskilda tjänster ${value.social_special_ore === null ? "inte angiven, så mot den prövas inget" : `under ${formatAmountOre(value.social_special_ore)}`}`,
	information: (value) =>
		Object.entries(INFORMATION_LABELS)
			.map(([key, label]) => `${label}: ${value[key as keyof typeof INFORMATION_LABELS] || "inte angivet"}`)
			.join("; "),
	local_passwords: (value) => PASSWORD_CHOICES[value.forbidden ? "forbidden" : "kept"].toLowerCase(),
	second_factor: (value) =>
		value.required === null
			? "krävs i drift men inte i en demo (förvalt)"
			: CODE_CHOICES[value.required ? "required" : "optional"].toLowerCase(),
	invoice_link: (value) => value.pattern || "ingen länk",
	notice_routine: (value) =>
		`${value.days_before === 0 ? "ingen före sista dagen" : `${value.days_before} arbetsdagar före sista dagen`}, på dagen och när den har passerat; chefen får veta efter ${value.escalate_days} arbetsdagar`,
	risk_inventory: ({ first_month, last_month }) =>
		first_month === last_month
			? `hela ${MONTHS[first_month - 1]}`
			: `${MONTHS[first_month - 1]} till ${MONTHS[last_month - 1]}`,
	sam_routine: (value) => `kvitteras inom ${value.acknowledge_days} dagar`,
};

/** The setting's value in words. */
export function settingText<K extends SettingKey>(key: K, value: Settings[K]): string {
	return TEXTS[key](value);
}
