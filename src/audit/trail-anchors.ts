import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The end of the trail as it once was, kept outside the database: whoever cuts or rewrites the trail cannot reach it there. */
export interface Anchor {
	at: string;
	seq: number;
	hash: string;
	/** What wrote it: verify, backup or export. */
	by: string;
}

/** Where the ends are kept, in the data folder. */
export const ANCHOR_FILE = "keys/trail-head.jsonl";

export interface TrailAnchors {
	add(anchor: Anchor): void;
	/** Every anchor, oldest first, with the numbers of lines that cannot be read. */
	list(): { anchors: Anchor[]; unreadable: number[] };
}

/** One JSON object a line, only ever added to. */
export function openTrailAnchors(dataDir: string): TrailAnchors {
	const file = join(dataDir, ANCHOR_FILE);
	return {
		add(anchor) {
			mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
			const handle = openSync(file, "a", 0o600);
			try {
				appendFileSync(handle, `${JSON.stringify(anchor)}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
		},
		list() {
			const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
			const anchors: Anchor[] = [];
			const unreadable: number[] = [];
			for (const [index, line] of lines.entries()) {
				if (line === "") continue;
				const anchor = parse(line);
				if (anchor) anchors.push(anchor);
				else unreadable.push(index + 1);
			}
			return { anchors, unreadable };
		},
	};
}

function parse(line: string): Anchor | null {
	try {
		const { at, seq, hash, by } = JSON.parse(line) as Partial<Anchor>;
		const whole = Number.isSafeInteger(seq) && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash);
		return whole ? { at: String(at), seq: seq!, hash, by: String(by) } : null;
	} catch {
		return null;
	}
}
