import { Hono } from "hono";
import { ASSETS, isAssetName } from "../../../views/assets/asset-url.ts";
import type { AppEnv } from "../../ground/http/env.ts";

/** The stylesheet and the two scripts: all the browser ever fetches besides pages. Public, and kept for a year by content hash. */
export function assetRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get("/tillgangar/:name", (c) => {
		const name = c.req.param("name");
		if (!isAssetName(name)) return c.notFound();
		const asset = ASSETS[name];
		const fresh = c.req.query("v") === asset.hash;
		c.header("Content-Type", asset.type);
		c.header("Cache-Control", fresh ? "public, max-age=31536000, immutable" : "no-cache");
		return c.body(new Uint8Array(asset.body));
	});
	return app;
}
