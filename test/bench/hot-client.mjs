// As many connections as asked for, each asking for the page again as soon as it has been answered; what is packed is not unpacked here.
// Run by hot.ts, in a process of its own.
import { Agent, get } from "node:http";

const [url, cookie, connections, seconds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const headers = { "Accept-Encoding": "gzip", ...(cookie ? { Cookie: cookie } : {}) };
let answered = 0;

const once = () =>
	new Promise((resolve, reject) => {
		get(url, { agent, headers }, (answer) => {
			if (answer.statusCode !== 200 || answer.headers["content-encoding"] !== "gzip")
				reject(new Error(`${url} was answered ${answer.statusCode}, ${answer.headers["content-encoding"]}`));
			answer.on("end", resolve).on("error", reject).resume();
		}).on("error", reject);
	});

async function ask(until) {
	while (performance.now() < until) {
		await once();
		answered++;
	}
}

for (let n = 0; n < 10; n++) await once();
answered = 0;
const start = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, () => ask(start + Number(seconds) * 1000)));
console.log(JSON.stringify({ answered, seconds: (performance.now() - start) / 1000 }));
agent.destroy();
