import { z } from "zod";
import type { DirectoryUser } from "../../../db/queries/people/scim.ts";
import { line, optional } from "../../ground/write/fields.ts";

export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

/** Entra ID writes booleans as text, with a capital. */
const flag = z.preprocess(
	(value) => (typeof value === "string" ? { true: true, false: false }[value.toLowerCase()] : value),
	z.boolean(),
);
const email = z.preprocess(
	(value) => (typeof value === "string" ? value.trim().toLowerCase() : value),
	z.email().max(200),
);
const Email = z.object({ value: email, type: z.string().max(40).nullish(), primary: flag.nullish() });

/** What of a SCIM user the register keeps. Everything else a directory sends is left alone: the protocol wants it so. */
const UserBody = z.object({
	userName: line(200),
	externalId: optional(line(255)),
	displayName: optional(line(120)),
	name: z
		.object({ givenName: optional(line(100)), familyName: optional(line(100)), formatted: optional(line(120)) })
		.partial()
		.nullish(),
	emails: z.array(Email).max(20).nullish(),
	active: flag.nullish(),
});

export interface DirectoryInput {
	user_name: string;
	user_key: string;
	external_id: string | null;
	given_name: string;
	family_name: string;
	name: string;
	email: string | null;
	active: boolean;
}

export function readUser(body: unknown): z.ZodSafeParseResult<DirectoryInput> {
	return UserBody.transform((user): DirectoryInput => {
		const given_name = user.name?.givenName ?? "";
		const family_name = user.name?.familyName ?? "";
		const emails = user.emails ?? [];
		return {
			user_name: user.userName,
			user_key: directoryKey(user.userName),
			external_id: user.externalId,
			given_name,
			family_name,
			name: user.displayName ?? user.name?.formatted ?? (`${given_name} ${family_name}`.trim() || user.userName),
			email: (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? null,
			active: user.active ?? true,
		};
	}).safeParse(body);
}

/** How the directory's names are compared: without regard to case. */
export function directoryKey(name: string): string {
	return name.normalize("NFC").trim().toLowerCase();
}

/** The user as the directory gets it back. `base` is the address of `/scim/v2`. */
export function userResource(user: DirectoryUser, base: string) {
	return {
		schemas: [USER_SCHEMA],
		id: user.person_id,
		...(user.external_id === null ? {} : { externalId: user.external_id }),
		userName: user.user_name,
		displayName: user.name,
		name: {
			formatted: user.name,
			...(user.given_name ? { givenName: user.given_name } : {}),
			...(user.family_name ? { familyName: user.family_name } : {}),
		},
		emails: user.email === null ? [] : [{ value: user.email, type: "work", primary: true }],
		active: user.ended_at === null,
		meta: {
			resourceType: "User",
			created: user.created_at,
			lastModified: user.updated_at,
			location: `${base}/Users/${user.person_id}`,
		},
	};
}
