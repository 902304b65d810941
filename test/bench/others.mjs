// Whoever else works meanwhile, in a process of their own: a page is read and something saved every 50 ms, each by itself.
// It says when both have been answered once. Told "from", it forgets what it has measured; told "to", it says what it has. Run by others.ts.
const [url, page, cookie, form] = process.argv.slice(2);
const EVERY_MS = 50;
let samples = { reads: [], saves: [] };
const begun = [];

async function over(kind, call) {
	for (;;) {
		const start = performance.now();
		const answer = await call();
		await answer.arrayBuffer();
		if (answer.status >= 400) throw new Error(`${kind} was answered ${answer.status}`);
		const took = performance.now() - start;
		samples[kind].push(took);
		if (!begun.includes(kind) && begun.push(kind) === 2) process.send("begun");
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS - took)));
	}
}

process.on("message", (said) => {
	if (said === "to") process.send(samples);
	samples = { reads: [], saves: [] };
});
const save = {
	method: "POST",
	body: form,
	headers: { Origin: url, "Content-Type": "application/x-www-form-urlencoded" },
};
await Promise.all([
	over("reads", () => fetch(url + page, { headers: { Cookie: cookie } })),
	over("saves", () => fetch(`${url}/logga-in`, { ...save, redirect: "manual" })),
]);
