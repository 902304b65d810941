import type { Db } from "../../../db/open.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { listLinksAfter } from "../../../db/queries/ground/write.ts";
import { formatDateTime } from "../../ground/calendar/stockholm.ts";
import { type ChainState, followChain, GENESIS } from "../../ground/write/trail.ts";
import type { Anchor, TrailAnchors } from "./trail-anchors.ts";

export interface TrailReport {
	/** Events that hang together from the first one. */
	events: number;
	head: ChainState;
	problems: string[];
}

const BATCH = 500;

/**
 * Walks the whole chain, a batch at a time, to the first break; and compares it with the ends that were written outside the
 * database, so that a trail that has been cut or written anew shows too (T41). `seen`: the ends of what other checks have read of
 * it meanwhile, so that what they compared with is this chain.
 */
export async function verifyTrail(
	db: Db,
	anchors: Pick<TrailAnchors, "list">,
	onStep: (events: number) => void = () => {},
	seen: readonly ChainState[] = [],
): Promise<TrailReport> {
	const known = anchors.list();
	const problems = [...known.faults];
	const ends: Anchor[] = [...known.anchors, ...seen.map((head) => ({ ...head, at: "", by: "check" }))];
	const expected = grouped(ends, ({ seq }) => seq);
	let head: ChainState = { seq: 0, hash: GENESIS };
	for (;;) {
		const events = await listLinksAfter(db, head.seq, BATCH);
		for (const event of events) {
			const next = followChain(head, event);
			if (typeof next === "string") return { events: head.seq, head, problems: [...problems, next] };
			head = next;
			problems.push(...(expected.get(head.seq) ?? []).flatMap((anchor) => differs(anchor, head)));
		}
		onStep(head.seq);
		if (events.length < BATCH) break;
	}
	const lost = ends.reduce<Anchor | null>((last, one) => (one.seq > (last?.seq ?? head.seq) ? one : last), null);
	if (lost) {
		problems.push(
			`Loggens slut saknas: ${when(lost)} fanns händelse ${lost.seq}, men nu slutar loggen vid händelse ${head.seq}.`,
		);
	}
	return { events: head.seq, head, problems };
}

function differs(anchor: Anchor, head: ChainState): string[] {
	if (anchor.hash === head.hash) return [];
	return [`Loggen har skrivits om: händelse ${head.seq} är inte den som fanns ${when(anchor)}.`];
}

function when(anchor: Anchor): string {
	return Number.isNaN(Date.parse(anchor.at)) ? "tidigare" : formatDateTime(anchor.at);
}
