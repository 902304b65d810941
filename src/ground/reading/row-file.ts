import type { Delimiter } from "./delimiter.ts";
import type { EncodingName } from "./encoding-names.ts";
import type { SheetsSeen } from "./heading-search.ts";
import type { LetterDamage } from "./letter-damage.ts";
import type { FileWarning } from "./file-warning.ts";
import type { RowSink } from "./split-rows.ts";

/** How the records of a file are told apart: by a delimiter in a text, or by a format of its own. */
export type FileForm = Delimiter | "xlsx" | "ods" | "json" | "sie";

/** A purchases file of any form, as records: the first is the heading, then one for each row. */
export interface RowFile {
	readonly encoding: EncodingName;
	readonly form: FileForm;
	/** Bytes read so far. */
	readonly bytes: number;
	/** Lowercase hex of all bytes; to be asked for once, after the last lot. */
	sha256(): string;
	/** What the controller shall know of the file as a whole, in Swedish sentences; complete after the last lot. */
	readonly warnings: readonly FileWarning[];
	/** Letters that look damaged; complete after the last lot. */
	readonly damage: LetterDamage | null;
	/** The sheets of a workbook and the one that is read; null for other forms. */
	readonly sheets: SheetsSeen | null;
	/** Gives the sink the records in order and pauses after each lot. Throws `FileRefused`. */
	lots(sink: RowSink): AsyncIterable<void>;
}
