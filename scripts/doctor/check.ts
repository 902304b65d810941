import type { Examined } from "../../db/open.ts";
import type { Config } from "../../src/config.ts";

/** What a check saw, and for all but "ok" what to do about it. Plain Swedish; no secret, ever. */
export type Finding =
	| { state: "ok"; saw: string }
	| { state: "warning"; saw: string; to_do: string }
	| { state: "fault"; saw: string; to_do: string };

export const ok = (saw: string): Finding => ({ state: "ok", saw });
export const warning = (saw: string, to_do: string): Finding => ({ state: "warning", saw, to_do });
export const fault = (saw: string, to_do: string): Finding => ({ state: "fault", saw, to_do });

/** A disk as the operating system tells of it. */
export interface Space {
	free: number;
	/** Free names for files, 0–1; null where the file system keeps no such count. */
	freeNames: number | null;
	/** The file system's magic number (statfs). */
	type: number;
}

/** What the checks look at. Nothing of it can be written to. */
export interface Sight {
	config: Config;
	/** Null when it could not be opened: the check of the database says why. */
	database: Examined | null;
	/** Why not. */
	databaseError: unknown;
	now: Date;
	space(path: string): Space;
}

export interface Check {
	/** In `--json`. */
	key: string;
	title: string;
	look(sight: Sight): Finding[] | Promise<Finding[]>;
}

/** One finding instead of a second telling of what the check of the database says. */
export const UNSEEN = warning("Kunde inte prövas: databasen gick inte att öppna.", "Rätta databasen först, se ovan.");

/** The sentence of what was thrown. */
export function said(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
