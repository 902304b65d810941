import { createHash } from "node:crypto";

/** Repeatable pseudo-random numbers (mulberry32): the same region comes out of every seeding. */
export interface Random {
	/** A whole number from 0 up to, not including, `limit`. */
	below(limit: number): number;
	pick<T>(from: readonly T[]): T;
	/** A UUIDv7 made at the instant last given to `setTime`. */
	id(): string;
	setTime(instant: string): void;
	/** 32 bytes as hex. */
	secret(): string;
}

export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	let time = "0".repeat(12);
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (t ^ (t >>> 14)) >>> 0;
	};
	const hex = (words: number) => Array.from({ length: words }, () => next().toString(16).padStart(8, "0")).join("");
	const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
	return {
		below,
		pick: (from) => from[below(from.length)]!,
		id: () => {
			const h = hex(3);
			return `${time.slice(0, 8)}-${time.slice(8)}-7${h.slice(0, 3)}-8${h.slice(3, 6)}-${h.slice(6, 18)}`;
		},
		setTime: (instant) => {
			time = new Date(instant).getTime().toString(16).padStart(12, "0");
		},
		secret: () => createHash("sha256").update(hex(4)).digest("hex"),
	};
}
