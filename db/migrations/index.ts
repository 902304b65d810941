import type { Migration } from "kysely";
import * as schema from "./001-schema.ts";

/** Every migration, in order. From the first release on a name that has shipped never changes; neither does its content. */
export const migrations: Record<string, Migration> = {
	"001-schema": schema,
};
