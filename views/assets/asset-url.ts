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
	const body = readFileSync(join(root, ...path));
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
