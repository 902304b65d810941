// A draw is done again from its record alone: the number of each purchase, the order, and who was drawn.
import { compareDrawn, compareUtf8, hmacUnder, sha256 } from "./crypto.js";
import { checkMoney } from "./money.js";
import { said } from "./words.js";

const ALGORITHM = "stickprov/v1";
const ROWS_AT_A_TIME = 2000;

/** The problems of one draw record, compared with what the trail says was promised, frozen and drawn. */
export async function checkDraw(record, facts) {
	const { drawId, secretHex, publicValue, rows, strata } = record;
	const problems = [];
	if (record.algorithm !== ALGORITHM) return [`Okänd metod: ${said(record.algorithm)}.`];
	if ((await sha256(`${ALGORITHM}/commit\n${drawId}\n${secretHex}`)) !== record.commitment) {
		problems.push("Hemligheten är inte den som åtagandet gällde.");
	}
	if (facts.commitments.get(drawId) !== record.commitment)
		problems.push("Åtagandet är inte det som loggades i förväg.");
	if (facts.digests.get(drawId) !== record.digest)
		problems.push("Kontrollsumman är inte den som loggades vid frysningen.");
	if (facts.drawn.get(drawId) !== secretHex) problems.push("Hemligheten är inte den som loggades vid dragningen.");
	const ordered = [...rows].sort((a, b) => compareUtf8(a.key, b.key));
	const digest = await sha256(ordered.map((row) => `${row.key}\t${row.amountOre}\n`).join(""));
	if (digest !== record.digest) problems.push("Populationen är inte den som frystes.");
	const seed = publicValue
		? await (await hmacUnder(secretHex))(`${ALGORITHM}/seed\n${drawId}\n${publicValue}`)
		: secretHex;
	const hmac = await hmacUnder(seed);
	const byUnit = new Map(strata.map((stratum) => [stratum.id, []]));
	for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
		const some = rows.slice(from, from + ROWS_AT_A_TIME);
		const hashes = await Promise.all(some.map((row) => hmac(`${ALGORITHM}\n${drawId}\n${row.key}`)));
		for (const [index, row] of some.entries()) {
			const hash = hashes[index];
			if (row.hash !== hash) problems.push(`Talet för inköpet ${row.key} stämmer inte.`);
			byUnit.get(row.unit)?.push({ key: row.key, hash });
		}
	}
	if (record.money)
		return [...problems, ...(await checkMoney(record, (label) => hmac(`${ALGORITHM}\n${drawId}\n${label}`)))];
	for (const stratum of strata) problems.push(...checkStratum(stratum, byUnit.get(stratum.id)));
	return problems;
}

function checkStratum(stratum, frame) {
	const { id, items, reserves, usedReserves } = stratum;
	if (frame.length !== stratum.N) return [`${id}: antalet inköp är ${frame.length}, inte ${said(stratum.N)}.`];
	frame.sort(compareDrawn);
	if (items.length !== stratum.n) return [`${id}: ${items.length} inköp är uppräknade, men ${said(stratum.n)} drogs.`];
	for (const [index, item] of [...items, ...reserves].entries()) {
		const right = frame[index];
		if (item.key === right?.key && item.hash === right.hash && item.rank === index + 1) continue;
		const word = index < items.length ? "är inte det som dragningen ger" : "är inte nästa reserv";
		return [`${id}: inköpet ${said(item.key)} ${word}.`];
	}
	const threshold = items.at(-1)?.hash ?? null;
	if (threshold !== stratum.thresholdHash) return [`${id}: gränsen för sena inköp stämmer inte.`];
	for (const [index, used] of usedReserves.entries()) {
		if (used.replacementKey !== reserves[index]?.key)
			return [`${id}: reserven ${said(used.replacementKey)} togs inte i tur.`];
	}
	return [];
}
