import { isUniqueViolation } from "../../../db/errors.ts";
import { type DirectoryUser, listGroupsOf } from "../../../db/queries/people/scim.ts";
import { endPerson } from "../people/end-person.ts";
import type { Context } from "../../ground/write/context.ts";
import { changeUser } from "./change-user.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { followGroup } from "./follow-group.ts";
import { HeldForYes, propose } from "./propose.ts";
import { requireUser } from "./require-user.ts";
import type { DirectoryInput } from "./user-resource.ts";

/**
 * The directory's newer words for a person; `active: false` ends the person, `true` takes one who has left back, with what their
 * groups give. Other words for somebody who has had a role of the control wait for a human's yes; whether they are active does not.
 */
export async function replaceUser(ctx: Context, id: string, wanted: DirectoryInput): Promise<void> {
	const before = await requireUser(ctx.db, id);
	const input = { ...wanted, name: nameOf(before, wanted) };
	try {
		await changeUser(ctx, id, input);
	} catch (error) {
		if (isUniqueViolation(error)) throw new DirectoryConflict("userName or e-mail is already in use");
		if (!(error instanceof HeldForYes)) throw error;
		await follow(ctx, before, { ...before, active: input.active });
		return propose(ctx, id, "change", input);
	}
	await follow(ctx, before, input);
}

/** Lets somebody leave, or come back. */
async function follow(ctx: Context, before: DirectoryUser, input: DirectoryInput): Promise<void> {
	const id = before.person_id;
	if (input.active && before.ended_at !== null) {
		await changeUser(ctx, id, input);
		await takeRolesBack(ctx, id, input.name);
	}
	if (!input.active && before.ended_at === null)
		await endPerson(ctx, id, { version: (await requireUser(ctx.db, id)).version });
}

/** The groups somebody never left give them their roles again. */
async function takeRolesBack(ctx: Context, person_id: string, name: string): Promise<void> {
	for (const group of await listGroupsOf(ctx.db, person_id))
		await followGroup(ctx, { ...group, members: [{ person_id, name }] }, []);
}

/** A directory that changes given or family name alone means the whole name too, where that is what the whole name was made of. */
function nameOf(before: DirectoryUser, { name, given_name, family_name }: DirectoryInput): string {
	const whole = (given: string, family: string) => `${given} ${family}`.trim();
	const wasWhole = before.name === whole(before.given_name, before.family_name);
	return name === before.name && wasWhole ? whole(given_name, family_name) || name : name;
}
