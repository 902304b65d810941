import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const inRoot = ["package.json", join("views", "assets", "app.css")];

/** The project's folder: the same whether this runs from views/ or, compiled, from dist/views/, where tsc leaves no css. */
function projectRoot(folder: string): string {
	if (inRoot.every((file) => existsSync(join(folder, file)))) return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error(`views/assets/app.css hittas inte ovanför ${here}`);
	return projectRoot(above);
}

const root = projectRoot(here);

function asset(type: string, ...path: string[]) {
	return made(type, readFileSync(join(root, ...path)));
}

/** Several files as one: each costs a slow network a round trip. */
function joined(type: string, folder: string, names: readonly string[]) {
	return made(type, Buffer.from(names.map((name) => assetText(folder, name)).join("\n")));
}

function made(type: string, body: Buffer) {
	return { type, body, hash: createHash("sha256").update(body).digest("hex").slice(0, 12) };
}

/** The text of a file of this folder. */
export function assetText(...path: string[]): string {
	return readFileSync(join(root, "views", "assets", ...path), "utf8");
}

/** Everything the browser fetches besides pages, read once: the route serves `body` as `type`, for ever when ?v= is right. */
export const ASSETS = {
	"app.css": asset("text/css; charset=utf-8", "views", "assets", "app.css"),
	"app.js": asset("text/javascript; charset=utf-8", "views", "assets", "app.js"),
	"pages.js": asset("text/javascript; charset=utf-8", "views", "assets", "pages.js"),
	"kept.js": joined("text/javascript; charset=utf-8", "kept", [
		"device.js",
		"photos.js",
		"marks.js",
		"sending.js",
		"queue.js",
		"drafts.js",
	]),
	"icon.svg": asset("image/svg+xml", "views", "assets", "icon.svg"),
	"htmx.js": asset("text/javascript; charset=utf-8", "node_modules", "htmx.org", "dist", "htmx.min.js"),
} as const;

export type AssetName = keyof typeof ASSETS;

export function isAssetName(name: string): name is AssetName {
	return Object.hasOwn(ASSETS, name);
}

/** "/tillgangar/app.css?v=0123456789ab" */
export function assetUrl(name: AssetName): string {
	return `/tillgangar/${name}?v=${ASSETS[name].hash}`;
}

export const PRODUCT_VERSION: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
