import { type SqlBool, sql } from "kysely";

/** True for an `item` whose place was swapped without the reviewer having accepted it: nothing is known of it. */
export const IN_OPEN_SWAP = sql<SqlBool>`exists (select 1 from swaps s where s.run_id = item.run_id and s.position = item.position and (s.decision is null or s.decision <> 'accepted'))`;
