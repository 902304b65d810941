import type { Kysely } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { groupCommit } from "../../db/dialect/group-commit.ts";
import type { Schema } from "../../db/schema/index.ts";

const JOB_MS = 5;

/** As many writes at once, on a disk whose syncs take so long: how many writes each of them had. */
async function batches(syncs: number, writes: number): Promise<number[]> {
	vi.useFakeTimers({ toFake: ["performance"] });
	onTestFinished(() => void vi.useRealTimers());
	const kept: number[] = [];
	const took = (ms: number) => async () => void vi.advanceTimersByTime(ms);
	const savepoint = { releaseSavepoint: () => ({ execute: async () => {} }) };
	const writer = {
		startTransaction: () => ({
			execute: async () => {
				kept.push(0);
				return { savepoint: () => ({ execute: async () => savepoint }), commit: () => ({ execute: took(syncs) }) };
			},
		}),
	};
	const transaction = groupCommit(
		writer as unknown as Kysely<Schema>,
		() => true,
		() => () => {},
		() => {},
	);
	const write = async () => {
		kept[kept.length - 1]! += 1;
		await took(JOB_MS)();
	};
	await Promise.all(Array.from({ length: writes }, () => transaction(write)));
	return kept;
}

test("a batch takes writes for 20 ms on a quick disk, for as long as the last sync took on a slow one, and never for more than 60", async () => {
	expect(await batches(2, 12)).toEqual([4, 4, 4]);
	// the first knows nothing of the disk yet
	expect(await batches(40, 20)).toEqual([4, 8, 8]);
	expect(await batches(500, 28)).toEqual([4, 12, 12]);
});
