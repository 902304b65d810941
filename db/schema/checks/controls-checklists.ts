export interface ChecklistTable {
	id: string;
	key: string;
	edition: number;
	title: string;
}

export interface CheckQuestionTable {
	id: string;
	checklist_id: string;
	position: number;
	text: string;
	help: string;
	/** 1 for the key questions (tolerable rate 5 %), 0 for the formal ones. */
	is_key: number;
	/** 1 when a Nej asks for a cause code. */
	asks_cause: number;
}
