import { z } from "zod";
import type { DirectoryGroup } from "../../../db/queries/people/scim.ts";
import { line, optional } from "../../ground/write/fields.ts";

export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
const MAX_MEMBERS = 10_000;

const GroupBody = z.object({
	displayName: line(200),
	externalId: optional(line(255)),
	members: z
		.array(z.object({ value: z.string().max(64) }))
		.max(MAX_MEMBERS)
		.nullish(),
});

export interface GroupInput {
	display_name: string;
	external_id: string | null;
	members: string[];
}

export function readGroup(body: unknown): z.ZodSafeParseResult<GroupInput> {
	return GroupBody.transform(
		({ displayName, externalId, members }): GroupInput => ({
			display_name: displayName,
			external_id: externalId,
			members: [...new Set((members ?? []).map(({ value }) => value))],
		}),
	).safeParse(body);
}

/** The group as the directory gets it back. Large groups are asked for without members. */
export function groupResource(group: DirectoryGroup, base: string, withoutMembers = false) {
	const members = group.members.map(({ person_id, name }) => ({
		value: person_id,
		display: name,
		$ref: `${base}/Users/${person_id}`,
	}));
	return {
		schemas: [GROUP_SCHEMA],
		id: group.id,
		...(group.external_id === null ? {} : { externalId: group.external_id }),
		displayName: group.display_name,
		...(withoutMembers ? {} : { members }),
		meta: {
			resourceType: "Group",
			created: group.created_at,
			lastModified: group.updated_at,
			location: `${base}/Groups/${group.id}`,
		},
	};
}
