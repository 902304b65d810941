// The trail: every event carries the hash of the one before it, and its ends are signed.
import { isSignedBy, sha256 } from "./crypto.js";
import { said, timeText } from "./words.js";

const EVENTS_AT_A_TIME = 1000;
const MAX_TOLD = 20;
const GENESIS = "0".repeat(64);

/** Every line of a text file, without holding all of it. */
async function* linesOf(file) {
	const reader = file.stream().pipeThrough(new TextDecoderStream("utf-8")).getReader();
	let rest = "";
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		const lines = (rest + value).split("\n");
		rest = lines.pop();
		yield* lines;
	}
	if (rest !== "") yield rest;
}

function hashedText(event) {
	const { prev_hash, seq, id, at, type, actor_id, actor_name, on_behalf_of, via, unit_id } = event;
	const { object_kind, object_id, data } = event;
	return JSON.stringify(
		[prev_hash, seq, id, at, type, actor_id, actor_name, on_behalf_of, via, unit_id].concat([
			object_kind,
			object_id,
			data,
		]),
	);
}

/**
 * Follows the chain from its first event. Returns the problems, how many events there are, the end, and the facts that the other
 * checks compare with.
 */
export async function checkTrail(file, anchors, progress) {
	const wanted = new Set(anchors.map((anchor) => anchor.seq));
	const facts = { evidence: new Set(), commitments: new Map(), digests: new Map(), drawn: new Map(), seals: [] };
	Object.assign(facts, { workbooks: new Set(), disposed: new Map(), hashes: new Map(), messages: new Map() });
	const state = { head: { seq: 0, hash: GENESIS }, line: 0, problems: [], events: 0 };
	let batch = [];
	const take = async () => {
		const hashes = await Promise.all(batch.map((event) => (event ? sha256(hashedText(event)) : Promise.resolve(null))));
		for (const [index, event] of batch.entries()) {
			follow(state, event, hashes[index]);
			if (event) remember(facts, event, wanted);
		}
		batch = [];
		progress(`Läser loggen: ${state.events} händelser`);
	};
	for await (const line of linesOf(file)) {
		batch.push(parse(line));
		if (batch.length === EVENTS_AT_A_TIME) await take();
	}
	await take();
	return { ...state, facts };
}

function parse(line) {
	try {
		const event = JSON.parse(line);
		return event && typeof event === "object" && typeof event.data === "string" ? event : null;
	} catch {
		return null;
	}
}

function follow(state, event, hash) {
	const { head, problems } = state;
	state.line++;
	const tell = (text) => problems.length < MAX_TOLD && problems.push(text);
	if (!event) {
		tell(`Rad ${state.line} i loggen går inte att läsa.`);
		return;
	}
	state.events++;
	if (hash !== event.hash) tell(`Händelse ${event.seq} har ändrats efter att den skrevs.`);
	if (event.seq !== head.seq + 1) {
		tell(
			event.seq > head.seq + 1
				? `Efter händelse ${head.seq} kommer händelse ${event.seq}: något saknas, eller ordningen är ändrad.`
				: `Händelse ${event.seq} står på fel plats, efter händelse ${head.seq}.`,
		);
	} else if (event.prev_hash !== head.hash) {
		tell(`Händelse ${event.seq} hänger inte ihop med händelse ${head.seq}.`);
	}
	state.head = { seq: event.seq, hash: event.hash };
}

function remember(facts, event, wanted) {
	if (wanted.has(event.seq)) facts.hashes.set(event.seq, event.hash);
	if (!NOTED.test(event.type)) return;
	let data;
	try {
		data = JSON.parse(event.data);
	} catch {
		return; // what is no JSON has been told of as changed already
	}
	if (event.type === "evidence.added") facts.evidence.add(`${data.sha256} ${data.about_on}`);
	else if (event.type === "report.exported") facts.workbooks.add(data.sha256);
	else if (event.type === "evidence.disposed") facts.disposed.set(data.sha256, data);
	else if (event.type === "population.frozen") facts.digests.set(data.draw_id, data.digest);
	else if (event.type === "sample.drawn") facts.drawn.set(data.draw_id, data.secret);
	else if (event.type === "message.written") noteMessage(facts.messages, event, data);
	else if (event.type === "seal.made") facts.seals.push({ period_id: event.object_id, ...data });
	else if (data.draw_id && !facts.commitments.has(data.draw_id)) facts.commitments.set(data.draw_id, data.commitment);
}

/** What the trail says of each message, by what it is about and its number. */
function noteMessage(messages, { object_kind, object_id }, { number, digest, to, answers }) {
	const thread = `${object_kind} ${object_id}`;
	if (!messages.has(thread)) messages.set(thread, new Map());
	messages.get(thread).set(number, { digest, to, answers });
}

const NOTED =
	/^(evidence\.added|evidence\.disposed|report\.exported|population\.frozen|sample\.drawn|seal\.made|message\.written|runs\.created|draw\.planned)$/;

/** The signed ends of the trail, against the events they speak of. `signatures` is false where the browser cannot check them. */
export async function checkAnchors(anchors, keys, facts, signatures) {
	const problems = [];
	for (const anchor of anchors) {
		const when = `loggens slut som skrevs ${timeText(anchor.at)}`;
		const { at, seq, hash, by } = anchor;
		const key = keys.get(anchor.key);
		if (!key) problems.push(`Nyckeln för ${when} finns inte i paketet.`);
		else if (signatures) {
			const text = ["tillracklig-trail-head/1", at, seq, hash, by].join("\n");
			if (!(await isSignedBy(key, text, anchor.signature))) problems.push(`Underskriften under ${when} stämmer inte.`);
		}
		const found = facts.hashes.get(seq);
		if (found === undefined) problems.push(`Händelse ${said(seq)} saknas, men fanns enligt ${when}.`);
		else if (found !== hash) problems.push(`Händelse ${seq} är inte den som fanns enligt ${when}.`);
	}
	return problems;
}
