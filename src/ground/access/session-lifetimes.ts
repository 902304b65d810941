import type { LiveAt } from "../../../db/queries/people/session.ts";
import type { Clock } from "../write/context.ts";

const MINUTE = 60_000;

/** How long a sign-in lives: a working day at most, two hours unused. */
export const SESSION_MINUTES = 10 * 60;
const IDLE_MINUTES = 2 * 60;
/** The number of places one person may be signed in at. One sign-in more ends the oldest. */
export const MOST_SESSIONS = 50;
/** The time between two updates of "last used", so that reading pages does not write to the database each time. */
const TOUCH_MINUTES = 5;
/** A sign-in that waits for its second step lives this long: time enough to find one's telephone. */
export const STEP_MINUTES = 10;
/** What was typed when a session ended waits this long for its writer. */
export const KEPT_MINUTES = 30;
/** An invitation lives for days, since somebody hands it over by hand. */
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
