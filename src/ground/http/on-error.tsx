import { randomBytes } from "node:crypto";
import type { Context as HonoContext } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { ErrorPage } from "../../../views/error-page.tsx";
import { isDatabaseAway, OutcomeUnknown } from "../../../db/errors.ts";
import { loggablePath } from "../log.ts";
import { Invalid, Refusal } from "../errors.ts";
import { StorageFault } from "../files/storage-errors.ts";
import { page } from "./answer.tsx";
import type { AppEnv, Http } from "./env.ts";
import { MISDIRECTED, OnlyMainThread } from "../threads/main-thread.ts";
import { problem } from "./problem.ts";
import { paths } from "../../paths/paths.ts";
import { type Shell, shell } from "./shell.ts";

const HEADINGS: Record<number, string> = {
	403: "Du har inte behörighet",
	404: "Sidan finns inte",
	409: "Någon annan hann före",
	408: "Det kom inte fram",
	413: "Det du skickade är för stort",
	422: "Uppgifterna går inte att spara",
	503: "Databasen svarar inte",
	507: "Det finns inget utrymme kvar",
};

const AWAY =
	"Databasen går inte att nå just nu. Det du gjorde är inte sparat. Försök igen om en stund, eller kontakta den som sköter driften.";
const UNKNOWN =
	"Databasen försvann just när det du gjorde skulle sparas, och ingen vet om det hann bli det. Se efter på sidan innan du gör det igen.";

const HTTP_TEXTS: Record<number, string> = {
	408: "Det du skickade kom inte fram i tid. Gå tillbaka och försök igen.",
	413: "Ett formulär får vara högst 1 MB, och en fil högst det som står vid fältet. Inget är sparat.",
};

/** Errors → answers, in one place. A refusal says its sentence; anything else is a bug with a reference that the log has. */
export function onError(log: Logger) {
	return (error: Error, c: HonoContext<AppEnv>): Response | Promise<Response> => {
		if (error instanceof OnlyMainThread) return c.body(null, MISDIRECTED);
		if (error instanceof Refusal) {
			log.info({ status: error.status, refused: error.log, request: c.var.requestId }, "refused");
			return errorAnswer(c, error.status, error.message, { fields: error instanceof Invalid ? error.fields : {} });
		}
		if (error instanceof HTTPException) {
			return errorAnswer(
				c,
				error.status,
				HTTP_TEXTS[error.status] ?? "Begäran kunde inte tas emot. Gå tillbaka och försök igen.",
			);
		}
		if (isOutOfSpace(error)) {
			log.error({ err: error, request: c.var.requestId, path: loggablePath(c.req.path) }, "out of disk space");
			return errorAnswer(
				c,
				507,
				"Servern har slut på utrymme. Det du gjorde är inte sparat. Kontakta den som sköter driften.",
			);
		}
		if (isDatabaseAway(error)) {
			log.error({ err: error, request: c.var.requestId, path: loggablePath(c.req.path) }, "database away");
			c.header("Retry-After", "30");
			return errorAnswer(c, 503, error instanceof OutcomeUnknown ? UNKNOWN : AWAY);
		}
		if (error instanceof StorageFault) {
			const reference = referenceOf();
			const { status, detail } = error;
			log.error(
				{ status, detail, reference, request: c.var.requestId, path: loggablePath(c.req.path) },
				"file storage failed",
			);
			if (status === 503) c.header("Retry-After", "30");
			return errorAnswer(c, status, error.message, {
				reference,
				heading: "Lagringen för filer svarar inte som den ska",
			});
		}
		const reference = referenceOf();
		log.error(
			{ err: error, reference, request: c.var.requestId, method: c.req.method, path: loggablePath(c.req.path) },
			"unexpected error",
		);
		return errorAnswer(c, 500, "Något gick fel hos oss. Det du gjorde är inte sparat.", { reference });
	};
}

/** What the person reads out, and the log has. */
const referenceOf = () => randomBytes(4).toString("hex").toUpperCase();

/** True when the disk is full, for the database or for a file: nothing of the request was saved. */
function isOutOfSpace(error: Error): boolean {
	return ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "ENOSPC", "EDQUOT", "EFBIG", "53100"].includes(
		(error as { code?: string }).code ?? "",
	);
}

export function notFound(c: HonoContext<AppEnv>): Response | Promise<Response> {
	return errorAnswer(c, 404, "Kontrollera adressen, eller gå till startsidan.");
}

function errorAnswer(
	c: Http,
	status: number,
	text: string,
	{ reference, heading, fields }: { reference?: string; heading?: string; fields?: Record<string, string> } = {},
): Response | Promise<Response> {
	c.status(status as 500);
	if (c.req.path.startsWith(`${paths.apiImports()}/`) || /\.(json|csv|xlsx)$/.test(c.req.path))
		return problem(c, status, text, { reference, fields });
	const around: Partial<Shell> = c.get("ctx") ? shell(c) : {};
	return page(
		c,
		<ErrorPage
			{...around}
			status={status}
			heading={heading ?? HEADINGS[status] ?? "Något gick fel"}
			text={text}
			reference={reference}
		/>,
	);
}
