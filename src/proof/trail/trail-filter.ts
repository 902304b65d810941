import type { TrailFilter } from "../../../db/queries/proof/trail.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { isDate } from "../../ground/calendar/civil-date.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";
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

export function trailQuery(query: Record<string, string>): TrailQuery {
	const date = (text: string | undefined) => (text && isDate(text) ? text : "");
	const avser = query.avser ?? "";
	return {
		avser: Object.hasOwn(EVENT_NOUNS, avser) ? (avser as TrailQuery["avser"]) : "",
		person: (query.person ?? "").slice(0, 100).trim(),
		objekt: /^[a-z_]{1,40}:[\w:./-]{1,100}$/.test(query.objekt ?? "") ? query.objekt! : "",
		enhet: (query.enhet ?? "").slice(0, 64),
		fran: date(query.fran),
		till: date(query.till),
		fore: /^\d{1,15}$/.test(query.fore ?? "") ? Number(query.fore) : undefined,
	};
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
