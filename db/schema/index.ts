import type * as controls from "./controls.ts";
import type * as organisation from "./organisation.ts";
import type * as register from "./register.ts";
import type * as samples from "./samples.ts";

/** Every table by its name in the database. */
export interface Schema {
	org_units: organisation.OrgUnitTable;
	boards: organisation.BoardTable;
	people: organisation.PersonTable;
	roles: organisation.RoleTable;
	sessions: organisation.SessionTable;
	settings: organisation.SettingTable;
	plans: register.PlanTable;
	areas: register.AreaTable;
	risks: register.RiskTable;
	measures: register.MeasureTable;
	reporting_periods: register.ReportingPeriodTable;
	events: register.EventTable;
	checklists: controls.ChecklistTable;
	check_questions: controls.CheckQuestionTable;
	controls: controls.ControlTable;
	control_units: controls.ControlUnitTable;
	control_runs: controls.ControlRunTable;
	purchase_mappings: samples.PurchaseMappingTable;
	purchase_files: samples.PurchaseFileTable;
	draws: samples.DrawTable;
	populations: samples.PopulationTable;
	population_strata: samples.PopulationStratumTable;
	ledger_lines: samples.LedgerLineTable;
	sample_items: samples.SampleItemTable;
	check_answers: samples.CheckAnswerTable;
	deviations: samples.DeviationTable;
	evidence: samples.EvidenceTable;
}
