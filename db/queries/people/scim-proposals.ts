import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { DirectoryProposalTable } from "../../schema/people/scim.ts";
import { type UnitReach, unitsWithin } from "./units.ts";

export type Proposal = Selectable<DirectoryProposalTable>;

export function findProposal(db: Db, id: string): Promise<Proposal | undefined> {
	return db.selectFrom("directory_proposals").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The open proposal, or else the one that was decided last. */
export function findLastProposal(db: Db, personId: string): Promise<Proposal | undefined> {
	return db
		.selectFrom("directory_proposals")
		.selectAll()
		.where("person_id", "=", personId)
		.orderBy((eb) => eb.case().when("decided_at", "is", null).then(0).else(1).end())
		.orderBy("decided_at", "desc")
		.orderBy("accepted")
		.limit(1)
		.executeTakeFirst();
}

/** A proposal beside the person as they are. */
export interface OpenProposal extends Proposal {
	name: string;
	email: string | null;
	user_name: string | null;
}

/** What waits for an administrator with this reach, the oldest first. */
export function listOpenProposals(db: Db, reach: UnitReach): Promise<OpenProposal[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("directory_proposals")
		.innerJoin("people", "people.id", "directory_proposals.person_id")
		.leftJoin("scim_users", "scim_users.person_id", "people.id")
		.selectAll("directory_proposals")
		.select(["people.name", "people.email", "scim_users.user_name"])
		.where("directory_proposals.decided_at", "is", null)
		.$if(within !== undefined, (q) =>
			q.where("people.id", "in", (eb) =>
				eb.selectFrom("roles").select("roles.person_id").where("roles.unit_id", "in", within!),
			),
		)
		.orderBy("directory_proposals.proposed_at")
		.orderBy("directory_proposals.id")
		.execute();
}
