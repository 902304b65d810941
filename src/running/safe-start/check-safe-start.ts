import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "../../../db/open.ts";
import { hasEventOfType } from "../../../db/queries/ground/write.ts";
import type { Config } from "../../config.ts";
import type { Home, KeyPlace } from "../../ground/keys.ts";
import { refuseReadableByOthers, UnsafeStart } from "../../ground/settings-file.ts";

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Before anything is opened. Throws `UnsafeStart`, whose sentence says what to do (T27). */
export function checkSettings(config: Pick<Config, "production" | "baseUrl" | "dataDir" | "keysDir">): void {
	checkKeyPlace(config);
	if (!config.production) return;
	checkAddress(config);
	checkKeyRights(config);
}

/** Throws `UnsafeStart` for an address that carries passwords in the clear. */
export function checkAddress({ production, baseUrl }: Pick<Config, "production" | "baseUrl">): void {
	if (production && baseUrl && !baseUrl.startsWith("https://") && !LOOPBACK.test(baseUrl))
		throw new UnsafeStart(
			"BASE_URL börjar med http://. I drift skickas lösenord och kakor bara krypterat: sätt en proxy med TLS framför och ange adressen med https://.",
		);
}

/** Throws `UnsafeStart` for a folder of keys that was named and is not there: a share that is not mounted would else get keys of its own. */
export function checkKeyPlace({ dataDir, keysDir }: Home): void {
	if (keysDir === join(dataDir, "keys") || statSync(keysDir, { throwIfNoEntry: false })?.isDirectory()) return;
	throw new UnsafeStart(
		`KEYS_DIR: mappen ${keysDir} finns inte. Är den en monterad disk: montera den. Är installationen ny: skapa mappen (mkdir -m 700), tom.`,
	);
}

/** Throws `UnsafeStart` for keys that others on the machine can read. */
export function checkKeyRights({ keysDir: keys }: KeyPlace): void {
	if (!existsSync(keys)) return;
	refuseReadableByOthers(keys);
	for (const name of readdirSync(keys)) refuseReadableByOthers(join(keys, name));
}

/** When the database is open. Example data and real data never meet, and one-click sign-in never meets real data (T27). */
export async function checkData(db: Db, config: Pick<Config, "production" | "demo" | "dataDir">): Promise<void> {
	const demo = ["installation.demo_begun", "installation.demo_filled"];
	if (config.production && (await hasEventOfType(db, ...demo)))
		throw new UnsafeStart(
			`Databasen innehåller demons påhittade personer och uppgifter. Ange en tom datamapp i DATA_DIR, eller starta utan NODE_ENV=production för att fortsätta med demon (nu: ${config.dataDir}).`,
		);
	if (config.demo && (await hasEventOfType(db, "installation.set_up")))
		throw new UnsafeStart(
			"Installationen är satt i drift. Utan NODE_ENV=production kan vem som helst logga in som vem som helst: starta med NODE_ENV=production.",
		);
}
