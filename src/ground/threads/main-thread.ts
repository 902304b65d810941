/** Thrown in the thread that reads pages, by what only the process's first thread has: the page is made there instead. */
export class OnlyMainThread extends Error {}

/** The status of an answer that only the first thread can give. */
export const MISDIRECTED = 421;

let reads_pages = false;

/** Said once by the thread that reads pages, before it answers anything. */
export function readsPages(): void {
	reads_pages = true;
}

/**
 * Says that what follows belongs to the process's first thread: what it keeps in memory for all (running imports, the words to search
 * among), other threads, and what is sent as a file. Asked before anything has been written.
 */
export function onlyMainThread(): void {
	if (reads_pages) throw new OnlyMainThread();
}
