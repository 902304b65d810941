/** The employee number by which the HR file knows a person. */
export interface HrPersonTable {
	employee_no: string;
	person_id: string;
	created_at: string;
}
