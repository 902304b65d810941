import type { Mutation } from "./mutation.ts";

const INVITATIONS = ["test/people/accounts/invitations.test.ts"];
const FACTOR = ["test/people/accounts/second-factor.test.ts"];
const PASSWORDS = ["test/people/session/forbidden-passwords.test.ts"];
const DIRECTORY = ["test/people/scim/control-roles.test.ts"];

/** T55: nobody becomes somebody else. */
export const IDENTITY: Mutation[] = [
	{
		threat: "T55",
		without: "an invitation opens whatever the person has",
		edits: [
			[
				"src/people/session/require-link.ts",
				"if (!said_yes && (await isGuarded(db, link.person_id)))",
				"if (!said_yes && (await isGuarded(db, link.id)))",
			],
		],
		tests: INVITATIONS,
	},
	{
		threat: "T55",
		without: "whoever made the invitation says yes to it",
		edits: [
			[
				"src/people/accounts/confirm-invitation.ts",
				"if (await isSameHuman(writing.trx, ctx.actor.id!, invitation.created_by!)) throw",
				"if (await isSameHuman(writing.trx, ctx.actor.id!, personId)) throw",
			],
		],
		tests: INVITATIONS,
	},
	{
		threat: "T55",
		without: "a role of the control given to whom one has let in alone",
		edits: [
			[
				"src/people/people/grant-role.ts",
				"if (CONTROL_ROLES.includes(input.role)) await refuseOwnInvitee(trx, ctx, person);",
				"void [CONTROL_ROLES, refuseOwnInvitee];",
			],
		],
		tests: INVITATIONS,
	},
	{
		threat: "T55",
		without: "the gate before the second factor",
		edits: [["src/app.tsx", "\tapp.use(secondFactor);", "\tvoid secondFactor;"]],
		tests: FACTOR,
	},
	{
		threat: "T55",
		without: "production asks for a second factor by itself",
		edits: [["src/ground/access/sign-in-rules.ts", "?? frameOf(ctx).production;", "?? false;"]],
		tests: FACTOR,
	},
	{
		threat: "T55",
		without: "a forbidden password signs in",
		edits: [["src/people/session/sign-in-with-password.ts", "if (forbidden !== null) {", "if (forbidden === name) {"]],
		tests: PASSWORDS,
	},
	{
		threat: "T55",
		without: "a session that began with a forbidden password goes on",
		edits: [["src/ground/http/actor.ts", 'person?.way === "password" && ', 'person?.way === "demo" && ']],
		tests: PASSWORDS,
	},
	{
		threat: "T55",
		without: "an administrator of a part counts beside the region's last one",
		edits: [["db/queries/people/people.ts", '\t\t.where("org_units.parent_id", "is", null)\n', ""]],
		tests: DIRECTORY,
	},
	{
		threat: "T55",
		without: "a directory renames whoever has a role of the control",
		edits: [
			[
				"src/people/scim/change-user.ts",
				"if (differs && (await hasHeldControlRole(trx, id))) throw new HeldForYes(id);",
				"void [hasHeldControlRole, HeldForYes];",
			],
		],
		tests: DIRECTORY,
	},
	{
		threat: "T55",
		without: "a directory takes charge of such a person by e-mail",
		edits: [
			[
				"src/people/scim/add-user.ts",
				"if (known && (await hasHeldControlRole(trx, known.id))) throw new HeldForYes(known.id);",
				"void hasHeldControlRole;",
			],
		],
		tests: DIRECTORY,
	},
];
