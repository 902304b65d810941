import type { AddGovernanceItem } from "../../../src/report/governance/schema.ts";

/** A row as the command takes it, with nothing filled in but what is told. */
export function governanceItem(told: Pick<AddGovernanceItem, "kind" | "title"> & Partial<AddGovernanceItem>): AddGovernanceItem {
	return {
		...{ number: "", details: "", parent_id: null, chapter: "", source: "", org_unit_id: null, receiver: "" },
		...{ report_back_to: "", report_back_on: null, unit: "", comparison: null, target: null, target_upper: null },
		...{ baseline: null, baseline_year: null, signed: null, owner_id: null },
		...told,
	};
}
