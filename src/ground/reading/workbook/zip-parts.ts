import { stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** Thrown when a workbook cannot be read; the message is one Swedish sentence for the person who uploaded it. */
export class WorkbookRefused extends Error {}

const MAX_PARTS = 2000;
const ODS_PART = "content.xml";
export const NOT_A_WORKBOOK = "Filen går inte att läsa som en arbetsbok (.xlsx eller .ods).";

/**
 * The most a part may grow when it is inflated. Real sheets grow ten to sixty times; a part that grows more is made to fill the
 * memory (T14).
 */
const MAX_GROWTH = 120;
const BYTES_ALWAYS = 20_000_000;
/** The most XML elements per byte of the zip. Real sheets have at most one; a file of nothing but tags has hundreds (T58). */
const ELEMENTS_PER_BYTE = 3;
const ELEMENTS_ALWAYS = 300_000;
const AT_A_TIME_MS = 10;
/** What Excel and LibreOffice call a module of program code; an empty library (`script-lb.xml`) is none. */
const MACRO = /vbaProject\.bin$|^Basic\/[^/]+\/(?!script-l[bc]\.xml$)[^/]+$|^Scripts\/[^/]+\/[^/]/i;

/** Limits for everything that is read of one workbook, taken together. */
export interface ReadingLimits {
	bytes: number;
	seconds: number;
}

/** The parts of a zip file by name, read one at a time, within limits for all of them together. */
export class ZipParts {
	readonly #zip: ZipFile;
	readonly #parts: ReadonlyMap<string, Entry>;
	readonly #until: number;
	#bytes: number;
	#elements: number;

	private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>, size: number, limits: ReadingLimits) {
		this.#zip = zip;
		this.#parts = parts;
		this.#until = performance.now() + limits.seconds * 1000;
		this.#bytes = Math.min(limits.bytes, Math.max(BYTES_ALWAYS, size * MAX_GROWTH));
		this.#elements = ELEMENTS_ALWAYS + size * ELEMENTS_PER_BYTE;
	}

	/** Throws `WorkbookRefused` for what is no zip file, has too many parts or holds macros (by content, whatever its name, T10). */
	static async open(file: string, limits: ReadingLimits): Promise<ZipParts> {
		const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
			throw new WorkbookRefused(NOT_A_WORKBOOK);
		});
		try {
			const parts = new Map<string, Entry>();
			for await (const entry of zip.eachEntry()) {
				if (parts.size >= MAX_PARTS) throw new WorkbookRefused("Arbetsboken består av för många delar för att läsas.");
				if (MACRO.test(entry.fileName))
					throw new WorkbookRefused("Arbetsboken innehåller makron. Spara den utan makron och försök igen.");
				parts.set(entry.fileName.replace(/^\//, ""), entry);
			}
			// the one part of an OpenDocument workbook is gone through twice: once for what sheets there are
			const readings = parts.has(ODS_PART) ? 2 : 1;
			return new ZipParts(zip, parts, (await stat(file)).size * readings, limits);
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
		let since = performance.now();
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			// Inflated chunks that wait in the queue arrive without a pause, so the loop makes one itself to let others be
			// answered.
			if (performance.now() - since > AT_A_TIME_MS) {
				await setImmediate();
				since = performance.now();
			}
			this.#bytes -= chunk.length;
			if (this.#bytes < 0) throw new WorkbookRefused("Arbetsboken är för stor när den packas upp.");
			if (performance.now() > this.#until) throw new WorkbookRefused("Arbetsboken tar för lång tid att läsa.");
			yield decoder.decode(chunk, { stream: true });
		}
		yield decoder.decode();
	}

	/** Called for every element that begins. */
	countElement(): void {
		this.#elements -= 1;
		if (this.#elements < 0) throw new WorkbookRefused("Arbetsboken innehåller orimligt många element för sin storlek.");
	}

	close(): void {
		this.#zip.close();
	}
}
