/** A secret address where a person's calendar program reads their own days. */
export interface CalendarFeedTable {
	/** SHA-256 of the token in the address, so that a copy of the database opens no calendar. */
	id: string;
	person_id: string;
	created_at: string;
	/** When it was taken back, or replaced by a newer one. */
	ended_at: string | null;
}
