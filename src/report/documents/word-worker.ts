import { parentPort, workerData } from "node:worker_threads";
import type { Paper } from "./paper.ts";
import { toWord } from "./word.ts";

const bytes = Uint8Array.from(await toWord(workerData as Paper));
parentPort!.postMessage(bytes, [bytes.buffer]);
