import type { Db } from "../../../db/open.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { findTemplate, type ReportTemplate } from "../../../db/queries/report/templates.ts";
import { NotFound } from "../../ground/errors.ts";
import type { Anchor } from "./anchors.ts";

export type Template = Omit<ReportTemplate, "anchors" | "mapping"> & {
	anchors: Anchor[];
	mapping: Record<string, string>;
};

/** The template, if it is the period's board's. */
export async function requireTemplate(db: Db, period: Pick<Period, "board_id">, id: string): Promise<Template> {
	const template = await findTemplate(db, id);
	if (template?.board_id !== period.board_id) throw new NotFound(`template ${id}`);
	const { anchors, mapping, ...rest } = template;
	return {
		...rest,
		anchors: JSON.parse(anchors) as Anchor[],
		mapping: JSON.parse(mapping) as Record<string, string>,
	};
}
