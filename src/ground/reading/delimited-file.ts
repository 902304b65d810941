import { type Delimiter, detectDelimiter } from "./delimiter.ts";
import type { EncodingName } from "./encoding.ts";
import type { HeadingMapping } from "./headings.ts";
import type { RowFile } from "./row-file.ts";
import { type RowSink, RowSplitter } from "./split-rows.ts";
import { TextFile } from "./text-file.ts";

/** Text divided by `;`, `,`, tab or `|`. */
export class DelimitedFile implements RowFile {
	form: Delimiter = ";";
	readonly warnings = [];
	readonly #file: TextFile;

	readonly #mapping: HeadingMapping | undefined;

	constructor(source: AsyncIterable<Uint8Array>, maxBytes: number, mapping?: HeadingMapping) {
		this.#file = new TextFile(source, maxBytes);
		this.#mapping = mapping;
	}

	get encoding(): EncodingName {
		return this.#file.encoding;
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
				this.form = detectDelimiter(text, this.#mapping);
				splitter = new RowSplitter(this.form);
			}
			splitter.push(text, is_last, sink);
			yield;
		}
	}
}
