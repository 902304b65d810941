import { onlyMainThread } from "../../../ground/threads/main-thread.ts";
import type { Context } from "../../../ground/write/context.ts";
import type { FoundInFile, PlacedInFile } from "./reading-orders.ts";

/** What a preview found and placed of a large file: the confirmation stores it, and reads nothing again. */
export interface KeptPlacing extends PlacedInFile {
	/** What it was placed by. It is of no use when that has changed. */
	grounds: string;
	reading: FoundInFile;
	/** The staging file with the lines. */
	file: string;
}

/** How long it waits for the controller, and how many wait at most: each is a file as large as its ledger. */
const KEPT_MS = 30 * 60_000;
const MOST_KEPT = 4;

const kept = new Map<string, KeptPlacing>();

/** Keeps the placing of an upload, by where its bytes lie, instead of the one before. */
export async function keepPlacing(ctx: Context, path: string, placing: KeptPlacing): Promise<void> {
	await dropPlacing(ctx, path);
	const [oldest] = kept.keys();
	if (oldest !== undefined && kept.size >= MOST_KEPT) await dropPlacing(ctx, oldest);
	kept.set(path, placing);
	setTimeout(() => {
		if (kept.get(path) === placing) void dropPlacing(ctx, path).catch(() => undefined);
	}, KEPT_MS).unref();
}

/** The placing of an upload, when the grounds are still the same. */
export function findPlacing(path: string, grounds: string): KeptPlacing | undefined {
	onlyMainThread();
	const placing = kept.get(path);
	return placing?.grounds === grounds ? placing : undefined;
}

/** The same, whose staging file is from now on the caller's to throw away. */
export function takePlacing(path: string, grounds: string): KeptPlacing | undefined {
	const placing = findPlacing(path, grounds);
	if (placing) kept.delete(path);
	return placing;
}

/** Throws away what is kept of an upload. */
export async function dropPlacing(ctx: Context, path: string): Promise<void> {
	const placing = kept.get(path);
	if (!placing) return;
	kept.delete(path);
	await ctx.files.discard({ path: placing.file });
}
