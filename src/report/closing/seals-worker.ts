import type { KeyPlace } from "../../ground/keys.ts";
import { runCheck } from "../../ground/threads/run-check.ts";
import { openSealKey } from "./seal-key.ts";
import { verifySeals } from "./verify-seals.ts";

await runCheck((db, place: KeyPlace) => verifySeals(db, openSealKey(place)));
