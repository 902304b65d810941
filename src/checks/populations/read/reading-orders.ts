import type { Field } from "../../../ground/reading/fields.ts";
import type { SeenHeading } from "../../../ground/reading/heading-search.ts";
import type { FrameFacts } from "../frame/frame-terms.ts";
import type { FrameTotals } from "../frame/place-items.ts";
import type { FileReading } from "./read-file.ts";

/** What a reading of the file as a whole has found; the counts behind it stay where it was read. */
export type FoundInFile = Omit<FileReading, "counts" | "condemned" | "isGiven">;

/** How far a long reading has come; `abort` stops it wherever it is. */
export interface Progress {
	readonly signal: AbortSignal;
	/** `of` is 0 when the whole is not known. */
	say(stage: "reading" | "placing" | "storing", done: number, of: number): void;
}

/** What the thread is started with. */
export interface ReadingOrder {
	path: string;
	location: { url?: string; file: string };
}

/** What frame the items give, and how many lines were left in the staging file. */
export interface PlacedInFile {
	totals: FrameTotals;
	rows: number;
}

/** A reading, with the frame that the items give when they could be placed at once. */
export interface ReadInFile {
	found: FoundInFile;
	placed: PlacedInFile | null;
}

/**
 * What it is asked: one reading at a time. `staged` is the staging file to be made, `shared` what it is completed with when others copy
 * from it meanwhile.
 */
export type ReadingQuestion =
	| { kind: "read"; facts: FrameFacts; staged: string; shared: readonly string[] | undefined }
	| { kind: "place"; facts: FrameFacts; staged: string };

export type ReadingAnswer =
	| { kind: "progress"; stage: "reading" | "placing"; done: number; of: number }
	| { kind: "shared"; rows: number }
	/** What has been shared is of no use. */
	| { kind: "again" }
	| { kind: "done"; result: ReadInFile | PlacedInFile }
	| { kind: "refused"; message: string; columns: { seen: SeenHeading; missing: readonly Field[] } | null };
