import type { Field } from "./fields.ts";

const NUMBER = "(?:nr|nummer|no|number|num|id)";
const NAME = "(?:t|text|txt|namn|name|ben|benamning|klartext|beskrivning)";
const DATE = "(?:dat|datum|dag|date|tidpunkt)";
const VOUCHER = "(?:ver|verif|verifikat|verifikation|verifikations|voucher|transaktions?|transaction|trans|journal)";
const SUPPLIER = "(?:lev|leverantor|leverantors|leverantorens|supplier|vendor|resk|reskontra)";
const UNIT =
	"(?:ansv|ansvars?|ansvarsenhet|kst|ks|kstalle|kostnst|kostnadsstalles?|enhets?|orgenhet|organisationsenhet|resultatenhet|costcent(?:re|er))";
const ACCOUNT = "(?:kto|konto|account)";
const INVOICE = "(?:faktura|fakt|fakturans|invoice)";
const AMOUNT = "(?:belopp|amount|summa|kostnad|varde|value)";
const WHAT = `(?:konterat|kontering|${INVOICE}|rad|total|totalt|bokfort|order|transaktions?|trans|utfall)?`;
const KRONOR = "(?:i?(?:sek|kr|kronor))?";
const WITHOUT = "(?:exkl|exklusive|excl|excluding|ex|utan)";
const WITH = "(?:inkl|inklusive|incl|including|ink|med)";
const MOMS = "(?:moms|vat|mervardesskatt)";
const BY = "(?:attest|attestant|attesterad|attesterat|attesterare)(?:av)?(?:namn|id|sign|signatur)?";

/**
 * Headings by how they are made up (a stem, what it is of, and an ending), for what stands in no list of names: systems abbreviate
 * the same words in ever new ways. Tried in order, on normalised headings, and only when no name fits.
 */
const FAMILIES: readonly [field: Field, pattern: string][] = [
	["voucher_no", `${VOUCHER}${NUMBER}`],
	["series", `(?:${VOUCHER})?(?:serie|typ|slag)|vt|vertyp`],
	["document_kind", `(?:dokument|dok|document|doc|underlags?|${INVOICE})(?:typ|slag|type|kind|kategori)(?:kod)?`],
	["supplier_name", `${SUPPLIER}(?:nr|nummer|id)?${NAME}|supplier|vendor`],
	["supplier_no", `${SUPPLIER}(?:${NUMBER}|kod)`],
	["org_no", `(?:${SUPPLIER})?(?:org|organisations?)${NUMBER}(?:${SUPPLIER})?`],
	["invoice_no", `(?:${SUPPLIER}|extern|externt)?${INVOICE}${NUMBER}(?:hos)?(?:${SUPPLIER}|leverantoren)?`],
	["account_text", `${ACCOUNT}(?:nr|nummer|kod)?${NAME}|expenditurecategory|expensetype`],
	["account", `${ACCOUNT}(?:${NUMBER}|kod|code)?`],
	["unit_name", `${UNIT}(?:nr|kod)?${NAME}|servicearea|department|directorate`],
	["unit_code", `${UNIT}(?:${NUMBER}|kod|code)?`],
	["registered_at", `(?:${DATE}|tid)(?:da|nar)?${INVOICE}n?(?:registrerades|registrerats|registrerad|inkom|ankom)`],
	["registered_at", `(?:reg|registrerings?|ankomst|inkom|inlasnings?|skannings?)(?:${DATE}|tid)`],
	["invoice_date", `${INVOICE}s?${DATE}`],
	["booking_date", `(?:${VOUCHER}|bokf|bok|bokforings?|konterings?|posting|booking)${DATE}`],
	["booking_date", `(?:betalnings?|betal|payment)${DATE}|date|(?:bokforings?|bokf|redovisnings?)?period`],
	["amount_net", `${WHAT}${AMOUNT}?${KRONOR}${WITHOUT}${MOMS}?${KRONOR}|(?:netto|net)${AMOUNT}?${KRONOR}`],
	// of an invoice: what is to be paid
	["amount_gross", `(?:${INVOICE}s?)?total(?:t|en|belopp)?${KRONOR}|attbetala${KRONOR}`],
	["amount_gross", `${WHAT}${AMOUNT}?${KRONOR}${WITH}${MOMS}${KRONOR}|(?:brutto|gross)${AMOUNT}?${KRONOR}`],
	["debit", `(?:debet|debit|deb)${AMOUNT}?${KRONOR}`],
	["credit", `(?:kredit|credit|kred)${AMOUNT}?${KRONOR}`],
	["vat", `${MOMS}${AMOUNT}?${KRONOR}`],
	["amount", `${WHAT}${AMOUNT}${KRONOR}`],
	[
		"receiver",
		`(?:gransk|gransknings?|granskare|mottagnings?|mottagar|leverans|lev|ankomst|sak)${BY}|granskare|granskadav`,
	],
	["approver", `(?:besl|besluts?|slut|slutlig|ekonomi|chefs?|budget)${BY}|beslutadav|slutattesterat?|${BY}`],
	["requisitioner", "(?:bestallare|bestallarens|bestalldav|rekvirent|requisitioner)(?:namn|id|sign|signatur)?"],
	["order_no", `(?:order|inkopsorder|bestallnings?|rekvisitions?|po|purchaseorder)${NUMBER}`],
	["agreement_no", `(?:avtals?|ramavtals?|kontrakts?|agreement|contract)(?:${NUMBER}|referens|ref)?`],
	["text", `(?:fri|rad|${VOUCHER}|${INVOICE}|konterings?)?(?:text|txt|beskrivning|description|info)|narrative`],
	["company", "(?:bolags?|foretags?|body|entity|organisation)(?:namn|name|kod)"],
	// The running number that a system gives an invoice: a voucher number where nothing better is.
	["voucher_no", "lopnr|lopnummer|ankomstnr|ankomstnummer"],
];

const PATTERNS = FAMILIES.map(([field, pattern]) => ({ field, pattern: new RegExp(`^(?:${pattern})$`) }));

/** The family of a normalised heading, with its place in the order, or null. */
export function familyOf(name: string): { field: Field; place: number } | null {
	const place = PATTERNS.findIndex(({ pattern }) => pattern.test(name));
	return place < 0 ? null : { field: PATTERNS[place]!.field, place };
}

/** True for a heading that looks as if it held the number of a voucher. */
export function looksLikeVoucherNumber(name: string): boolean {
	return /^(?:ver|vou|journal|bokfor)/.test(name) && /(?:nr|nummer|no|number|id)$/.test(name);
}
