import { Refusal } from "../../ground/errors.ts";

/** The directory asks for something that is taken, or that the register must not do: SCIM's 409. */
export class DirectoryConflict extends Refusal {
	readonly status = 409;
}
