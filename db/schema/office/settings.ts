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

/** What an address of an invoice may be put together of, by the name it has in the pattern. */
export interface InvoiceFacts {
	company: string;
	series: string;
	year: string;
	number: string;
	invoice_no: string;
	order_no: string;
}

/** No supplier among them: the number of a sole trader is personal data, and addresses end up in other systems' logs. */
export const ADDRESS_PARTS: Record<string, keyof InvoiceFacts> = {
	bolag: "company",
	serie: "series",
	år: "year",
	nummer: "number",
	fakturanummer: "invoice_no",
	order: "order_no",
};
