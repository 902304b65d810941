import type { TrailEvent } from "../../../db/queries/proof/trail.ts";
import { VIA } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";
import { eventSentence } from "../../ground/write/events.ts";
import { nounOf } from "./event-nouns.ts";

/** What the page shows. */
export const trailColumns: readonly Column<TrailEvent>[] = [
	{ key: "seq", first: true, label: "Nummer", type: "count", width: 10, value: (event) => event.seq },
	{ key: "at", first: true, phone: true, label: "Tid", type: "instant", width: 17, value: (event) => event.at },
	{ key: "sentence", first: true, label: "Händelse", type: "text", width: 80, value: eventSentence },
	{
		key: "noun",
		first: true,
		phone: true,
		label: "Avser",
		type: "text",
		width: 20,
		value: (event) => nounOf(event.type),
	},
	{ key: "unit", first: true, phone: true, label: "Enhet", type: "text", width: 28, value: (event) => event.unit },
];

/** What the files hold besides: with it anyone can redo the chain. */
export const trailFileColumns: readonly Column<TrailEvent>[] = [
	...trailColumns,
	{ key: "actor", label: "Person", type: "text", width: 24, value: (event) => event.actor_name },
	{ key: "on_behalf_of", label: "För", type: "text", width: 20, value: (event) => event.on_behalf_of },
	{
		key: "via",
		label: "Via",
		type: "text",
		width: 14,
		value: (event) => VIA[event.via as keyof typeof VIA] ?? event.via,
	},
	{ key: "id", label: "Händelsens id", type: "text", width: 38, value: (event) => event.id },
	{ key: "type", label: "Typ", type: "text", width: 20, value: (event) => event.type },
	{ key: "actor_id", label: "Personens id", type: "text", width: 38, value: (event) => event.actor_id },
	{ key: "unit_id", label: "Enhetens id", type: "text", width: 38, value: (event) => event.unit_id },
	{ key: "object_kind", label: "Objekttyp", type: "text", width: 18, value: (event) => event.object_kind },
	{ key: "object_id", label: "Objektets id", type: "text", width: 38, value: (event) => event.object_id },
	{ key: "data", label: "Uppgifter (JSON)", type: "text", width: 60, value: (event) => event.data },
	{ key: "prev_hash", label: "Föregående hash", type: "text", width: 68, value: (event) => event.prev_hash },
	{ key: "hash", label: "Hash", type: "text", width: 68, value: (event) => event.hash },
];
