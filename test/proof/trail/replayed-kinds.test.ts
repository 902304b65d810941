import { expect, test } from "vitest";
import { REPLAYED } from "../../../src/proof/trail/replayed-kinds.ts";
import { EVENT_NAMES } from "../../../src/ground/write/events.ts";

test("T57: a kind of row listens to every event that its rule speaks of", () => {
	const deaf: string[] = [];
	let spoken = 0;
	for (const { object, noun, types, tell } of REPLAYED) {
		const named = EVENT_NAMES.filter((name) => tell.toString().includes(`"${name}"`));
		spoken += named.length;
		for (const name of named) if (types && !types.includes(name)) deaf.push(`${object}, ${noun}: ${name}`);
	}
	expect(deaf).toEqual([]);
	expect(spoken).toBeGreaterThan(25);
});
