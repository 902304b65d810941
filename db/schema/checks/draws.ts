export interface DrawTable {
	id: string;
	control_id: string;
	period_key: string;
	/** `<control>/<period>`, e.g. `inkop-under-10000/2026-01`. */
	draw_id: string;
	commitment: string;
	/** The secret, encrypted with the server key: unreadable to everyone before the draw. */
	secret_encrypted: string;
	/** 64 lowercase hex, revealed by the draw. */
	secret: string | null;
	public_value: string | null;
	planned_at: string;
	drawn_at: string | null;
	drawn_by: string | null;
	reason: string;
	version: number;
}
