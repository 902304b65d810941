/** One defence taken out of the source, and the tests that should notice. */
export interface Mutation {
	threat: string;
	/** What the product does no longer. */
	without: string;
	/** Each `find` occurs exactly once in its file; what stands around it has to go on working. */
	edits: [file: string, find: string, replace: string][];
	/** Test files; of them only the tests whose names match `named` are run. */
	tests: string[];
	/** A pattern for the names of the tests. When left out: the threat's id. */
	named?: string;
}
