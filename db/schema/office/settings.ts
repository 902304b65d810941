export interface SettingTable {
	id: string;
	key: string;
	/** JSON. */
	value: string;
	valid_from: string;
	created_at: string;
	created_by: string;
}
