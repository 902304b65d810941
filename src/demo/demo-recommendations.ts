import { addRecommendation } from "../report/recommendations/add-recommendation.ts";
import { answerRecommendation } from "../report/recommendations/answer-recommendation.ts";
import type { AddRecommendation, AnswerRecommendation } from "../report/recommendations/schema.ts";
import type { Context } from "../ground/write/context.ts";

type Received = Omit<AddRecommendation, "board_id" | "owner_id">;
type Answer = Omit<AnswerRecommendation, "version">;

const REVISORS = { source: "audit", issuer: "Granskningsbyrån Exempelrevision" } as const;

/**
 * Invented letters from invented senders, because no words may be ascribed to a real authority. One is closed, one is being
 * handled and one is not answered.
 */
const RECOMMENDATIONS = (year: number): [Received, Answer | null][] => [
	[
		{
			...REVISORS,
			received_on: `${year - 1}-10-14`,
			title: "Dokumentera granskningen av inköp under beloppsgränsen",
			text: "Nämnden bör säkerställa att stickproven av inköp under 10 000 kronor dokumenteras så att granskningen kan följas i efterhand.",
			requirements: ["c", "d"],
			due_on: `${year}-03-31`,
		},
		{
			answer: "Stickproven dokumenteras per inköp med underlag, och granskas av en annan person än utföraren.",
			decided: "yes",
			carried_out: "yes",
			reported_back: "yes",
			remaining_need: "no",
			status: "closed",
		},
	],
	[
		{
			...REVISORS,
			received_on: `${year}-04-22`,
			title: "Stärk uppföljningen av fördelade arbetsmiljöuppgifter",
			text: "Nämnden bör säkerställa att fördelningen av arbetsmiljöuppgifter är skriftlig, aktuell och följs upp varje år.",
			requirements: ["c"],
			due_on: `${year}-12-31`,
		},
		{
			answer: "Fördelningen följs upp i den årliga SAM-uppföljningen och stäms av med varje chef.",
			decided: "yes",
			carried_out: "not_yet",
			reported_back: "not_yet",
			remaining_need: "yes",
			status: "ongoing",
		},
	],
	[
		{
			source: "supervision",
			issuer: "Exempelmyndigheten för informationsskydd",
			received_on: `${year}-06-09`,
			title: "Se över behörigheter vid byte av arbetsplats",
			text: "Myndigheten rekommenderar att behörigheter prövas när en medarbetare byter enhet, och att prövningen dokumenteras.",
			requirements: ["e"],
			due_on: `${year + 1}-01-31`,
		},
		null,
	],
];

export async function addDemoRecommendations(
	controller: Context,
	of: { board_id: string; owner_id: string; year: number },
): Promise<void> {
	for (const [received, answer] of RECOMMENDATIONS(of.year)) {
		const { board_id, owner_id } = of;
		const id = await addRecommendation(controller, { ...received, board_id, owner_id });
		if (answer) await answerRecommendation(controller, id, { ...answer, version: 1 });
	}
}
