import { expect } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { addressOf, routeTable } from "../../support/route-table.ts";
import { visitorTo } from "../../support/visitor.ts";
import type { WholeWorld } from "../../support/whole-world.ts";
import type { PersonKey, World } from "../../support/world.ts";

export interface Schema {
	type?: string | string[];
	format?: string;
	const?: string;
	enum?: string[];
	anyOf?: Schema[];
	minimum?: number;
	properties: Record<string, Schema>;
	items: Schema;
}
export interface Parameter {
	name: string;
	in: string;
	schema: Schema;
}
interface Operation {
	parameters: Parameter[];
	responses: Record<"200", { content: Record<string, { schema: Schema }> }>;
}
export interface Document {
	openapi: string;
	paths: Record<string, { get: Operation; post?: Operation }>;
}

/** The addresses of lists in the document. */
export const listedIn = ({ paths }: Document): string[] =>
	Object.keys(paths).filter((path) => paths[path]!.post === undefined);

export async function keyOf(world: World, person: PersonKey, form: Record<string, string> = {}): Promise<string> {
	const client = await clientFor(world, person);
	const made = await client.post(paths.ownApiTokens(), { name: "Power BI", days: "30", ...form });
	return /value="([\w-]{43})"/.exec(await made.text())?.[1] ?? "";
}

/** A refusal as every address for programs answers it (RFC 9457). */
export async function problemOf(answer: Response): Promise<{ status: number; title: string; detail: string }> {
	expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
	const said = (await answer.json()) as { status: number; title: string; detail: string };
	expect(said.status).toBe(answer.status);
	expect(said.detail).toMatch(/[a-zåäö]{4}.*\.$/s);
	return said;
}

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
export const read = (world: World, key: string, path: string, headers: Record<string, string> = {}) =>
	visitorTo(world).get(path, { ...bearer(key), ...headers });

/** The document, and each of its lists at an address that is about something. */
export async function documentedLists(world: WholeWorld) {
	const document = (await (await visitorTo(world).get(paths.apiDocument())).json()) as Document;
	const routes = routeTable(world).filter(({ method, path }) => method === "GET" && /\.json\}?$/.test(path));
	const lists = routes.flatMap((route) => {
		const name = route.path.replace(/:(\w+)\{[^}]*\.json\}/, "{$1}.json").replace(/:(\w+)/g, "{$1}");
		const object = world.objects[route.path.slice(0, route.path.indexOf("/:"))] ?? "finns-inte";
		return document.paths[name] ? [{ name, address: addressOf(route, object) }] : [];
	});
	return { document, lists };
}
