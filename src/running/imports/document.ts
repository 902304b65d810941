import { failure } from "../../ground/http/list-document.ts";
import { TAP_KEY } from "../../ground/http/tapped.ts";
import { paths } from "../../paths/paths.ts";
import { IMPORTS } from "../../../db/schema/people/api.ts";
import { TAP_KEPT_DAYS } from "../housekeeping/forget-taps.ts";
import { IMPORTERS, type Importer, PREVIEW } from "./importers.ts";

function operationOf({ kind, name, fields, preview, maxBytes }: Importer): object {
	const said = Object.entries(fields).map(([field, description]) => [field, { type: "string", description }]);
	const properties = {
		file: { type: "string", format: "binary", description: `Filen, högst ${maxBytes / 1_000_000} MB.` },
		...Object.fromEntries(said),
		...(preview ? { [PREVIEW]: { const: "1", description: "Svarar vad som skulle sparas, och sparar inget." } } : {}),
	};
	const answer = { "application/json": { schema: { type: "object" } } };
	return {
		post: {
			operationId: `import_${name}`,
			summary: `Läs in ${IMPORTS[kind].toLowerCase()}`,
			parameters: [
				{
					...{ name: TAP_KEY, in: "header", schema: { type: "string", minLength: 8, maxLength: 200 } },
					description: `Ny för varje inläsning; behövs inte för granskning. Samma nyckel med samma innehåll ger det första svaret och sparar inget nytt. Den är känd i ${TAP_KEPT_DAYS} dagar.`,
				},
			],
			requestBody: {
				required: true,
				content: { "multipart/form-data": { schema: { type: "object", properties, required: ["file"] } } },
			},
			responses: {
				...(preview ? { 200: { description: "Vad som skulle sparas.", content: answer } } : {}),
				201: { description: "Det är inläst, nu eller när nyckeln kom första gången.", content: answer },
				401: failure("Åtkomstnyckeln gäller inte."),
				403: failure("Nyckeln eller personens roll ger inte rätt att läsa in det."),
				413: failure("Filen är för stor."),
				422: failure("Inget är sparat: fält och rad står i felet."),
				429: failure("För många försök med fel nyckel."),
			},
		},
	};
}

/** The imports as the document for programs has them. */
export const importOperations = (): Record<string, object> =>
	Object.fromEntries(IMPORTERS.map((one) => [paths.apiImport(one.name), operationOf(one)]));
