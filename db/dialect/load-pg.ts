import { createRequire } from "node:module";
import type pg from "pg";

const require = createRequire(import.meta.url);

/** PostgreSQL's client, loaded by whoever connects: a command over SQLite, and each of its threads, does without it. */
export function loadPg(): typeof pg {
	return require("pg");
}
