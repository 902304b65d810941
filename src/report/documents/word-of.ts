import { inThread } from "../../ground/threads/kept-thread.ts";
import type { Paper } from "./paper.ts";

/** A paper of more cells than this is made in a thread: others would wait a tenth of a second for it. */
const MOST_CELLS = 500;

export async function wordOf(paper: Paper): Promise<Uint8Array> {
	if (cellsOf(paper) > MOST_CELLS) return inThread(new URL("./word-worker.js", import.meta.url), paper);
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
