import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Who opens a transaction without the door `write`, and may therefore change something without a fact in the trail. Each has its
 * reason; `times` is how many it opens.
 */
const OUTSIDE_WRITE: Record<string, { times: number; why: string }> = {
	"src/ground/write/write.ts": {
		times: 2,
		why: "The door itself: the write, and the attempt that is kept in the trail when the write was refused and rolled back.",
	},
	"src/ground/http/actor.ts": {
		times: 1,
		why: "When a session was last used: a convenience that no page may fail on, and no act of a person.",
	},
	"src/people/scim/door.ts": {
		times: 1,
		why: "When a directory's token was last used: as for a session.",
	},
	"src/people/api/use-token.ts": {
		times: 1,
		why: "When a person's key was last used: as for a session.",
	},
	"src/checks/populations/import/land-lines.ts": {
		times: 3,
		why: "Rows of a file on their way in, seen by nobody, and their removal. They become part of the register by the write that shows them.",
	},
	"src/people/session/attempts.ts": {
		times: 2,
		why: "Counters of failed sign-ins: no part of the register. That a limit was reached is an event, through write.",
	},
	"src/ground/http/kept-form.ts": {
		times: 1,
		why: "A form sent with a dead session waits, sealed and for minutes: no part of the register until its writer sends it again.",
	},
	"src/people/session/take-kept-body.ts": {
		times: 1,
		why: "Takes the waiting form, once; what it then changes goes through write like any other form.",
	},
	"src/people/session/sign-in-step.ts": {
		times: 1,
		why: "A half-done sign-in, of somebody who is not known yet. It is swept when it expires.",
	},
	"src/people/session/sign-in-with-provider.ts": {
		times: 1,
		why: "Takes the half-done sign-in, once; what becomes of it, a session or a refusal, is an event.",
	},
	"src/people/accounts/prepare-codes.ts": {
		times: 1,
		why: "A seed that counts for nothing until a code from it has been shown, which is an event.",
	},
	"src/office/notices/dispatch.ts": {
		times: 3,
		why: "What the mail server answered, and whose turn it is to ask it: no act of a person. What is told is in the outbox by the write that gave rise to it.",
	},
	"src/office/notices/gather.ts": {
		times: 1,
		why: "Folds what waits for a person into one letter; nothing is said that was not in the outbox.",
	},
	"src/running/housekeeping/forget-taps.ts": {
		times: 1,
		why: "Forgets keys of taps that no device will send again: how a change was delivered, which its own event says nothing of.",
	},
	"src/proof/retention/remove-disposed.ts": {
		times: 1,
		why: "Takes away bytes whose disposal is an event already, in a transaction only to keep others from adding the same bytes.",
	},
	"src/demo/bulk-trail.ts": {
		times: 1,
		why: "Example data of a whole region: it chains its events in bulk, in the same form, and refuses an installation in use.",
	},
};

/** How often each file opens a transaction, whatever the name of what it opens it on. */
function transactionsIn(files: readonly { path: string; text: string }[]): Record<string, number> {
	const counted = files.map(({ path, text }) => [path, text.match(/\.\s*transaction\s*\(/g)?.length ?? 0] as const);
	return Object.fromEntries(counted.filter(([, times]) => times > 0));
}

const sources = ["src", "scripts", "views", "db/queries", "db/writes"].flatMap((room) =>
	readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => ({ path: join(room, name), text: readFileSync(join(root, room, name), "utf8") })),
);

test("every transaction goes through write, or stands here with its reason", () => {
	const allowed = Object.fromEntries(Object.entries(OUTSIDE_WRITE).map(([path, { times }]) => [path, times]));
	expect(transactionsIn(sources)).toEqual(allowed);
});

test("nobody but the demo and the door adds an event to the trail", () => {
	const adding = sources.filter(({ path, text }) => path.startsWith("src/") && /writes\/ground\/write\.ts"/.test(text));
	expect(adding.map(({ path }) => path)).toEqual(["src/ground/write/write.ts"]);
});

test("a transaction is seen however it is broken over lines", () => {
	const files = [
		{ path: "a.ts", text: "await base.database\n\t.transaction((trx) => one(trx))" },
		{ path: "b.ts", text: "const isTransaction = transactionOf(row);" },
	];
	expect(transactionsIn(files)).toEqual({ "a.ts": 1 });
});
