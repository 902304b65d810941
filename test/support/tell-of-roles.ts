import { write } from "../../src/ground/write/write.ts";
import type { World } from "./world.ts";

/** The world's people were put in place with their roles; for `isk verify` the log has to tell of them. */
export async function tellOfRoles<W extends World>(world: W): Promise<W> {
	const roles = await world.ctx.db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.selectAll("roles")
		.select(["people.name as person", "org_units.name as unit"])
		.execute();
	await write(world.ctx, async ({ record }) => {
		for (const { person_id, person, role, unit, unit_id, valid_from, valid_to } of roles)
			await record({
				type: "role.granted",
				unit_id,
				object: { kind: "person", id: person_id },
				data: { person, role, unit, from: valid_from, to: valid_to, for: null },
			});
	});
	return world;
}
