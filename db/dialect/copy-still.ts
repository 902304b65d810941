import { type FileHandle, open } from "node:fs/promises";
import { openToRead } from "./snapshots.ts";

/** Pages that are copied in a turn of the loop, and how many while those before them are still on their way to the disk. */
const [PAGES, FEW] = [100, 25];
/** So many pages go to the disk at a time. */
const FLUSHED = 2_000;

/** How far a copy has come, in pages, as better-sqlite3 tells it; it is answered how many to copy next. */
type Progress = (at: { totalPages: number; remainingPages: number }) => number;

/**
 * Copies the file as it is at one moment. Without a snapshot of its own the copying begins anew at every save of another connection, and
 * beside a busy server never ends.
 */
export async function copyStill(file: string, target: string): Promise<void> {
	// each page is read once: a large cache would be filled and thrown away
	const still = openToRead(file, { sparing: true });
	try {
		still.exec("begin");
		still.prepare("select count(*) from sqlite_schema").get();
		await flushedAsItComes(target, (progress) => still.backup(target, { progress }));
	} finally {
		still.close();
	}
}

/**
 * Sends a copy to the disk while it is made. All at once, when it is synced at its end, it holds up every other sync of the disk: whoever
 * saved beside a copy of a region waited a second. The file is closed last, since whoever closes a file gives up SQLite's locks on it.
 */
export async function flushedAsItComes(target: string, copy: (progress: Progress) => Promise<unknown>): Promise<void> {
	let file: FileHandle | undefined;
	let flushed = 0;
	let flushing = Promise.resolve();
	let isFlushing = false;
	const flush = async () => {
		file ??= await open(target, "r");
		await file.datasync();
		isFlushing = false;
	};
	try {
		await copy(({ totalPages, remainingPages }) => {
			const copied = totalPages - remainingPages;
			if (!isFlushing && copied - flushed >= FLUSHED) {
				isFlushing = true;
				flushed = copied;
				flushing = flush();
				// told when the copy is made, and until then not taken for a failure that nobody knows of
				flushing.catch(() => {});
			}
			return isFlushing ? FEW : PAGES;
		});
		await flushing;
	} finally {
		await file?.close();
	}
}
