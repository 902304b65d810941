import { FileRefused } from "../../../ground/reading/file-refused.ts";
import { SeenRows } from "../../../ground/reading/seen-rows.ts";

/** The most pairs that the refusing sentence names. */
const NAMED = 5;

/**
 * Notices items of a frame that share their key, such as one voucher whose rows name the same unit in two ways. They are refused
 * with their lines, never merged in silence. Remembers 12 bytes a key.
 */
export class UniqueKeys {
	readonly #seen = new SeenRows();
	readonly #pairs: string[] = [];
	#count = 0;

	add(key: string, line: number): void {
		const same = this.#seen.lineOfSame([key], line);
		if (same !== null) this.addSame(key, same, line);
	}

	/** A key that is known to have come on another line before. */
	addSame(key: string, same: number, line: number): void {
		this.#count += 1;
		if (this.#pairs.length < NAMED) this.#pairs.push(`${key} på rad ${same} och rad ${line}`);
	}

	/** Throws `FileRefused` naming the lines, if any key came twice. */
	refuseSame(): void {
		if (this.#count === 0) return;
		const more = this.#count > NAMED ? `, och ${this.#count - NAMED} till` : "";
		throw new FileRefused(
			`Samma inköp finns flera gånger i filen med olika uppgifter: ${this.#pairs.join("; ")}${more}. Rätta filen och läs in den igen.`,
		);
	}
}
