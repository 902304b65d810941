const SHOWN = new Set(["image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf"]);

/** What may be shown in the page: pictures and PDF, by the type their bytes tell. Everything else is only ever a download (T10). */
export function isShown(contentType: string): boolean {
	return SHOWN.has(contentType);
}
