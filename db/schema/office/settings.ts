export interface SettingTable {
	id: string;
	key: string;
	/** JSON. */
	value: string;
	valid_from: string;
	created_at: string;
	created_by: string;
}

/** What readers are told of the service, by field of the setting `information`. */
export const INFORMATION_LABELS = {
	controller: "Personuppgiftsansvarig",
	data_protection_contact: "Kontakt i dataskyddsfrågor",
	legal_basis: "Rättslig grund",
	storage_time: "Hur länge uppgifterna sparas",
	complaints_to: "Klagomål om personuppgifter lämnas till",
	accessibility_supervisor: "Tillsyn över tillgängligheten",
} as const;

/** The choices of the settings on how people sign in. */
export const PASSWORD_CHOICES = {
	kept: "Tillåten",
	forbidden: "Inte tillåten där en inloggningstjänst finns",
} as const;
export const CODE_CHOICES = { required: "Krävs", optional: "Frivilliga" } as const;
