// Questions and answers: the trail has the checksum of each, and knows how many there are about each thing.
import { sha256 } from "./crypto.js";
import { said } from "./words.js";

/** The problems of the messages in the package, against the events that tell of them. */
export async function checkMessages(rows, facts) {
	const problems = [];
	const found = new Map();
	for (const row of rows) {
		const thread = `${row.subject_kind} ${row.subject_id}`;
		const what = `Nr ${said(row.number)} om ${said(row.subject_title)}`;
		const told = facts.messages.get(thread)?.get(row.number);
		if (!found.has(thread)) found.set(thread, { title: row.subject_title, numbers: new Set() });
		found.get(thread).numbers.add(row.number);
		if (!told) problems.push(`${what} finns inte i loggen.`);
		else if (told.digest !== (await sha256(String(row.text)))) problems.push(`${what} har inte den text som skrevs.`);
		else if (told.to !== row.asked_part || told.answers !== row.answers)
			problems.push(`${what} var inte den frågan eller det svaret enligt loggen.`);
	}
	for (const [thread, { title, numbers }] of found)
		for (const number of facts.messages.get(thread)?.keys() ?? [])
			if (!numbers.has(number)) problems.push(`Nr ${number} om ${said(title)} finns i loggen men inte i paketet.`);
	return problems;
}
