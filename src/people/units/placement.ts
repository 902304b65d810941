import { formatDate } from "../../ground/calendar/stockholm.ts";
import type { Db } from "../../../db/open.ts";
import { findUnit, type UnitRow, unitPath } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS, type UnitKind } from "../../../db/schema/vocabulary.ts";
import { Invalid } from "../../ground/errors.ts";

const LEVELS = Object.keys(UNIT_KINDS) as UnitKind[];

/** A unit's parent: there, of a higher level, existing while the unit does, and not below the unit itself (T46). */
export async function requireParent(
	db: Db,
	parentId: string,
	child: { id: string | null; kind: UnitKind; valid_from: string; valid_to: string | null },
): Promise<UnitRow> {
	const parent = await findUnit(db, parentId);
	if (!parent) throw new Invalid({ parent_id: "Välj en överordnad enhet som finns." });
	if (child.id !== null && (await unitPath(db, parentId)).includes(child.id))
		throw new Invalid({ parent_id: "En enhet kan inte ligga under sig själv." });
	if (LEVELS.indexOf(parent.kind) >= LEVELS.indexOf(child.kind))
		throw new Invalid({
			parent_id: `${UNIT_KINDS[child.kind]} kan inte ligga under ${UNIT_KINDS[parent.kind].toLowerCase()}.`,
		});
	if (parent.valid_to !== null && (child.valid_to === null || child.valid_to > parent.valid_to))
		throw new Invalid({
			parent_id: `${parent.name} upphör ${formatDate(parent.valid_to)}, innan den här enheten gör det.`,
		});
	return parent;
}
