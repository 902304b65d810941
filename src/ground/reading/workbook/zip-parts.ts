import { type Entry, openPromise, type ZipFile } from "yauzl";

/** A workbook that is not read: one Swedish sentence for the person who gave it. */
export class WorkbookRefused extends Error {}

const MAX_PARTS = 2000;
export const NOT_A_WORKBOOK = "Filen går inte att läsa som en arbetsbok (.xlsx).";

/** The parts of a zip file by name, read one at a time; all that is read together inflates to at most `maxBytes` (T14). */
export class ZipParts {
	readonly #zip: ZipFile;
	readonly #parts: ReadonlyMap<string, Entry>;
	#left: number;

	private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>, maxBytes: number) {
		this.#zip = zip;
		this.#parts = parts;
		this.#left = maxBytes;
	}

	/** Throws `WorkbookRefused` for what is no zip file, has too many parts or holds macros (by content, whatever its name, T10). */
	static async open(file: string, maxBytes: number): Promise<ZipParts> {
		const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
			throw new WorkbookRefused(NOT_A_WORKBOOK);
		});
		try {
			const parts = new Map<string, Entry>();
			for await (const entry of zip.eachEntry()) {
				if (parts.size >= MAX_PARTS) throw new WorkbookRefused("Arbetsboken består av för många delar för att läsas.");
				if (/vbaProject\.bin$/i.test(entry.fileName)) {
					throw new WorkbookRefused("Arbetsboken innehåller makron. Spara den utan makron (.xlsx) och försök igen.");
				}
				parts.set(entry.fileName.replace(/^\//, ""), entry);
			}
			return new ZipParts(zip, parts, maxBytes);
		} catch (error) {
			zip.close();
			throw error instanceof WorkbookRefused ? error : new WorkbookRefused(NOT_A_WORKBOOK);
		}
	}

	has(name: string): boolean {
		return this.#parts.has(name);
	}

	/** The part's text, a piece at a time. The bytes are counted as they come out, whatever the file says of itself. */
	async *text(name: string): AsyncGenerator<string> {
		const entry = this.#parts.get(name);
		if (!entry) throw new WorkbookRefused(NOT_A_WORKBOOK);
		const stream = await this.#zip.openReadStreamPromise(entry);
		const decoder = new TextDecoder("utf-8", { fatal: true });
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			this.#left -= chunk.length;
			if (this.#left < 0) throw new WorkbookRefused("Arbetsboken är för stor när den packas upp.");
			yield decoder.decode(chunk, { stream: true });
		}
		yield decoder.decode();
	}

	close(): void {
		this.#zip.close();
	}
}
