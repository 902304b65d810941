/** A long import was stopped by the person who started it: nothing of it is stored. */
export class ImportCancelled extends Error {
	override name = "ImportCancelled";

	constructor() {
		super("Inläsningen avbröts. Ingenting är sparat.");
	}
}
