import type { Database } from "../../../db/open.ts";
import type { KeyPlace } from "../../ground/keys.ts";
import { type CheckThread, startCheck } from "../../ground/threads/check-thread.ts";
import type { SealsReport } from "./verify-seals.ts";

/** `verifySeals` in a thread of its own, with the key of `place`. */
export function startSealsThread(location: Database["location"], { keysDir }: KeyPlace): CheckThread<SealsReport> {
	return startCheck(new URL("./seals-worker.js", import.meta.url), { location, data: { keysDir } });
}
