import type { DirectoryFilter } from "../../../db/queries/people/scim.ts";
import { directoryKey } from "./user-resource.ts";

/** A filter we do not follow: SCIM's invalidFilter. */
export class InvalidFilter extends Error {}

/** `userName eq "x"`, `displayName eq "x"`, `externalId eq "x"`: what directories ask before they create. */
export function readFilter(text: string | undefined, nameAttribute: "userName" | "displayName"): DirectoryFilter {
	if (text === undefined || text.trim() === "") return {};
	const match = /^\s*([A-Za-z]+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(text);
	const attribute = match?.[1]?.toLowerCase();
	const value = match ? unquoted(match[2]!) : null;
	if (value !== null && attribute === nameAttribute.toLowerCase()) return { key: directoryKey(value) };
	if (value !== null && attribute === "externalid") return { external_id: value };
	throw new InvalidFilter(text);
}

function unquoted(text: string): string | null {
	try {
		return JSON.parse(text) as string;
	} catch {
		return null;
	}
}
