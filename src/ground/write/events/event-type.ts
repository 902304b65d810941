import type { z } from "zod";

/** One kind of fact: the schema of its data, and the Swedish sentence that follows the actor's name. */
export interface EventType<S extends z.ZodType = z.ZodType> {
	data: S;
	sentence: (data: z.output<S>) => string;
}

export function eventType<S extends z.ZodType>(data: S, sentence: (data: z.output<S>) => string): EventType<S> {
	return { data, sentence };
}
