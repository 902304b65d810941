import type { Document, Parameter, Schema } from "../people/api/documented.ts";

/** TypeScript of the lists in the document for programs: what each may be asked, and what a row of it is. */
export function typesOf(document: Document): string {
	const lists = Object.entries(document.paths).filter(([, { get }]) => get);
	const entries = lists.map(([path, { get }]) => {
		const row = get.responses["200"].content["application/json"]!.schema.items;
		const query = get.parameters.filter((one) => one.in === "query");
		const at = get.parameters.filter((one) => one.in === "path");
		return `\t${JSON.stringify(path)}: { path: ${fields(at, "")}; query: ${fields(query, "?")}; row: ${typeOf(row)} };`;
	});
	return `export interface Lists {\n${entries.join("\n")}\n}\n`;
}

const fields = (parameters: readonly Parameter[], mark: string) =>
	`{ ${parameters.map(({ name, schema }) => `${JSON.stringify(name)}${mark}: ${typeOf(schema)}`).join("; ")} }`;

const WORDS: Record<string, string> = { string: "string", integer: "number", number: "number", null: "null" };

function typeOf(schema: Schema): string {
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
	if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
	if (schema.type === "array") return `(${typeOf(schema.items)})[]`;
	if (schema.type !== "object")
		return [schema.type!]
			.flat()
			.map((word) => WORDS[word]!)
			.join(" | ");
	const properties = Object.entries(schema.properties);
	return `{ ${properties.map(([name, one]) => `${JSON.stringify(name)}: ${typeOf(one)}`).join("; ")} }`;
}
