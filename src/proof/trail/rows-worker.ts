import { runCheck } from "../../ground/threads/run-check.ts";
import { verifyRows } from "./verify-rows.ts";

await runCheck((db, _data: null, onStep) => verifyRows(db, onStep));
