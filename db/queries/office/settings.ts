import type { Db } from "../../open.ts";
import type { LimitCount } from "../../schema/checks/populations.ts";
import type { UnitBasis, VatBasis } from "../../schema/vocabulary.ts";

/** What each dated setting holds. */
export interface Settings {
	/** The amount below which two radattester replace the manager's attest: the frame of the stickprov. */
	purchase_limit: { limit_ore: number; unit_basis: UnitBasis; vat_basis: VatBasis; counted: LimitCount };
	/**
	 * Where the law asks for more. The duty to document holds for each procurement whose value reaches the amount (LOU 19 a kap. 11 §).
	 * The end of direct award is one per kind, counted for the whole contracting authority; null where the region has not stated it.
	 */
	legal_limits: { documentation_ore: number; goods_services_ore: number; social_special_ore: number | null };
	/** What readers are told of the service: "" where the region has not said it. GDPR 13–15, and the law on accessibility. */
	information: {
		accessibility_supervisor: string;
		controller: string;
		data_protection_contact: string;
		legal_basis: string;
		storage_time: string;
		complaints_to: string;
	};
	/** Where an invoice stands in the region's economy system, with places for what the file says of it; "" where there is none. */
	invoice_link: { pattern: string };
	/** The region's own routine for SAM, not law: days within which returned tasks are acknowledged. */
	sam_routine: { acknowledge_days: number };
	/** The months, 1 to 12, in which the units are asked for risks; a proposal is taken at any time. */
	risk_inventory: { first_month: number; last_month: number };
	/** When people are reminded by e-mail: working days before the due date, and working days after it until the chef is told. */
	notice_routine: { days_before: number; escalate_days: number };
	/** Whether passwords of this product's own are forbidden. Holds only where an identity provider is set up. */
	local_passwords: { forbidden: boolean };
	/** Whether administrators, controllers and approvers need a second factor; null: in production yes, in a demo no. */
	second_factor: { required: boolean | null };
}
export type SettingKey = keyof Settings;

/** The values used until the region has decided others. */
export const DEFAULT_SETTINGS: Settings = {
	purchase_limit: { limit_ore: 1_000_000, unit_basis: "invoice", vat_basis: "net", counted: "whole" },
	legal_limits: { documentation_ore: 10_000_000, goods_services_ore: 70_000_000, social_special_ore: null },
	information: {
		accessibility_supervisor: "",
		controller: "",
		data_protection_contact: "",
		legal_basis:
			"Uppgift av allmänt intresse (dataskyddsförordningen artikel 6.1 e): nämnden ska se till att den interna kontrollen är tillräcklig (kommunallagen 6 kap. 6 §).",
		storage_time:
			"Namnet står kvar i register och logg så länge handlingarna bevaras. Filer gallras när deras tid har gått ut.",
		complaints_to: "Integritetsskyddsmyndigheten",
	},
	invoice_link: { pattern: "" },
	sam_routine: { acknowledge_days: 14 },
	risk_inventory: { first_month: 3, last_month: 6 },
	notice_routine: { days_before: 3, escalate_days: 3 },
	local_passwords: { forbidden: false },
	second_factor: { required: null },
};

/** The setting as it stands on a date (YYYY-MM-DD): the newest that had begun, or the default. */
export async function settingOn<K extends SettingKey>(db: Db, key: K, date: string): Promise<Settings[K]> {
	const row = await db
		.selectFrom("settings")
		.select("value")
		.where("key", "=", key)
		.where("valid_from", "<=", date)
		.orderBy("valid_from", "desc")
		.limit(1)
		.executeTakeFirst();
	// A setting that was decided before it had all its parts has the default for the others.
	return row ? { ...DEFAULT_SETTINGS[key], ...(JSON.parse(row.value) as Settings[K]) } : DEFAULT_SETTINGS[key];
}

export interface SettingRow {
	id: string;
	key: SettingKey;
	value: string;
	valid_from: string;
	created_at: string;
	created_by_name: string;
}

/** Every decided value, newest first. */
export function listSettings(db: Db): Promise<SettingRow[]> {
	return db
		.selectFrom("settings")
		.innerJoin("people", "people.id", "settings.created_by")
		.select(["settings.id", "settings.value", "settings.valid_from", "settings.created_at"])
		.select((eb) => [eb.ref("settings.key").$castTo<SettingKey>().as("key"), "people.name as created_by_name"])
		.orderBy("settings.valid_from", "desc")
		.orderBy("settings.key")
		.execute();
}
