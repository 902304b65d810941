import { ACCESS } from "./access.ts";
import { CONTENT } from "./content.ts";
import { DUTIES } from "./duties.ts";
import { IDENTITY } from "./identity.ts";
import { OUTWARD } from "./outward.ts";
import type { Mutation } from "./mutation.ts";
import { PROGRAMS } from "./programs.ts";
import { PROOF } from "./proof.ts";

/** Every defence that is taken out by turns. */
export const MUTATIONS: readonly Mutation[] = [
	...CONTENT,
	...ACCESS,
	...PROOF,
	...DUTIES,
	...IDENTITY,
	...OUTWARD,
	...PROGRAMS,
];
