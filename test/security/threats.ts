/** T01–T60: what has failed in products of this kind. Each is a line of README.md and the name of at least one test. */
export const THREATS = Array.from({ length: 60 }, (_, index) => `T${String(index + 1).padStart(2, "0")}`);
