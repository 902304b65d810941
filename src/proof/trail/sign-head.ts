import { findEvent, lastEvent } from "../../../db/queries/ground/write.ts";
import { formatDateTime, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import type { SignedAnchor, TrailAnchors } from "./trail-anchors.ts";

/** The newest event is no longer the one that was signed: the sentence for the log. */
export class TrailBroken extends Error {}

/**
 * Signs the trail's end once a day. Null when today's is there already, or there is nothing to sign. Never signs on from a trail
 * that no longer holds the end signed last: the older signature is what shows what happened.
 */
export async function signHead(
	ctx: Pick<Context, "db" | "clock">,
	anchors: TrailAnchors,
): Promise<SignedAnchor | null> {
	const { anchors: known } = anchors.list();
	const today = stockholmDate(nowOf(ctx));
	if (known.some((one) => one.by === "daily" && stockholmDate(one.at) === today)) return null;
	const before = known.at(-1);
	if (before && (await findEvent(ctx.db, before.seq))?.hash !== before.hash) {
		throw new TrailBroken(
			`Loggens slut signeras inte: händelse ${before.seq} är inte längre den som signerades ${formatDateTime(before.at)}. Kör verify.`,
		);
	}
	const head = await lastEvent(ctx.db);
	return head ? anchors.add({ at: nowOf(ctx), seq: head.seq, hash: head.hash, by: "daily" }) : null;
}
