import type { ChosenEncoding, EncodingName } from "./encoding-names.ts";
import { FileDecoder } from "./encoding.ts";
import { FileRefused } from "./file-refused.ts";
import type { FileWarning } from "./file-warning.ts";
import { JsonRows } from "./json-rows.ts";
import { KeyedRows } from "./keyed-rows.ts";
import type { LetterDamage } from "./letter-damage.ts";
import type { RowFile } from "./row-file.ts";
import type { RowSink } from "./split-rows.ts";
import { TextFile } from "./text-file.ts";

/** JSON as open-data row stores answer it, `{"results":[{…}]}`, or a list of objects by itself. A row's line is its place in the list. */
export class JsonFile implements RowFile {
	readonly form = "json";
	readonly sheets = null;
	readonly warnings: FileWarning[] = [];
	readonly #file: TextFile;

	constructor(source: AsyncIterable<Uint8Array>, maxBytes: number, encoding?: ChosenEncoding) {
		this.#file = new TextFile(source, maxBytes, new FileDecoder(encoding));
	}

	get encoding(): EncodingName {
		return this.#file.encoding;
	}

	get damage(): LetterDamage | null {
		return this.#file.letters.damage;
	}

	get bytes(): number {
		return this.#file.bytes;
	}

	sha256(): string {
		return this.#file.sha256();
	}

	async *lots(sink: RowSink): AsyncGenerator<void> {
		const records = new KeyedRows(sink);
		const rows = new JsonRows(records);
		for await (const { text, is_last } of this.#file.windows()) {
			rows.push(text, is_last);
			if (is_last) {
				if (rows.count === 0) throw new FileRefused("Filen är JSON men har inga rader.");
				records.finish();
				this.#warnOfParts(rows);
			}
			yield;
		}
	}

	/**
	 * Warns when the store says it has more rows than the file holds: a row store answers a part at a time, and a part looks
	 * like a whole file.
	 */
	#warnOfParts({ count, total }: JsonRows): void {
		if (total === null || total <= count) return;
		const text = `Filen har ${count} av radlagrets ${total} rader. Hämta alla rader innan filen läses in, annars saknas inköp.`;
		this.warnings.push({ line: null, text });
	}
}
