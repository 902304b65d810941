/**
 * What sum rows are compared with: the rows since the sum before, and all rows. Where debet and kredit have columns of their own, a sum
 * may be over the other side of each purchase as well.
 */
export class RunningSums {
	#all = 0;
	#sinceSum = 0;
	/** The rows of the other side, since the sum before and all of them. */
	#others = { all: 0, sinceSum: 0 };

	add(ore: number): void {
		this.#all += ore;
		this.#sinceSum += ore;
	}

	/** A row that is no cost. */
	addOther(ore: number): void {
		this.#others.all += ore;
		this.#others.sinceSum += ore;
	}

	/** True when the sum says what the rows above it add up to. */
	agrees(sumOre: number): boolean {
		const { all, sinceSum } = this.#others;
		const sums = [this.#sinceSum, this.#all, this.#sinceSum + sinceSum, this.#all + all];
		const agrees = sums.includes(sumOre);
		if (agrees) this.#sinceSum = this.#others.sinceSum = 0;
		return agrees;
	}

	get all(): number {
		return this.#all;
	}
}
