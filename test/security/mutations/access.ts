import type { Mutation } from "./mutation.ts";

/** T16–T35: who may, and who somebody is. */
export const ACCESS: Mutation[] = [
	{
		threat: "T16",
		without: "a route that changes something names no right",
		edits: [
			[
				"src/register/measures/routes.tsx",
				'app.post("/atgarder/:id/andring", permit("measure.edit"), (c) =>',
				'app.post("/atgarder/:id/andring", (c) =>',
			],
		],
		tests: ["test/security/permissions.test.ts"],
	},
	{
		threat: "T17",
		without: "a route's gate lets everybody through",
		edits: [
			[
				"src/ground/http/permit.ts",
				"if (!instead || !maySomewhere(c.var.ctx.actor, instead)) requireSomewhere(c.var.ctx.actor, action);",
				"void [maySomewhere, requireSomewhere];",
			],
		],
		tests: ["test/security/permissions.test.ts"],
	},
	{
		threat: "T17",
		without: "a command does not ask who performs",
		edits: [
			[
				"src/checks/samples/answer-item.ts",
				"await requirePerformer(writing, ctx.actor, run);",
				"void requirePerformer;",
			],
		],
		tests: ["test/checks/samples/answer-item.test.ts"],
	},
	{
		threat: "T17",
		without: "evidence is received before the right is asked for",
		edits: [
			[
				"src/checks/evidence/add-evidence.ts",
				"\tawait requireMay(ctx.db, ctx.actor, addingTo(owner.kind), owner.unit_id);\n\treturn owner;",
				"\tvoid requireMay;\n\treturn owner;",
			],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T18",
		without: "a guessed id tells that the object exists",
		edits: [
			[
				"src/ground/access/require-may.ts",
				"if (!grantFor(actor, viewOf(action), path)) throw",
				"if (path.length < 0) throw",
			],
		],
		tests: ["test/checks/samples/answer-item.test.ts"],
	},
	{
		threat: "T19",
		without: "anybody anywhere can own a measure",
		edits: [
			[
				"src/register/measures/check-owner.ts",
				"if (ownerId === null || ownerId === before) return;",
				"if (ownerId !== before || before === null) return;",
			],
		],
		tests: ["test/register/measures/measures.test.ts"],
	},
	{
		threat: "T20",
		without: "a role at one unit counts at every unit",
		edits: [
			[
				"src/ground/access/actor.ts",
				'if (scope === "own") return held.unit_id === path[0];',
				'if (scope === "own") return true;',
			],
		],
		tests: ["test/security/units.test.ts"],
	},
	{
		threat: "T20",
		without: "a role in one branch counts in every branch",
		edits: [
			["src/ground/access/actor.ts", '(scope === "branch" && path.includes(held.unit_id))', 'scope === "branch"'],
		],
		tests: ["test/security/units.test.ts"],
	},
	{
		threat: "T21",
		without: "an import asks for no right of its own",
		edits: [
			[
				"src/checks/populations/import/import-purchases.ts",
				'await allow("purchases.import", control.unit_id);',
				"void allow;",
			],
			// the same right is asked where the frame's terms are read, and where a corrected file plans its draw
			[
				"src/checks/populations/frame/frame-terms.ts",
				'await requireMay(db, ctx.actor, "purchases.import", control.unit_id);',
				"void requireMay;",
			],
			[
				"src/checks/populations/correct/plan-corrected-draw.ts",
				'await allow("purchases.import", control.unit_id);',
				"void allow;",
			],
		],
		tests: ["test/checks/populations/import-purchases.test.ts"],
	},
	{
		threat: "T22",
		without: "the performer has signed, whoever did",
		edits: [["src/checks/samples/sign-run.ts", "signed_by: ctx.actor.id,", "signed_by: run.performer_id,"]],
		tests: ["test/checks/samples/decide-run.test.ts"],
	},
	{
		threat: "T23",
		without: "lists show every unit",
		edits: [["src/ground/access/actor.ts", 'if (scope === "all") return "all";', 'if (scope) return "all";']],
		tests: ["test/checks/deviations/deviation-pages.test.ts", "test/checks/runs/year-strip.test.ts"],
	},
	{
		threat: "T23",
		without: "a list's CSV is open to everybody",
		edits: [
			[
				"src/ground/http/list.ts",
				'app.get(asFile(path, "csv"), gate, async (c) => {',
				'app.get(asFile(path, "csv"), async (c) => {',
			],
		],
		tests: ["test/security/permissions.test.ts"],
	},
	{
		threat: "T23",
		without: "a proposal tells of those merged into it at other units",
		edits: [
			[
				"src/report/inventory/read-inventory.ts",
				"{ into_id: proposal.id, seen_by: seenBy(actor) }",
				"{ into_id: proposal.id }",
			],
		],
		tests: ["test/report/inventory/inventory.test.ts"],
		named: "several picked rows",
	},
	{
		threat: "T24",
		without: "a role that has run out still counts",
		edits: [
			[
				"db/queries/people/session.ts",
				'\t\t.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))\n\t\t.orderBy("roles.valid_from")',
				'\t\t.orderBy("roles.valid_from")',
			],
		],
		tests: ["test/security/leaving.test.ts"],
	},
	{
		threat: "T24",
		without: "somebody who has left is still signed in",
		edits: [
			["src/people/people/end-person.ts", "await endSessionsOf(trx, id, now);", "void endSessionsOf;"],
			[
				"db/queries/people/session.ts",
				'.where("sessions.id", "=", sessionId)\n\t\t.where("people.ended_at", "is", null)',
				'.where("sessions.id", "=", sessionId)',
			],
		],
		tests: ["test/security/leaving.test.ts", "test/people/people/people.test.ts"],
	},
	{
		threat: "T25",
		without: "sign-in tells which names exist",
		edits: [
			[
				"src/people/session/sign-in-with-password.ts",
				"if (!account || !person || !right) {",
				'if (!account) throw new Invalid({ user_name: "Användarnamnet finns inte." });\n\tif (!person || !right) {',
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T26",
		without: "a new link is printed although somebody has been administrator",
		edits: [
			[
				"src/people/accounts/open-set-up.ts",
				"if (await hasHadAdministrator(ctx.db)) return null;",
				"void hasHadAdministrator;",
			],
		],
		tests: ["test/security/start.test.ts"],
	},
	{
		threat: "T26",
		without: "an unused link still opens although somebody has become administrator",
		edits: [
			[
				"src/people/accounts/set-up-installation.ts",
				"if (!link || (await hasHadAdministrator(db)))",
				"if (!link || !hasHadAdministrator)",
			],
		],
		tests: ["test/security/start.test.ts", "test/people/accounts/accounts.test.ts"],
	},
	{
		threat: "T26",
		without: "set-up opens again when the last administrator's role has ended",
		edits: [
			[
				"db/queries/people/session.ts",
				'.where("role", "=", "administrator").limit(1)',
				'.where("role", "=", "administrator").where("valid_to", "is", null).limit(1)',
			],
		],
		tests: ["test/security/start.test.ts", "test/people/accounts/accounts.test.ts"],
	},
	{
		threat: "T27",
		without: "production starts with the demo's people",
		edits: [
			[
				"src/running/safe-start/check-safe-start.ts",
				"if (config.production && (await hasEventOfType(db, ...demo)))",
				"if (demo.length === 0)",
			],
		],
		tests: ["test/security/start.test.ts"],
	},
	{
		threat: "T27",
		without: "one click signs in, also in production",
		edits: [
			[
				"src/people/session/routes.tsx",
				'if (!c.var.config.demo) throw new NotFound("demo sign-in outside demo mode");',
				"",
			],
		],
		tests: ["test/security/start.test.ts"],
	},
	{
		threat: "T27",
		without: "keys that others can read are taken",
		edits: [
			[
				"src/running/safe-start/check-safe-start.ts",
				"for (const name of readdirSync(keys)) refuseReadableByOthers(join(keys, name));",
				"void readdirSync;",
			],
		],
		tests: ["test/security/start.test.ts"],
	},
	{
		threat: "T28",
		without: "a new password without the old one",
		edits: [
			[
				"src/people/accounts/require-own-account.ts",
				"if (!(await isPassword(account.password_hash, current))) throw",
				"if (!isPassword && current) throw",
			],
		],
		tests: ["test/security/start.test.ts"],
	},
	{
		threat: "T29",
		without: "a token of 32 bits",
		edits: [["src/ground/access/secret-token.ts", "randomBytes(32)", "randomBytes(4)"]],
		tests: ["test/people/accounts/accounts.test.ts"],
	},
	{
		threat: "T29",
		without: "an invitation opens twice",
		edits: [
			[
				"db/writes/people/accounts.ts",
				'.set({ used_at: now, accepted_at: now })\n\t\t.where("id", "=", id)\n\t\t.where("used_at", "is", null)',
				'.set({ used_at: now, accepted_at: now })\n\t\t.where("id", "=", id)',
			],
			// it is looked for before it is used, and either would do on one machine
			[
				"db/queries/people/accounts.ts",
				'.where("one_time_links.used_at", "is", null)\n\t\t.where("one_time_links.expires_at", ">", now)',
				'.where("one_time_links.expires_at", ">", now)',
			],
		],
		tests: ["test/people/accounts/accounts.test.ts", "test/security/start.test.ts"],
		named: "T29|T26",
	},
	{
		threat: "T30",
		without: "signing out leaves the session open",
		edits: [
			[
				"src/people/session/sign-out.ts",
				"await endSession(trx, sessionId, nowOf(ctx));",
				"void [endSession, sessionId, nowOf, trx];",
			],
		],
		tests: ["test/people/session/sign-in.test.ts", "test/people/people/people.test.ts"],
	},
	{
		threat: "T30",
		without: "a role that ends leaves the sessions open",
		edits: [["src/people/people/end-role.ts", "await endSessionsOf(trx, role.person_id, now);", "void endSessionsOf;"]],
		tests: ["test/people/people/people.test.ts"],
	},
	{
		threat: "T30",
		without: "a role that is given leaves the sessions open",
		edits: [
			[
				"src/people/people/grant-role.ts",
				"await endSessionsOf(trx, personId, nowOf(ctx));",
				"void [endSessionsOf, nowOf];",
			],
		],
		tests: ["test/people/people/people.test.ts"],
	},
	{
		threat: "T30",
		without: "a browser's earlier session lives on",
		edits: [
			[
				"src/people/session/start-session.ts",
				"if (browser.replaces !== null) await endSession(trx, browser.replaces, now);",
				"",
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T31",
		without: "attempts are not counted per account",
		edits: [
			["src/people/session/attempts.ts", "if (limited) await stand(", "if (limited && BUSY === '') await stand("],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T31",
		without: "the address is what the client writes",
		edits: [
			[
				"src/ground/access/browser.ts",
				'forwardedFor?.split(",").at(-1)?.trim()',
				'forwardedFor?.split(",").at(0)?.trim()',
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T31",
		without: "any peer's X-Forwarded-For is believed",
		edits: [
			[
				"src/ground/access/browser.ts",
				"if (!LOOPBACK.test(peer) && !proxies.includes(plain)) return plain;",
				"if (!LOOPBACK && !proxies) return plain;",
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T32",
		without: "a code from the app works twice",
		edits: [["db/writes/people/accounts.ts", '\n\t\t.where("totp_counter", "<", counter)', ""]],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T32",
		without: "a recovery code works twice",
		edits: [
			[
				"db/writes/people/accounts.ts",
				'.where("person_id", "=", personId)\n\t\t.where("used_at", "is", null)',
				'.where("person_id", "=", personId)',
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T33",
		without: "other sites may ask with a person's cookies",
		edits: [
			[
				"src/app.tsx",
				'c.header("Cache-Control", "no-store");',
				'c.header("Cache-Control", "no-store");\n\t\tc.header("Access-Control-Allow-Origin", c.req.header("Origin") ?? "*");\n\t\tc.header("Access-Control-Allow-Credentials", "true");',
			],
		],
		tests: ["test/security/permissions.test.ts"],
	},
	{
		threat: "T34",
		without: "a form of another site is taken",
		edits: [
			[
				"src/app.tsx",
				"app.use(csrf({ origin: (origin, c) => origin === (config.baseUrl ?? new URL(c.req.url).origin) }));",
				"void csrf;",
			],
		],
		tests: ["test/security/permissions.test.ts"],
	},
	{
		threat: "T35",
		without: "an answer with another state is taken",
		edits: [
			[
				"src/people/session/oidc-provider.ts",
				"expectedState: checks.state,",
				"expectedState: answer.searchParams.get('state') ?? '',",
			],
		],
		tests: ["test/people/session/oidc.test.ts"],
	},
	{
		threat: "T35",
		without: "a token's signature is not checked",
		edits: [
			[
				"src/people/session/oidc-provider.ts",
				"const execute = [client.enableNonRepudiationChecks];",
				"const execute: ((config: client.Configuration) => void)[] = [];",
			],
		],
		tests: ["test/people/session/oidc.test.ts"],
	},
	{
		threat: "T35",
		without: "an answer counts twice",
		edits: [
			[
				"db/writes/people/session.ts",
				'.where("kind", "=", kind)\n\t\t.where("used_at", "is", null)',
				'.where("kind", "=", kind)',
			],
		],
		tests: ["test/people/session/oidc.test.ts"],
	},
	{
		threat: "T19",
		without: "a risk may be proposed at any unit",
		edits: [
			[
				"src/report/inventory/propose-risk.ts",
				'if (!stands || !(await mayAt(trx, actor, "risk_proposal.propose", unitId)))',
				"if (!stands || !actor)",
			],
		],
		tests: ["test/db/inventory.test.ts"],
		named: "is taken from whoever",
	},
	{
		threat: "T19",
		without: "anybody makes a proposal of a source",
		edits: [
			[
				"src/report/inventory/sources.ts",
				'await mayAt(asking.db, asking.actor, "risk_source.view", inventory.board.unit_id)',
				'await mayAt(asking.db, asking.actor, "plan.view", inventory.board.unit_id)',
			],
		],
		tests: ["test/db/inventory.test.ts"],
		named: "is made of what",
	},
	{
		threat: "T19",
		without: "whoever sees a run writes in its thread",
		edits: [["src/ground/messages/write-message.ts", "if (parts.length === 0) throw", "if (parts.length < 0) throw"]],
		tests: ["test/db/messages.test.ts"],
		named: "stand between",
	},
];
