import type { EncodingName } from "./encoding-names.ts";
import type { FileWarning } from "./file-warning.ts";
import { KeyedRows } from "./keyed-rows.ts";
import type { LetterDamage } from "./letter-damage.ts";
import type { RowFile } from "./row-file.ts";
import { SieDecoder } from "./sie-decoder.ts";
import { SieSplitter } from "./sie-posts.ts";
import { SieVouchers } from "./sie-vouchers.ts";
import type { RowSink } from "./split-rows.ts";
import { TextFile } from "./text-file.ts";

/** SIE 4: the accounting systems' own format. A record is one cost row of a voucher. */
export class SieFile implements RowFile {
	readonly form = "sie";
	readonly sheets = null;
	readonly warnings: FileWarning[] = [];
	readonly #decoder = new SieDecoder();
	readonly #file: TextFile;

	constructor(source: AsyncIterable<Uint8Array>, maxBytes: number) {
		this.#file = new TextFile(source, maxBytes, this.#decoder);
	}

	get encoding(): EncodingName {
		return this.#decoder.encoding;
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
		const vouchers = new SieVouchers(records);
		const splitter = new SieSplitter();
		for await (const { text, is_last } of this.#file.windows()) {
			for (const post of splitter.push(text, is_last)) vouchers.take(post);
			if (is_last) {
				vouchers.finish();
				records.finish();
				this.warnings.push(...vouchers.warnings);
				this.#warn(vouchers.withoutCosts);
			}
			yield;
		}
	}

	#warn(without: number): void {
		if (without === 0) return;
		const word = without === 1 ? "verifikation har" : "verifikationer har";
		const text = `${without} ${word} ingen rad på ett kostnadskonto och är därför inga inköp.`;
		this.warnings.push({ line: null, text });
	}
}
