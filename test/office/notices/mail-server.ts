import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { MailSettings } from "../../../src/office/notices/mail-settings.ts";
import { whenFinished } from "../../support/lifetime.ts";

export interface ReceivedMail {
	to: string[];
	from: string;
	raw: string;
	mail: ParsedMail;
}

export interface MailServer {
	settings: MailSettings;
	received: ReceivedMail[];
	/** How the next letters are met; each fault is used once, and then the server takes everything. */
	faults: Fault[];
	close(): Promise<void>;
}

/** `cut`: takes the whole letter and breaks the line before it has answered. `slow`: answers after a while. */
export type Fault =
	| { at: "rcpt" | "data"; code: number; says: string }
	| { at: "data"; does: "cut"; keeps: boolean }
	| { at: "data"; does: "slow"; ms: number };

const refusal = ({ code, says }: { code: number; says: string }) =>
	Object.assign(new Error(says), { responseCode: code });

/** A mail server of the test's own, which really speaks SMTP. */
export async function openMailServer(
	options: { user?: string; password?: string; port?: number } = {},
): Promise<MailServer> {
	const received: ReceivedMail[] = [];
	const faults: Fault[] = [];
	const sockets = new Map<string, { destroy(): void }>();
	const take = (at: Fault["at"]) => {
		const index = faults[0]?.at === at ? 0 : -1;
		return index === 0 ? faults.shift() : undefined;
	};
	const server = new SMTPServer({
		authOptional: options.user === undefined,
		allowInsecureAuth: true,
		disabledCommands: ["STARTTLS"],
		closeTimeout: 100,
		onAuth: (auth, _session, done) =>
			auth.username === options.user && auth.password === options.password
				? done(null, { user: auth.username })
				: done(refusal({ code: 535, says: "Authentication failed" })),
		onRcptTo: (_address, _session, done) => {
			const fault = take("rcpt");
			done(fault && "code" in fault ? refusal(fault) : null);
		},
		onData: (stream, session, done) => {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => void end(Buffer.concat(chunks).toString("utf8"), session, done));
		},
	});
	const end = async (raw: string, session: SMTPServerSession, done: (error?: Error | null) => void) => {
		const fault = take("data");
		if (fault && "code" in fault) return done(refusal(fault));
		const keep = async () => {
			const to = session.envelope.rcptTo.map(({ address }) => address);
			const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
			received.push({ to, from, raw, mail: await simpleParser(raw) });
		};
		if (fault?.does === "cut") {
			if (fault.keeps) await keep();
			for (const socket of sockets.values()) socket.destroy();
			return;
		}
		if (fault?.does === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms));
		await keep();
		done();
	};
	server.server.on("connection", (socket) => {
		const key = `${socket.remotePort}`;
		sockets.set(key, socket);
		socket.on("close", () => sockets.delete(key));
	});
	server.on("error", () => undefined);
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	const { port } = server.server.address() as AddressInfo;
	let isOpen = true;
	const close = () =>
		new Promise<void>((resolve) => {
			if (!isOpen) return resolve();
			isOpen = false;
			for (const socket of sockets.values()) socket.destroy();
			server.close(() => resolve());
		});
	whenFinished(close);
	const settings: MailSettings = {
		host: "127.0.0.1",
		port,
		tls: "none",
		from: "tillracklig@region.example",
		from_name: "Tillräcklig",
		base_url: "https://isk.region.example",
		...(options.user === undefined ? {} : { user: options.user, password: options.password }),
	};
	return { settings, received, faults, close };
}
