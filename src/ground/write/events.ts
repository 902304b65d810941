import type { z } from "zod";
import type { EventTable } from "../../../db/schema/ground/write.ts";
import { accountEvents } from "./events/accounts.ts";
import { assessmentEvents } from "./events/assessments.ts";
import { controlEvents } from "./events/controls.ts";
import { coverageEvents } from "./events/coverage.ts";
import { documentEvents } from "./events/documents.ts";
import { hiredStaffEvents } from "./events/hired-staff.ts";
import { inventoryEvents } from "./events/inventory.ts";
import { ledgerEvents } from "./events/ledger.ts";
import { meetingEvents } from "./events/meetings.ts";
import { messageEvents } from "./events/messages.ts";
import { noticeEvents } from "./events/notices.ts";
import { organisationEvents } from "./events/organisation.ts";
import { populationEvents } from "./events/populations.ts";
import { recommendationEvents } from "./events/recommendations.ts";
import { registerEvents } from "./events/register.ts";
import { regionEvents } from "./events/region.ts";
import { reportEvents } from "./events/reports.ts";
import { retentionEvents } from "./events/retention.ts";
import { samEvents } from "./events/sam.ts";
import { sampleEvents } from "./events/samples.ts";
import { sisterControlEvents } from "./events/sister-controls.ts";

/** The catalogue: every type of event there is. A type that has been recorded is never renamed or removed. */
const EVENTS = {
	...organisationEvents,
	...accountEvents,
	...registerEvents,
	...controlEvents,
	...populationEvents,
	...sampleEvents,
	...samEvents,
	...ledgerEvents,
	...reportEvents,
	...documentEvents,
	...assessmentEvents,
	...hiredStaffEvents,
	...sisterControlEvents,
	...retentionEvents,
	...recommendationEvents,
	...coverageEvents,
	...inventoryEvents,
	...meetingEvents,
	...regionEvents,
	...messageEvents,
	...noticeEvents,
};
type Catalogue = typeof EVENTS;
export type EventName = keyof Catalogue;

type NounOf<Name> = Name extends `${infer Noun}.${string}` ? Noun : never;
/** What an event is about: the first word of its type. */
export type EventNoun = NounOf<EventName>;
export const nounOfType = (type: string) => type.slice(0, type.indexOf("."));

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

/** What a command hands to `record`. */
export type EventInput = {
	[Name in EventName]: {
		type: Name;
		/** The unit the fact belongs to; null for what concerns the whole installation. */
		unit_id: string | null;
		object: { kind: string; id: string };
		data: z.input<Catalogue[Name]["data"]>;
	};
}[EventName];

/** The data as it will be stored. Throws a ZodError when a command records something its type does not allow: a bug. */
export function parseEvent(event: EventInput): unknown {
	return EVENTS[event.type].data.parse(event.data);
}

/** "drog stickprovet …": the sentence without its subject. */
export function eventDeed(event: Pick<EventTable, "type" | "data">): string {
	const type = EVENTS[event.type as EventName] as { sentence: (data: unknown) => string } | undefined;
	return type ? type.sentence(JSON.parse(event.data)) : event.type;
}

/** "Anna Berg (för Bo Ek) drog stickprovet …": the whole sentence for page and report. */
export function eventSentence(event: Pick<EventTable, "type" | "actor_name" | "on_behalf_of" | "data">): string {
	const actor = event.on_behalf_of ? `${event.actor_name} (för ${event.on_behalf_of})` : event.actor_name;
	return `${actor} ${eventDeed(event)}`;
}
