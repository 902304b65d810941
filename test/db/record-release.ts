import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import SqliteDriver from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { recordRelease } from "./release.ts";

// Keeps a release's filled database for the test of later migrations: tsx test/db/record-release.ts 1.0.0 data/tillracklig.db
const [version, file] = process.argv.slice(2);
if (!version || !file) throw new Error("Usage: tsx test/db/record-release.ts <version> <file.db>");
const db = new Kysely({ dialect: new SqliteDialect({ database: new SqliteDriver(file, { readonly: true }) }) });
const text = JSON.stringify(await recordRelease(db, version));
await db.destroy();
writeFileSync(join(import.meta.dirname, "releases", `${version}.json.gz`), gzipSync(text, { level: 9 }));
