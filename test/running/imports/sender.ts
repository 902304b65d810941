import { paths } from "../../../src/paths/paths.ts";
import { bearer } from "../../people/api/documented.ts";
import { visitorTo } from "../../support/visitor.ts";
import type { World } from "../../support/world.ts";

export const INKOP = [
	"Leverantör;Fakturanummer;Bokföringsdatum;Belopp;Enhet",
	"Nordmed AB;F1;2026-10-05;1 200,00;1001",
	"Nordmed AB;F2;2026-10-06;800,00;1002",
].join("\n");

interface Answer {
	status: number;
	headers: Headers;
	body: Record<string, unknown> & { detail: string; errors: Record<string, unknown>[] };
}

let serial = 0;
export const KEY = "Idempotency-Key";

/** Sends files to the imports of the API with a key, each with an idempotency key of its own unless headers are given. */
export function sender(world: World, key: string) {
	const visitor = visitorTo(world);
	return async (
		name: string,
		text: string,
		fields: Record<string, string>,
		headers: Record<string, string> = { [KEY]: `provnyckel-${++serial}` },
	): Promise<Answer> => {
		const form = new FormData();
		for (const [field, value] of Object.entries(fields)) form.append(field, value);
		form.append("file", new File([text], "fil.csv", { type: "text/csv" }));
		const answer = await visitor.send("POST", paths.apiImport(name), form, { ...bearer(key), ...headers });
		const body = (await answer.json()) as Answer["body"];
		return { status: answer.status, headers: answer.headers, body };
	};
}

export const PLAN = ["Verksamhet;Risk;Åtgärd;S;K", "Inköp;Jäv vid inköp;Stickprov varje månad;3;4"].join("\n");
