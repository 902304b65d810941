import { listPlanDecisions } from "../../db/queries/register/plans-decisions.ts";
import { write } from "../../src/ground/write/write.ts";
import type { World } from "./world.ts";

/** The world's roles and its decided plan were put in place; for `isk verify` the log has to tell of them. */
export async function tellOfWorld<W extends World>(world: W): Promise<W> {
	const roles = await world.ctx.db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.selectAll("roles")
		.select(["people.name as person", "org_units.name as unit"])
		.execute();
	await write(world.ctx, async ({ trx, record }) => {
		for (const { person_id, person, role, unit, unit_id, valid_from, valid_to } of roles)
			await record({
				type: "role.granted",
				unit_id,
				object: { kind: "person", id: person_id },
				data: { person, role, unit, from: valid_from, to: valid_to, for: null },
			});
		const [decided] = await listPlanDecisions(trx, world.ids.plan);
		const { decided_on, decision_paragraph: paragraph, registry_no, digest } = decided!;
		await record({
			type: "plan.decided",
			unit_id: world.ids.administration,
			object: { kind: "plan", id: world.ids.plan },
			data: { year: 2026, decided_on, paragraph, registry_no, digest, outside: false, missing: 0 },
		});
	});
	return world;
}
