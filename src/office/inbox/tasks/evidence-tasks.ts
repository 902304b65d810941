import type { EvidenceRequest } from "../../../../db/queries/checks/evidence-requests.ts";
import { EVIDENCE_PARENTS } from "../../../../db/schema/vocabulary.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import { paths } from "../../../paths/paths.ts";
import type { Task } from "../columns.ts";
import type { Inbox } from "../read-inbox.ts";

/** What somebody has asked the person to send. What is wanted is read on the page. */
export function evidenceTasks({ evidence_asked, whose }: Inbox): Task[] {
	return evidence_asked.map((one) => ({
		...told(one),
		title: `Skicka underlag: ${EVIDENCE_PARENTS[one.parent_kind].toLowerCase()}`,
		meta: `${one.unit_name}, begärt av ${one.asked_by_name}${whose(one.asked_of)}`,
		state: { tone: "warn", label: "Att skicka" },
	}));
}

/** What the person has asked others for and not got yet. */
export function awaitedEvidence({ evidence_awaited }: Inbox): Task[] {
	return evidence_awaited.map((one) => ({
		...told(one),
		title: `Underlag från ${one.asked_of_name}`,
		meta: one.unit_name,
		state: { tone: "info", label: "Begärt" },
	}));
}

const told = ({ id, asked_at }: EvidenceRequest) => ({
	href: paths.evidenceRequest(id),
	note: `Begärt ${formatDate(asked_at)}`,
});
