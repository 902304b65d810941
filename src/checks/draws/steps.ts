import type { Db } from "../../../db/open.ts";
import type { Draw } from "../../../db/queries/checks/draws.ts";
import { type Event, listEventsOf } from "../../../db/queries/ground/write.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";

/** One of the acts that make a draw trustworthy, in the order they must come. */
export interface Step {
	name: string;
	/** Null when it has not been done. */
	done: { at: string; by: string; seq: number } | null;
	/** What the act made public. */
	published: { label: string; value: string }[];
}

/** Returns commitment, freeze and draw as the log has them. Their order is what makes the draw trustworthy. */
export async function stepsOf(db: Db, draw: Draw, population: Population | undefined): Promise<Step[]> {
	const events = [
		...(await listEventsOf(db, "draw", [draw.id])),
		...(await listEventsOf(db, "population", population ? [population.id] : [])),
	];
	const done = (type: string) => {
		const event = events.find((one: Event) => one.type === type);
		return event ? { at: event.at, by: event.actor_name, seq: event.seq } : null;
	};
	const frozen = population
		? [
				{ label: "Kontrollsumma", value: population.digest },
				{ label: "Filens SHA-256", value: population.file_sha256 },
			]
		: [];
	const drawn = [
		...(draw.secret ? [{ label: "Hemlighet", value: draw.secret }] : []),
		...(draw.public_value ? [{ label: "Offentligt värde", value: draw.public_value }] : []),
	];
	return [
		{
			name: "Dragningen planerades. Hemligheten valdes och förseglades.",
			done: done("draw.planned"),
			published: [{ label: "Åtagande", value: draw.commitment }],
		},
		{ name: "Populationen frystes.", done: done("population.frozen"), published: frozen },
		{ name: "Stickprovet drogs. Hemligheten blev offentlig.", done: done("sample.drawn"), published: drawn },
	];
}
