import { type Delimiter, detectDelimiter } from "./delimiter.ts";
import type { EncodingName } from "./encoding-names.ts";
import { FileDecoder } from "./encoding.ts";
import type { ReadAs } from "./read-options.ts";
import type { LetterDamage } from "./letter-damage.ts";
import type { RowFile } from "./row-file.ts";
import { type RowSink, RowSplitter } from "./split-rows.ts";
import { TextFile } from "./text-file.ts";

/** Text divided by `;`, `,`, tab or `|`. */
export class DelimitedFile implements RowFile {
	form: Delimiter = ";";
	readonly sheets = null;
	readonly warnings = [];
	readonly #file: TextFile;

	readonly #how: ReadAs;

	constructor(source: AsyncIterable<Uint8Array>, maxBytes: number, how: ReadAs = {}) {
		this.#file = new TextFile(source, maxBytes, new FileDecoder(how.encoding));
		this.#how = how;
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
		let splitter: RowSplitter | undefined;
		for await (const { text, is_last } of this.#file.windows()) {
			if (!splitter) {
				this.form = this.#how.delimiter ?? detectDelimiter(text, this.#how.mapping);
				splitter = new RowSplitter(this.form);
			}
			splitter.push(text, is_last, sink);
			yield;
		}
	}
}
