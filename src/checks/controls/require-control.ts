import type { Db } from "../../../db/open.ts";
import { type ControlUnit, findControlUnit } from "../../../db/queries/checks/controls-units.ts";
import { type Control, findControl } from "../../../db/queries/checks/controls.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireControl(db: Db, id: string): Promise<Control> {
	const control = await findControl(db, id);
	if (!control) throw new NotFound(`control ${id}`);
	return control;
}

export async function requireControlUnit(db: Db, id: string): Promise<ControlUnit> {
	const taking = await findControlUnit(db, id);
	if (!taking) throw new NotFound(`control unit ${id}`);
	return taking;
}
