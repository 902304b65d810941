/** The same answer however often it is asked for, and no work at all when nobody asks. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
	let answer: Promise<T> | undefined;
	return () => {
		answer ??= work();
		return answer;
	};
}
