import { LIST_NAMES } from "./list-asked.ts";
import { MOST_IN_PART, PART_NAMES } from "./list-part.ts";
import type { Listed } from "./listed.ts";
import type { CellType, Column } from "../tables/column.ts";
import type { Filter } from "../tables/filters.ts";

const TEXT = { type: ["string", "null"] };
const WHOLE = { type: ["integer", "null"] };
/** What each type of column is in JSON. Any of them may be empty, and what is no date stays the text it is. */
const TYPES: Record<CellType, object> = {
	text: TEXT,
	count: WHOLE,
	year: WHOLE,
	share: { type: ["number", "null"], description: "Andel av ett: 0,5 är 50 %." },
	ore: { ...WHOLE, description: "Öre." },
	mnkr: { ...WHOLE, description: "Öre." },
	hundredths: { ...WHOLE, description: "Hundradelar." },
	date: { ...TEXT, description: "Datum, ÅÅÅÅ-MM-DD." },
	month: { ...TEXT, description: "Månad, ÅÅÅÅ-MM." },
	instant: { ...TEXT, description: "Tidpunkt i UTC, ISO 8601." },
};

function cellSchema({ label, type, typeOf }: Column<never>): object {
	if (typeOf) return { title: label, type: ["string", "number", "null"] };
	return { title: label, ...TYPES[type] };
}

/** Address of the rows, as the document writes parameters. */
export const rowsPath = ({ path }: Pick<Listed, "path">) => `${path.replace(/:(\w+)/g, "{$1}")}.json`;

const operationId = (path: string) => path.replace(/[^a-z0-9]+/gi, "_").replace(/^_|_$/g, "");

const query = (name: string, description: string, schema: object) => ({ name, in: "query", description, schema });

const filterQuery = (name: string, { title, schema, joined }: Filter<unknown>) => ({
	...query(name, title, schema),
	...(joined ? { style: "form", explode: false } : {}),
});

function parametersOf({ path, columns, filters, picks }: Listed): object[] {
	const keys = columns.map(({ key }) => key);
	const repeated = (items: object) => ({ type: "array", items });
	return [
		...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
			...{ name, in: "path", required: true, schema: { type: "string" } },
		})),
		query(LIST_NAMES.sort, "Kolumn att sortera på; med minus framför i fallande ordning.", {
			enum: [...keys, ...keys.map((key) => `-${key}`)],
		}),
		query(LIST_NAMES.column, "Kolumner att ta med; alla när ingen anges.", repeated({ enum: keys })),
		query(LIST_NAMES.search, "Text att söka efter i raderna.", { type: "string" }),
		...(picks ? [query(LIST_NAMES.picked, "Raders id.", repeated({ type: "string" }))] : []),
		query(PART_NAMES.rows, "Rader per svar; alla när inget anges. Nästa del står i huvudet Link.", {
			...{ type: "integer", minimum: 1, maximum: MOST_IN_PART },
		}),
		query(PART_NAMES.page, "Vilken del, från 1.", { type: "integer", minimum: 1 }),
		{
			...{ name: "If-None-Match", in: "header", schema: { type: "string" } },
			description: "Huvudet ETag ur ett tidigare svar: är raderna desamma kommer 304 utan rader.",
		},
		...Object.entries(filters).map(([name, filter]) => filterQuery(name, filter)),
	];
}

const MARK = { ETag: { description: "Raderna i kort form. Saknas där listan strömmas.", schema: { type: "string" } } };

const PROBLEM = {
	type: "object",
	properties: {
		title: { type: "string" },
		status: { type: "integer" },
		detail: { type: "string", description: "Felet som en mening." },
		errors: {
			type: "array",
			items: {
				type: "object",
				properties: {
					field: { type: "string", description: "Fältet; tomt för det hela." },
					line: { type: ["integer", "null"], description: "Radens nummer i filen." },
					detail: { type: "string" },
				},
				required: ["field", "line", "detail"],
			},
		},
	},
	required: ["title", "status", "detail", "errors"],
};

/** A refusal, which is the same for every address that programs ask. */
export const failure = (description: string) => ({
	description,
	content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function operationOf(listed: Listed): object {
	const row = {
		type: "object",
		properties: Object.fromEntries(listed.columns.map((column) => [column.key, cellSchema(column)])),
		additionalProperties: false,
	};
	const content = { "application/json": { schema: { type: "array", items: row } } };
	return {
		get: {
			operationId: operationId(listed.path),
			summary: listed.name,
			parameters: parametersOf(listed),
			responses: {
				200: { description: "Raderna, med samma rättigheter som sidan.", headers: MARK, content },
				304: { description: "Raderna är desamma som i det svar vars ETag skickades.", headers: MARK },
				401: failure("Nyckeln gäller inte."),
				403: failure("Personens roll ger inte rätt att se listan."),
				404: failure("Det som adressen nämner finns inte, eller ingår inte i behörigheten."),
				422: failure("Adressen går inte att följa."),
				429: failure("För många försök med fel nyckel."),
			},
		},
	};
}

/** OpenAPI 3.1 for every list there is. It says what there is, never what is in it, and is the same for everybody. */
export function apiDocument(lists: readonly Listed[], imports: Record<string, object>): object {
	return {
		openapi: "3.1.0",
		info: {
			title: "Tillräcklig",
			version: "1",
			description: "Varje lista som JSON, och inläsningar för den nyckel som har rätt till dem.",
		},
		servers: [{ url: "/" }],
		security: [{ key: [] }],
		paths: { ...Object.fromEntries(lists.map((listed) => [rowsPath(listed), operationOf(listed)])), ...imports },
		components: {
			securitySchemes: { key: { type: "http", scheme: "bearer" } },
			schemas: { Problem: PROBLEM },
		},
	};
}
