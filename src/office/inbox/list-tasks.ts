import { boardTasks, regionTasks } from "./tasks/board-tasks.ts";
import { decisionTasks, standTasks } from "./tasks/decision-tasks.ts";
import { awaitedEvidence, evidenceTasks } from "./tasks/evidence-tasks.ts";
import { identityNews, identityTasks } from "./tasks/identity-tasks.ts";
import { lateTasks, orderTasks } from "./tasks/order-tasks.ts";
import { questionTasks } from "./tasks/question-tasks.ts";
import { proposalNews, proposalTasks } from "./tasks/proposal-tasks.ts";
import {
	deviationTasks,
	measureTasks,
	newsTasks,
	performTasks,
	recommendationTasks,
	reminderTasks,
	reviewRiskTasks,
	reviewTasks,
	unansweredTasks,
	waitingTasks,
} from "./tasks/own-tasks.ts";
import { samActionTasks, samReviewTasks } from "./tasks/sam-tasks.ts";
import type { Inbox } from "./read-inbox.ts";
import { type DatedTask, datedTasks, inOrder, type Task } from "./columns.ts";

/** Everything on the list, in the order it is shown: one's own by day, then what waits for others, then what became of one's findings. */
export function listTasks(inbox: Inbox, today: string): DatedTask[] {
	const groups: { about: string; tasks: Task[]; when?: "others" | "told" }[] = [
		{ about: "Påminnelse", tasks: reminderTasks(inbox) },
		{ about: "Konton och inloggning", tasks: identityTasks(inbox.identity) },
		{ about: "Beslut och godkännande", tasks: decisionTasks(inbox.decisions) },
		{ about: "Till nämnden", tasks: boardTasks(inbox.board) },
		{ about: "Regiongemensamt", tasks: regionTasks(inbox.region) },
		{ about: "Fråga", tasks: questionTasks(inbox) },
		{ about: "Underlag", tasks: evidenceTasks(inbox) },
		{ about: "Riskförslag", tasks: proposalTasks(inbox.proposals) },
		{ about: "Kontroll att utföra", tasks: performTasks(inbox) },
		{ about: "Kontroll att granska", tasks: reviewTasks(inbox) },
		{ about: "Avvikelse", tasks: deviationTasks(inbox) },
		{ about: "Åtgärd", tasks: [...measureTasks(inbox), ...samActionTasks(inbox.sam)] },
		{ about: "Accepterad risk", tasks: reviewRiskTasks(inbox) },
		{ about: "Rekommendation", tasks: [...recommendationTasks(inbox), ...unansweredTasks(inbox)] },
		{ about: "Årlig SAM-uppföljning", tasks: [...samReviewTasks(inbox.sam), ...standTasks(inbox.decisions)] },
		{ about: "Att ordna", tasks: orderTasks(inbox) },
		{ about: "Kontroll att granska", tasks: waitingTasks(inbox), when: "others" },
		{ about: "Kontroll att utföra", tasks: lateTasks(inbox.late_units), when: "others" },
		{ about: "Underlag", tasks: awaitedEvidence(inbox), when: "others" },
		{ about: "Avvikelse", tasks: newsTasks(inbox), when: "told" },
		{ about: "Riskförslag", tasks: proposalNews(inbox.proposals), when: "told" },
		{ about: "Konton och inloggning", tasks: identityNews(inbox.identity), when: "told" },
	];
	return inOrder(groups.flatMap((group) => datedTasks(group, today)));
}
