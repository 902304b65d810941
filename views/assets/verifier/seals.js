// A closed report: its content has a digest, the digest is signed, and the trail tells of both.
import { canonicalJson, isSignedBy, sha256 } from "./crypto.js";

async function statementOf(seal) {
	const { period_id, board_id, edition, first_day, cut_off, reason, digest } = seal;
	const { trail_seq, trail_hash, sealed_at, sealed_by } = seal;
	return canonicalJson({
		...{ period_id, board_id, edition, first_day, cut_off, reason, digest, difference: await sha256(seal.difference) },
		...{ trail_seq, trail_hash, sealed_at, sealed_by },
	});
}

/** The problems of one sealed edition. */
export async function checkSeal(seal, keys, facts, signatures) {
	const problems = [];
	if ((await sha256(seal.content)) !== seal.digest) problems.push("Innehållet är inte det som stängdes.");
	const key = keys.get(seal.key_fingerprint);
	if (!key) problems.push("Nyckeln som rapporten stängdes med finns inte i paketet.");
	else if (signatures && !(await isSignedBy(key, await statementOf(seal), seal.signature))) {
		problems.push("Underskriften stämmer inte.");
	}
	const told = facts.seals.some(
		(one) => one.period_id === seal.period_id && one.edition === seal.edition && one.digest === seal.digest,
	);
	if (!told) problems.push("Loggen säger inte att den stängdes så.");
	if (seal.trail_seq > 0 && facts.hashes.get(seal.trail_seq) !== seal.trail_hash) {
		problems.push(`Loggens slut vid stängningen (händelse ${seal.trail_seq}) är inte det som fanns då.`);
	}
	return problems;
}

/** Editions that the trail tells of but the package lacks. */
export function missingSeals(seals, periodId, facts) {
	return facts.seals
		.filter((told) => told.period_id === periodId && !seals.some((seal) => seal.edition === told.edition))
		.map((told) => `Utgåva ${told.edition} finns i loggen men inte i paketet.`);
}
