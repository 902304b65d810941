import { Hono } from "hono";
import type { Config } from "../../config.ts";
import { Invalid } from "../../ground/errors.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { parseInput } from "../../ground/http/form.ts";
import { permit } from "../../ground/http/permit.ts";
import { receiveUpload } from "../../ground/http/upload.ts";
import type { Context } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { importDoor } from "../../people/api/door.ts";
import { IMPORTERS, type Importer, PREVIEW } from "./importers.ts";
import { keyed, once } from "./once.ts";

const NO_PREVIEW = "De här filerna läses in direkt och har ingen granskning.";

/** Imports by a program: the pages' own commands, each behind a key that says so. */
export function importRoutes(base: Omit<Context, "actor">, config: Config, proxies: readonly string[]): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	for (const one of IMPORTERS)
		app.post(paths.apiImport(one.name), importDoor(base, config, proxies, one.kind), permit(one.action), (c) =>
			receive(c, one),
		);
	return app;
}

async function receive(c: Http, importer: Importer): Promise<Response> {
	const { file, fields, missing } = await receiveUpload(c, importer);
	try {
		if (!file) throw new Invalid({ file: missing ?? "Välj en fil." });
		const input = parseInput(importer.schema, fields);
		const sent = { file, today: c.var.today };
		if (fields[PREVIEW] === "1") {
			if (!importer.preview) throw new Invalid({ [PREVIEW]: NO_PREVIEW });
			return c.json(await importer.preview(c.var.ctx, input, sent));
		}
		const ctx = keyed(c, { input, sha256: file.sha256 });
		const { result, replayed } = await once(ctx, () => importer.store(ctx, input, sent));
		if (replayed) c.header("Idempotency-Replayed", "true");
		return c.json(result, 201);
	} finally {
		if (file) await c.var.ctx.files.discard(file);
	}
}
