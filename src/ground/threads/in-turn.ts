let last: Promise<unknown> = Promise.resolve();

/** Does heavy works one after the other: each takes a processor and memory of its own, and two at once would only make both slower. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const done = last.then(work);
	last = done.catch(() => {});
	return done;
}
