/** "Delårsrapport 2026" → `delarsrapport-2026`; a name without the year gets it. What the command line calls a period by. */
export function periodKey(name: string, year: number): string {
	const slug = slugOf(name);
	return slug.split("-").includes(String(year)) ? slug : [slug, year].filter((part) => part !== "").join("-");
}

/** Lower case letters a–z, digits and single hyphens. */
export function slugOf(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "");
}
