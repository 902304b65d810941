import { onTestFinished } from "vitest";

type Closing = () => unknown;

let held: Closing[] | undefined;

/** What a test opens is closed when the test ends; what is opened inside `hold`, when its holder says so. */
export function whenFinished(close: Closing): void {
	if (held) held.push(close);
	else onTestFinished(async () => void (await close()));
}

/**
 * Opens something that several tests of a file only look at (outside any test). The closing, last opened first,
 * belongs in afterAll.
 */
export async function hold<T>(open: () => Promise<T>): Promise<[T, () => Promise<void>]> {
	const closings: Closing[] = [];
	held = closings;
	try {
		return [
			await open(),
			async () => {
				for (const close of closings.reverse()) await close();
			},
		];
	} finally {
		held = undefined;
	}
}

const endings = new Set<Closing>();

/** What the tests of a file share without knowing of it is closed when the file ends, so that no other file meets it. */
export function whenFileEnds(close: Closing): void {
	endings.add(close);
}

export async function endFile(): Promise<void> {
	for (const close of endings) await close();
}
