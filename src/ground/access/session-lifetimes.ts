import type { LiveAt } from "../../../db/queries/people/session.ts";
import type { Clock } from "../write/context.ts";

const MINUTE = 60_000;

/** How long a sign-in lives: a working day at most, two hours unused. */
export const SESSION_MINUTES = 10 * 60;
const IDLE_MINUTES = 2 * 60;
/** How many places one person may be signed in at: then the oldest sign-in ends. */
export const MOST_SESSIONS = 50;
/** How seldom "last used" is written, so that reading pages does not mean writing. */
const TOUCH_MINUTES = 5;
/** A half-done sign-in: time enough to find one's telephone. */
export const STEP_MINUTES = 10;
/** An invitation is handed over by somebody, and opened within days. */
export const INVITATION_MINUTES = 72 * 60;

export function liveAt(ctx: { clock: Clock }): LiveAt {
	return { now: ctx.clock().toISOString(), idle_since: minutesFrom(ctx, -IDLE_MINUTES) };
}

/** The instant so many minutes from now, as stored. */
export function minutesFrom(ctx: { clock: Clock }, minutes: number): string {
	return new Date(ctx.clock().getTime() + minutes * MINUTE).toISOString();
}

export function isDueForTouch(ctx: { clock: Clock }, lastSeenAt: string): boolean {
	return lastSeenAt < minutesFrom(ctx, -TOUCH_MINUTES);
}
