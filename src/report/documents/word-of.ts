import { inTurn } from "../../ground/threads/in-turn.ts";
import { startThread } from "../../ground/threads/start-thread.ts";
import type { Paper } from "./paper.ts";

/** A paper of more cells than this is made in a thread: others would wait a tenth of a second for it. */
const MOST_CELLS = 500;

export async function wordOf(paper: Paper): Promise<Uint8Array> {
	if (cellsOf(paper) > MOST_CELLS) return inTurn(() => inThread(paper));
	const { toWord } = await import("./word.ts");
	return toWord(paper);
}

/** The cells of its tables; what stands between them counts as one each. */
function cellsOf({ blocks }: Paper): number {
	return blocks.reduce((sum, block) => {
		if (block.kind === "table") return sum + block.rows.length * block.columns.length;
		return sum + (block.kind === "list" ? block.items.length : 1);
	}, 0);
}

function inThread(paper: Paper): Promise<Uint8Array> {
	const worker = startThread(new URL("./word-worker.js", import.meta.url), { workerData: paper });
	return new Promise((resolve, reject) => {
		worker.once("message", resolve);
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`The thread of a Word paper ended with ${code}`)));
	});
}
