import type { EvidenceOwner } from "../../../db/queries/checks/evidence.ts";
import type { EvidenceParent } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../paths/paths.ts";

/** The page of the object that evidence belongs to. */
export function ownerPath(owner: EvidenceOwner & { kind: EvidenceParent }, parentId: string): string {
	switch (owner.kind) {
		case "sample_item":
			return paths.item(parentId);
		case "control_run":
			return paths.run(parentId);
		case "deviation":
			return paths.deviation(parentId);
		case "measure":
			return paths.measure(parentId);
		case "recommendation":
			return paths.recommendation(parentId);
		case "assessment":
			return paths.assessment(parentId);
	}
}
