/**
 * The address if it may be rendered as a link, otherwise null. Allowed: http, https and addresses on this site.
 * Browsers drop tabs, line breaks and leading control characters before they read the scheme, so the test does too.
 * "//host" and "/\host" look local and are not: refused.
 */
export function safeHref(href: string | null | undefined): string | null {
	if (!href) return null;
	let bare = "";
	for (const char of href) if (char.charCodeAt(0) > 0x20 && char.charCodeAt(0) !== 0x7f) bare += char;
	if (bare === "" || /^[/\\]{2}/.test(bare)) return null;
	if (/^https?:\/\/[^/\\]/i.test(bare)) return href;
	const first = bare.search(/[:/?#]/);
	return first >= 0 && bare[first] === ":" ? null : href;
}

export function isExternal(href: string): boolean {
	return /^\s*https?:/i.test(href);
}
