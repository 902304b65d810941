/** What a template may be: its parts, and the bytes they inflate to, all together and any that is read (T14). */
export const TEMPLATE_LIMITS = { parts: 1000, bytes: 50_000_000, part: 5_000_000 };
/** The largest template. It is kept in the database, so it is part of every backup. */
export const MAX_TEMPLATE_BYTES = 5_000_000;
