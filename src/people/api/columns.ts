import type { ApiTokenRow } from "../../../db/queries/people/api.ts";
import { type ImportKind, IMPORTS, type TokenScope } from "../../../db/schema/people/api.ts";
import type { Column } from "../../ground/tables/column.ts";

/** A person's key, or an integration's, with what the day says of it. */
export type AnyToken = Pick<ApiTokenRow, "id" | "name" | "expires_at" | "last_used_at" | "ended_at"> & {
	is_expired: boolean;
};
export type ShownApiToken = ApiTokenRow & AnyToken;

export function tokenState(token: Pick<AnyToken, "ended_at" | "is_expired">): string {
	if (token.ended_at !== null) return "Avslutad";
	return token.is_expired ? "Har gått ut" : "Gäller";
}

export const scopeOf = ({ scope }: Pick<ApiTokenRow, "scope">): TokenScope => JSON.parse(scope) as TokenScope;

export const readsList = ({ lists }: TokenScope, path: string): boolean => lists === "all" || lists.includes(path);
export const imports = (scope: TokenScope, kind: ImportKind): boolean => scope.imports.includes(kind);

/** What a key opens, in words. */
export function scopeText(token: Pick<ApiTokenRow, "scope" | "unit_name">): string {
	const { lists, imports: kinds } = scopeOf(token);
	const chosen = lists === "all" ? "alla listor" : lists.length === 1 ? "1 lista" : `${lists.length} listor`;
	const reads = kinds.length > 0 ? [`läser in ${kinds.map((kind) => IMPORTS[kind].toLowerCase()).join(", ")}`] : [];
	return [chosen, ...reads, ...(token.unit_name ? [`bara ${token.unit_name}`] : [])].join("; ");
}

export const apiTokenColumns: Column<ShownApiToken>[] = [
	{ key: "name", label: "Nyckel", type: "text", width: 28, value: (row) => row.name },
	{ key: "person", label: "Ansvarig", type: "text", width: 28, value: (row) => row.person_name },
	{ key: "integration", label: "Integration", type: "text", width: 28, value: (row) => row.integration },
	{ key: "opens", label: "Öppnar", type: "text", width: 40, value: scopeText },
	{ key: "state", label: "Status", type: "text", width: 16, value: tokenState },
	{ key: "created_at", label: "Skapad", type: "instant", width: 22, value: (row) => row.created_at },
	{ key: "expires_at", label: "Gäller till", type: "instant", width: 22, value: (row) => row.expires_at },
	{ key: "last_used_at", label: "Senast använd", type: "instant", width: 22, value: (row) => row.last_used_at },
	{ key: "ended_at", label: "Avslutad", type: "instant", width: 22, value: (row) => row.ended_at },
];
