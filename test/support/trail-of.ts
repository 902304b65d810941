import { listEventsOf } from "../../db/queries/ground/write.ts";
import { eventSentence } from "../../src/ground/write/events.ts";
import type { World } from "./world.ts";

/** What the trail says about an object, newest first, as whole sentences. */
export async function trailOf(world: World, kind: string, id: string): Promise<string[]> {
	return (await listEventsOf(world.ctx.db, kind, [id])).map(eventSentence);
}
