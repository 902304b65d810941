import type { Trx } from "../../../db/open.ts";
import type { Act } from "../../ground/access/duties.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { deviationConflict, type ToldDeviation } from "./deviation-hands.ts";

/** The person who acts on a deviation, whom they stand in for, and the words that the trail uses if the act is refused. */
interface Doing {
	personId: string | null;
	absentId: string | null;
	/** The verb of the act, such as "avsluta"; the deviation's number follows it. */
	told: string;
}

/** Refuses whoever has a hand in the deviation (T52, T53), and keeps the attempt in the trail. */
export async function requireNoHand(
	trx: Trx,
	acts: readonly Act[],
	deviation: ToldDeviation & { unit_id: string; number: number },
	{ told, ...who }: Doing,
): Promise<void> {
	const reason = await deviationConflict(trx, acts, deviation, who);
	if (!reason) return;
	throw new NotAllowed(reason, {
		attempt: {
			type: "duty.refused",
			unit_id: deviation.unit_id,
			object: { kind: "deviation", id: deviation.id },
			data: { act: `${told} avvikelse ${deviation.number}`, reason },
		},
	});
}
