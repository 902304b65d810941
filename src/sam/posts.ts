import type { Db } from "../../db/open.ts";
import { listRoundUnits } from "../../db/queries/sam/reviews.ts";
import { listPostManagers } from "../../db/queries/sam/rounds.ts";
import type { KnownUnit } from "../../db/queries/people/units.ts";
import { branchesKey } from "../ground/remembered/branches.ts";
import { BESIDE_PEOPLE } from "../ground/remembered/people.ts";
import { type Reading, untilChanged } from "../ground/remembered/remembered.ts";
import { unitTree } from "../ground/remembered/units.ts";
import { BESIDE_SAM } from "./sam-readings.ts";

export interface SamPost extends Pick<KnownUnit, "id" | "name" | "kind" | "parent_id"> {
	manager_id: string | null;
	manager_name: string | null;
}

const MANAGERS: Reading<Awaited<ReturnType<typeof listPostManagers>>> = { beside: [...BESIDE_PEOPLE, "unit"] };

/** Every unit below a förvaltning that exists on a day, with its manager then. */
export async function readSamPosts(db: Db, rootId: string, day: string): Promise<SamPost[]> {
	const key = `${rootId} ${day} ${await branchesKey(db, [rootId])}`;
	const managers = await untilChanged(db, MANAGERS, key, () => listPostManagers(db, rootId, day));
	const first = new Map(managers.map((one) => [one.unit_id, one]));
	const exists = ({ valid_from, valid_to }: KnownUnit) => valid_from <= day && (valid_to === null || valid_to >= day);
	return (await unitTree(db, rootId))
		.filter((unit) => unit.id !== rootId && exists(unit))
		.map(({ id, name, kind, parent_id }) => ({
			...{ id, name, kind, parent_id },
			manager_id: first.get(id)?.id ?? null,
			manager_name: first.get(id)?.name ?? null,
		}));
}

/** Some thousand rows each. */
const UNITS: Reading<Awaited<ReturnType<typeof listRoundUnits>>> = { kept: 3, beside: BESIDE_SAM };

/** The round's tree as rows. */
export const readRoundUnits = (db: Db, roundId: string) =>
	untilChanged(db, UNITS, roundId, () => listRoundUnits(db, roundId));
