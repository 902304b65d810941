import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { MailSettings } from "../../src/office/notices/mail-settings.ts";
import { sessionCookie } from "../../src/ground/http/actor.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { startS3 } from "../support/s3-server.ts";
import { openWorldIn } from "../support/world.ts";
import { openPostgresTest } from "./dialects.ts";
import { Node, startProxy } from "./two-nodes-support.ts";

/**
 * A world in PostgreSQL, a bucket, and two nodes with folders of their own that share keys and settings, signed in to as the controller.
 * `mail` is what they send letters with; without it they send none.
 */
export async function installation(mail?: MailSettings) {
	const database = await openPostgresTest();
	const world = await openWorldIn(database);
	const s3 = await startS3();
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-noder-"));
	const SETTINGS_DIR = mkdtempSync(join(folder, "installningar-"));
	if (mail) {
		const { base_url: _own, ...settings } = mail;
		writeFileSync(join(SETTINGS_DIR, "mail.json"), JSON.stringify(settings), { mode: 0o600 });
	}
	const env = (name: string): Record<string, string> => ({
		...s3.secrets,
		DATA_DIR: join(folder, name),
		KEYS_DIR: world.dataDir,
		SETTINGS_DIR,
		DATABASE_URL: database.location.url!,
		FILES_URL: s3.url(),
		NODE_ENV: "development",
	});
	const nodes: Node[] = [];
	const proxy = await startProxy(nodes);
	for (const name of ["ett", "tva"]) nodes.push(new Node({ ...env(name), BASE_URL: proxy.url }));
	onTestFinished(async () => {
		await Promise.all(nodes.map((node) => node.kill()));
		proxy.close();
		await s3.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const config = readConfig({ ...env("prov"), BASE_URL: proxy.url });
	const session = await signIn(await world.as("carin", new Date().toISOString()), "test");
	const headers = { Cookie: `${sessionCookie(config).name}=${session}`, Origin: proxy.url };
	return { world, nodes, proxy, config, headers };
}
