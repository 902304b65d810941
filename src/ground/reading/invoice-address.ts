import { ADDRESS_PARTS, type InvoiceFacts } from "../../../db/schema/office/settings.ts";
import { isWellFormed } from "../sampling/byte-order.ts";

const PART = /\{([^{}]*)\}/g;

/** What is wrong with a pattern, as a Swedish sentence; null when nothing is. "" is no pattern, which is allowed. */
export function addressFault(pattern: string): string | null {
	if (pattern === "") return null;
	const parts = [...pattern.matchAll(PART)].map(([, name = ""]) => name);
	const unknown = parts.find((name) => !Object.hasOwn(ADDRESS_PARTS, name));
	const known = Object.keys(ADDRESS_PARTS).map((name) => `{${name}}`);
	if (unknown !== undefined) return `{${unknown}} är ingen uppgift om fakturan. Skriv någon av ${known.join(", ")}.`;
	if (parts.length === 0) return `Skriv var uppgiften om fakturan står i adressen, med någon av ${known.join(", ")}.`;
	if (/[{}\s\\]/.test(pattern.replace(PART, "0"))) return "Adressen har ett tecken som inte får stå i en adress.";
	// What stands in the file must never choose the site: the server's name ends before the first part.
	const server = /^https:\/\/([^/?#]+)\//i.exec(pattern);
	if (!server) return "Adressen ska börja med https:// och ett servernamn, till exempel https://ekonomi.example/.";
	if (/[{}@]/.test(server[1]!) || !URL.canParse(pattern.replace(PART, "0")))
		return "Servernamnet ska stå utskrivet, utan användarnamn och utan uppgift om fakturan.";
	return null;
}

/** The invoice's own address; null where the pattern is none or asks for what the file did not say. */
export function invoiceAddress(pattern: string, facts: InvoiceFacts): string | null {
	if (pattern === "" || addressFault(pattern) !== null) return null;
	let missing = false;
	const address = pattern.replace(PART, (_, name: string) => {
		const value = facts[ADDRESS_PARTS[name]!].trim();
		// A browser reads "." and ".." as steps between folders even when they are encoded.
		if (/^\.*$/.test(value) || !isWellFormed(value)) missing = true;
		return missing ? "" : encodeURIComponent(value);
	});
	return missing ? null : address;
}
