/** What sum rows are compared with: the rows since the sum before, and all rows. */
export class RunningSums {
	#all = 0;
	#sinceSum = 0;

	add(ore: number): void {
		this.#all += ore;
		this.#sinceSum += ore;
	}

	/** True when the sum says what the rows above it add up to. */
	agrees(sumOre: number): boolean {
		const agrees = sumOre === this.#sinceSum || sumOre === this.#all;
		if (agrees) this.#sinceSum = 0;
		return agrees;
	}

	get all(): number {
		return this.#all;
	}
}
