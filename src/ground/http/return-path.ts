/**
 * Where to go after sign-in: a path on this site or the start page. Anything a browser could read as another site (`//x`,
 * `/\x`, `/%5cx`, `/../\x`, a scheme, userinfo, control characters) is refused (T09).
 */
export function safeReturnPath(wanted: string | undefined): string {
	if (
		!wanted ||
		!/^\/(?![/\\])[\w\-./~?=&%+:,;@!*'()åäöÅÄÖ]*$/.test(wanted) ||
		/%(5c|2f|0[0-9a-f]|1[0-9a-f])/i.test(wanted)
	)
		return "/";
	const resolved = new URL(wanted, "http://intern.invalid");
	if (resolved.host !== "intern.invalid" || resolved.pathname.startsWith("//")) return "/";
	return resolved.pathname + resolved.search;
}
