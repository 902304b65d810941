import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { isAddress, type MailSettings } from "./mail-settings.ts";

/**
 * Handing a letter over to the mail server, and what its word means. The pool of the library is not used: it sends again by itself
 * when a connection breaks, and then nobody knows whether a letter went twice.
 */

const PATIENCE_MS = 30_000;
const ANSWER_LENGTH = 300;

/** A letter as it leaves: every address is checked, and no text becomes a header but the subject. */
export interface Mail {
	message_id: string;
	to: string;
	subject: string;
	text: string;
	html: string;
}

/**
 * delivered: the server took it. bounced: it refuses the recipient for good. refused: it refuses the letter for good. later: it asks to
 * be tried again. unsure: the connection broke when the letter had begun to go, so only the server knows. away: it could not be asked, or
 * takes nothing from us at all; the letter is not the cause.
 */
export type Outcome = { kind: "delivered" | "bounced" | "refused" | "later" | "unsure" | "away"; answer: string };

interface SmtpFault {
	message: string;
	code?: string;
	command?: string;
	response?: string;
	responseCode?: number;
}

export interface Line {
	send(mail: Mail): Promise<Outcome>;
	close(): void;
}

/** Opens a connection and signs in. Throws an `Away` with what the server said. */
export class Away extends Error {}

export async function openLine(settings: MailSettings): Promise<Line> {
	const connection = new SMTPConnection({
		host: settings.host,
		port: settings.port,
		secure: settings.tls === "implicit",
		requireTLS: settings.tls === "starttls",
		ignoreTLS: settings.tls === "none",
		connectionTimeout: PATIENCE_MS,
		greetingTimeout: PATIENCE_MS,
		socketTimeout: PATIENCE_MS,
		dnsTimeout: PATIENCE_MS,
		name: new URL(settings.base_url).hostname,
	});
	// an error nobody waits for (an idle line that breaks) is met when the line is used next
	let broken: SmtpFault | null = null;
	connection.on("error", (error: SmtpFault) => {
		broken = error;
	});
	try {
		await new Promise<void>((resolve, reject) => {
			connection.once("error", reject);
			connection.connect((error) => (error ? reject(error) : resolve()));
		});
		const { user, password } = settings;
		if (user !== undefined)
			await new Promise<void>((resolve, reject) => {
				connection.once("error", reject);
				connection.login({ credentials: { user, pass: password } }, (error) => (error ? reject(error) : resolve()));
			});
	} catch (error) {
		connection.close();
		throw new Away(told(error as SmtpFault));
	}
	return {
		send: (mail) =>
			broken ? Promise.resolve({ kind: "away", answer: told(broken) }) : send(connection, settings, mail),
		close: () => connection.quit(),
	};
}

async function send(connection: SMTPConnection, settings: MailSettings, mail: Mail): Promise<Outcome> {
	if (!isAddress(mail.to)) return { kind: "bounced", answer: "Adressen går inte att skicka till." };
	const message = await composed(settings, mail);
	let begun = false;
	const body = Readable.from(
		(function* () {
			begun = true;
			yield message;
		})(),
		{ objectMode: false },
	);
	return new Promise((resolve) => {
		connection.send({ from: settings.from, to: [mail.to] }, body, (error, info) => {
			if (!error) return resolve({ kind: "delivered", answer: cut(info?.response ?? "") });
			const outcome = judged(error as SmtpFault, begun);
			if (outcome.kind === "away" || outcome.kind === "unsure") return resolve(outcome);
			// the server keeps the refused letter's sender until it is told to forget it
			connection.reset(() => resolve(outcome));
		});
	});
}

/** What an answer means. Once the letter has begun to go, only an answer in words tells whether it was taken. */
export function judged(fault: SmtpFault, begun: boolean): Outcome {
	const answer = told(fault);
	const code = fault.responseCode ?? 0;
	if (begun && (code < 400 || fault.command === "CONN")) return { kind: "unsure", answer };
	if (fault.command === "RCPT TO" && code >= 500) return { kind: "bounced", answer };
	if (fault.command === "RCPT TO" && code >= 400) return { kind: "later", answer };
	if (fault.command === "DATA" && code >= 500) return { kind: "refused", answer };
	if (fault.command === "DATA" && code >= 400) return { kind: "later", answer };
	if (fault.code === "EENVELOPE" && fault.command === "API") return { kind: "bounced", answer };
	return { kind: "away", answer };
}

function composed(settings: MailSettings, mail: Mail): Promise<Buffer> {
	return new MailComposer({
		from: { name: settings.from_name, address: settings.from },
		to: { name: "", address: mail.to },
		subject: mail.subject.replace(/\s+/g, " "),
		messageId: `<${mail.message_id}>`,
		text: mail.text,
		html: mail.html,
		// no automatic answer ("jag är på semester") comes back for it (RFC 3834)
		headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
		disableFileAccess: true,
		disableUrlAccess: true,
	})
		.compile()
		.build();
}

function told(fault: SmtpFault): string {
	return cut(fault.response ?? fault.message);
}

/** An answer as it is kept and shown: one line, without what a terminal would obey. */
function cut(text: string): string {
	return text
		.replace(/[\p{C}\s]+/gu, " ")
		.trim()
		.slice(0, ANSWER_LENGTH);
}
