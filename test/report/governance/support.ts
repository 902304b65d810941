import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import type { AddGovernanceItem } from "../../../src/report/governance/schema.ts";
import type { World } from "../../support/world.ts";

/** A row as the command takes it, with nothing filled in but what is told. */
export function governanceItem(
	told: Pick<AddGovernanceItem, "kind" | "title"> & Partial<AddGovernanceItem>,
): AddGovernanceItem {
	return {
		...{
			number: "",
			details: "",
			parent_id: null,
			same_as_id: null,
			chapter: "",
			source: "",
			org_unit_id: null,
			receiver: "",
		},
		...{ report_back_to: "", report_back_on: null, unit: "", comparison: null, target: null, target_upper: null },
		...{ baseline: null, baseline_year: null, signed: null, owner_id: null },
		...told,
	};
}

/** All rows of the world's report, in the plan's order. */
export async function rowsOf(world: World): Promise<GovernanceRow[]> {
	return listGovernance(world.ctx.db, (await findPeriod(world.ctx.db, world.ids.period))!);
}
