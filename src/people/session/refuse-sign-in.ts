import type { Context } from "../../ground/write/context.ts";
import type { EventInput } from "../../ground/write/events.ts";
import { write } from "../../ground/write/write.ts";
import type { Browser } from "../../ground/access/browser.ts";

type Refused = Extract<EventInput, { type: "session.refused" }>;

/**
 * A failed sign-in as a fact for the trail. Never what was typed: people type passwords where the user name belongs (T40). So
 * `person` is whoever the register knows by the name given, or null.
 */
export function refusedSignIn(
	reason: Refused["data"]["reason"],
	person: { id: string; name: string } | null,
	browser: Browser,
): Refused {
	return {
		type: "session.refused",
		unit_id: null,
		object: person ? { kind: "person", id: person.id } : { kind: "sign-in", id: "unknown" },
		data: { reason, person: person?.name ?? null, address: browser.address },
	};
}

export function recordRefused(ctx: Context, refused: Refused): Promise<void> {
	return write(ctx, ({ record }) => record(refused));
}

export const NO_ROLE = "Du har ingen roll i Tillräcklig just nu. Kontakta administratören, som kan ge dig en.";
