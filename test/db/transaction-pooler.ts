import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { whenFinished } from "../support/lifetime.ts";

/** What a pooler says that its process is: no process of the server's. */
const OWN_PID = 4_242;

/**
 * A pooler between a client and PostgreSQL, as pgbouncer with pool_mode = transaction: each client has two connections to the server, and every
 * transaction goes to the other one than the last did. Returns the address that leads through it.
 */
export async function throughPooler(url: string): Promise<string> {
	const { port, hostname } = new URL(url);
	const server = createServer((client) => pool(client, () => connect(Number(port), hostname)));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	whenFinished(() => void server.close());
	const to = new URL(url);
	to.port = String((server.address() as AddressInfo).port);
	return to.href;
}

function pool(client: Socket, open: () => Socket) {
	const signIn: Buffer[] = [];
	const [first, second] = [open(), open()];
	const sides = [first, second] as const;
	let [turn, ready] = [0, 0];
	// the second signs in with what the first was told, and its answers to that stay here
	messages(client, true, (message) => {
		if (ready === sides.length) return void sides[turn]!.write(message);
		signIn.push(message);
		first.write(message);
	});
	const answer = (from: 0 | 1) => (message: Buffer) => {
		const [kind, status] = [String.fromCharCode(message[0]!), String.fromCharCode(message[5]!)];
		if (ready === sides.length) {
			if (kind === "Z" && status === "I") turn = 1 - from;
			return void client.write(message);
		}
		if (kind === "K") message.writeInt32BE(OWN_PID, 5);
		if (from === 0 && kind !== "Z") client.write(message);
		if (from === 0 && kind === "Z") second.write(signIn[0]!);
		if (from === 1 && kind === "R" && message.readInt32BE(5) !== 0) second.write(signIn[1]!);
		if (kind === "Z" && ++ready === sides.length) client.write(message);
	};
	messages(first, false, answer(0));
	messages(second, false, answer(1));
	for (const socket of [client, first, second])
		socket
			.on("error", () => {})
			.on("close", () => {
				for (const one of [client, first, second]) one.destroy();
			});
}

/** Cuts what comes into messages: a letter, a length that counts itself, and what it says. The first of a client has no letter. */
function messages(socket: Socket, beginsBare: boolean, on: (message: Buffer) => void) {
	let waiting = Buffer.alloc(0);
	let letter = beginsBare ? 0 : 1;
	socket.on("data", (more: Buffer) => {
		waiting = Buffer.concat([waiting, more]);
		while (waiting.length >= letter + 4) {
			const length = letter + waiting.readInt32BE(letter);
			if (waiting.length < length) return;
			on(Buffer.from(waiting.subarray(0, length)));
			waiting = waiting.subarray(length);
			letter = 1;
		}
	});
}
