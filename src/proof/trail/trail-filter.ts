import type { TrailFilter } from "../../../db/queries/proof/trail.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";
import { day, type Filtered, objectId, oneOf, shaped, text } from "../../ground/tables/filters.ts";
import type { Context } from "../../ground/write/context.ts";
import { EVENT_NOUNS, typesOf } from "./event-nouns.ts";

/** The log's filter as the address has it. What is not understood is left out. */
export interface TrailQuery {
	avser: keyof typeof EVENT_NOUNS | "";
	person: string;
	objekt: string;
	enhet: string;
	fran: string;
	till: string;
	/** Older than this number. */
	fore: number | undefined;
}

const OBJECT = /^[a-z_]{1,40}:[\w:./-]{1,100}$/;

export const TRAIL_FILTERS = {
	avser: oneOf("Vad händelsen avser", EVENT_NOUNS),
	person: text("Den som gjorde det", 100),
	objekt: shaped("Objekt", "Slag och id, till exempel risk:01H…", (said) => OBJECT.test(said)),
	enhet: objectId("Enhet"),
	fran: day("Från och med"),
	till: day("Till och med"),
	fore: shaped("Före händelsen", "Händelsens nummer.", (said) => /^\d{1,15}$/.test(said)),
};

export function trailQuery({ fore, ...asked }: Filtered<typeof TRAIL_FILTERS>): TrailQuery {
	const { avser = "", person = "", objekt = "", enhet = "", fran = "", till = "" } = asked;
	return { avser, person, objekt, enhet, fran, till, fore: fore === undefined ? undefined : Number(fore) };
}

/**
 * Who signed, was reconciled or returned tasks is between a manager and the line above. In the log it would give a small group
 * away, so only the line, and the auditor who reads everything, see it there.
 */
export const LINE_ONLY: readonly string[] = (["sam_review", "sam_return", "sam_action"] as const).flatMap(typesOf);

/** The same as the database understands it, within what the reader may see. */
export function trailFilter(ctx: Context, query: TrailQuery): TrailFilter {
	const cut = query.objekt.indexOf(":");
	const reach = reachOf(ctx.actor, "trail.view");
	return {
		reach,
		line_only: reach === "all" ? undefined : { types: LINE_ONLY, reach: reachOf(ctx.actor, "sam.view") },
		reader_id: ctx.actor.id,
		types: query.avser === "" ? undefined : typesOf(query.avser),
		person: query.person || undefined,
		object: cut < 0 ? undefined : { kind: query.objekt.slice(0, cut), id: query.objekt.slice(cut + 1) },
		unit_id: query.enhet || undefined,
		from: query.fran ? startOfDay(query.fran) : undefined,
		before: query.till ? endOfDay(query.till) : undefined,
	};
}
