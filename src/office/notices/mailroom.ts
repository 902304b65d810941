import type { Logger } from "pino";
import type { Context } from "../../ground/write/context.ts";
import type { LetterProps } from "./letter.ts";
import type { MailSettings } from "./mail-settings.ts";
import type { openLine } from "./smtp.ts";

/** What the dispatcher works with. */
export interface Mailroom {
	base: Omit<Context, "actor" | "db">;
	settings: MailSettings;
	log: Logger;
	/** How a letter looks. */
	draw(letter: LetterProps): { text: string; html: string };
	/** How the mail server is reached; tests let it die half-way. */
	open: typeof openLine;
}
